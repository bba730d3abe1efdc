import {
  loadCustomerOrder,
  type CustomerItemRow,
  type CustomerOrderRow,
} from "../../adapters/rows/orders/customer-orders.ts";
import { databaseTime, noTransaction } from "../../adapters/db.ts";
import { fileAddress } from "../../adapters/proofs/files-access.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { actionsFor } from "../../domain/workflow/decide.ts";
import {
  CUSTOMER_ACTIONS,
  type CustomerArtwork,
  type CustomerIssue,
  type CustomerItem,
  type CustomerOrder,
  type CustomerPicture,
} from "../../domain/screens/customer-order.ts";
import { usualTime } from "../../domain/screens/customer-standing.ts";
import {
  formsShown,
  standingShown,
  type StoredPicture,
  versionsShown,
} from "../../domain/screens/shown-to-customer.ts";
import { altOf } from "../../domain/shop/pictures.ts";
import { reasonForCustomer } from "../../domain/shop/reasons.ts";
import { dayIn } from "../../domain/words/times.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { env } from "../../env.server.ts";
import { takeBacksOf, type TakeBack } from "./take-back-approval.ts";

/** An order as its customer sees it now, with addresses of its pictures that are made for this order's customer alone. */
export async function showCustomerOrder({
  shopId,
  orderId,
}: {
  shopId: string;
  orderId: string;
}): Promise<CustomerOrder> {
  const [order, situation, now] = await Promise.all([
    loadCustomerOrder(shopId, orderId),
    loadSituation(noTransaction(), shopId, orderId),
    databaseTime(),
  ]);
  if (!order || !situation) throw new Error(`Order ${orderId} is gone`);
  const takeBacks = await takeBacksOf(noTransaction(), { shopId, orderId }, situation, now);
  return {
    name: order.name,
    placedOn: dayIn(order.shop.timezone, order.placedAt),
    shopName: order.shop.name || order.shop.domain,
    items: order.items.flatMap(
      (row) => showItem(row, order, situation, { now, takeBack: takeBacks.get(row.id) }) ?? [],
    ),
  };
}

function showItem(
  row: CustomerItemRow,
  order: CustomerOrderRow,
  situation: Situation,
  { now, takeBack }: { now: Date; takeBack: TakeBack | undefined },
): CustomerItem | null {
  const item = situation.items.find(({ id }) => id === row.id);
  if (!item) return null;
  // What they did themselves is no surprise to them.
  const isSettled = row.visibleAt <= now || takeBack !== undefined;
  const standing = standingShown(item, situation, isSettled);
  const possible = isSettled ? actionsFor(item, situation, { kind: "customer" }) : [];
  const [issue] = row.issues;
  const versions = row.artfiles.map((artfile) => showArtwork(artfile, row, order));
  return {
    itemId: row.id,
    changeCount: row.changeCount,
    number: row.number,
    product: row.productTitle,
    variant: row.variantTitle,
    part: order.items.some(({ id, lineId }) => id !== row.id && lineId === row.lineId) ? row.propertyName : null,
    copies: row.quantity,
    standing,
    usualTime: usualTime(standing, order.usualHours),
    photos: row.photos
      .filter(({ version }) => version === row.photoVersion)
      .map((photo) => ({ ...picture("photo", photo, order), isMarked: issue?.photoIds.includes(photo.id) ?? false })),
    issue: issue && isSettled ? showIssue(issue, order) : null,
    ...versionsShown(item, versions, { newest: row.artfileVersion, isSettled }),
    actions: CUSTOMER_ACTIONS.filter((action) => possible.includes(action)),
    takesBack: takeBack && !takeBack.isAlong ? { actId: takeBack.actId, items: takeBack.items } : null,
  };
}

function showArtwork(
  artfile: CustomerItemRow["artfiles"][number],
  row: CustomerItemRow,
  order: CustomerOrderRow,
): CustomerArtwork {
  const revision = row.revisions.find(({ artfileVersion }) => artfileVersion === artfile.version);
  return {
    ...picture("artfile", artfile, order),
    version: artfile.version,
    approvedOn: artfile.approvedAt && !artfile.voidedAt ? dayIn(order.shop.timezone, artfile.approvedAt) : null,
    request: revision?.note ?? null,
    answer: revision?.answer ?? null,
  };
}

function showIssue({ reason, comment }: CustomerItemRow["issues"][number], order: CustomerOrderRow): CustomerIssue {
  const examples = (["good", "bad"] as const).flatMap((place) =>
    reason.pictures
      .filter((one) => one.place === place)
      .map((one) => ({ ...exampleOf(one, order), place, alt: altOf({ place, alt: one.alt }) })),
  );
  return { reason: reasonForCustomer(reason), comment, hint: reason.hint, examples };
}

function exampleOf(
  { id, width, height }: { id: string; width: number | null; height: number | null },
  { shopId, shop, id: orderId }: CustomerOrderRow,
): CustomerPicture {
  const of = { shopId, installation: shop.installations, kind: "picture", id, orderId } as const;
  const address = (form: "thumb" | "middle" | "screen") => `${env().SHOPIFY_APP_URL}${fileAddress({ ...of, form })}`;
  const forms = { thumb: address("thumb"), middle: address("middle"), screen: address("screen") };
  return { ...forms, file: null, isComing: false, isGone: false, width, height };
}

type Stored = StoredPicture & { id: string; width: number | null; height: number | null };

function picture(
  kind: "photo" | "artfile",
  file: Stored,
  { shopId, shop, id: orderId }: CustomerOrderRow,
): CustomerPicture {
  const of = { shopId, installation: shop.installations, kind, id: file.id, orderId };
  const shown = formsShown(file);
  const address = (form: "thumb" | "middle" | "screen" | "original") =>
    shown[form] ? `${env().SHOPIFY_APP_URL}${fileAddress({ ...of, form })}` : null;
  return {
    screen: address("screen"),
    middle: address("middle"),
    thumb: address("thumb"),
    file: kind === "photo" ? address("original") : null,
    isComing: shown.isComing,
    isGone: shown.isGone,
    width: file.width,
    height: file.height,
  };
}

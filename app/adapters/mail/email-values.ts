import type { StoreAddress } from "../../domain/customer/customer-page-address.ts";
import type { EmailItem, EmailValues } from "../../domain/emails/email-values.ts";
import { emailSheet } from "../../domain/emails/email-sheets.ts";
import { detailsToTell } from "../../domain/emails/details-to-tell.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import { reasonForCustomer } from "../../domain/shop/reasons.ts";
import { possibleRefusal } from "../../domain/workflow/decide.ts";
import { env } from "../../env.server.ts";
import { loadSituation } from "../rows/acts/situations.ts";
import { tables, type Tx } from "../db.ts";
import { emailPictureAddress, type EmailPicture } from "../proofs/files-access.ts";

/** What an email tells, whom, in which language (as Shopify says it), and for which shop; null when its order is gone. */
export type ToTell = {
  to: string | null;
  locale: string | null;
  shop: StoreAddress & { email: string | null; isActive: boolean; isLeaving: boolean };
  values: Omit<EmailValues, "link" | "stop">;
  /** Which installation of the shop this is, counted from 1. */
  installation: number;
};

/** Of which order an email of which kind tells, and of which of its items. */
type About = { shopId: string; orderId: string; kind: EmailKind; itemIds: readonly string[] | "all" };

/** Reads what an email may speak of as it is now: every open issue of the order, the items it was queued for, the last answer to a request for each of them. */
export async function readEmailValues(tx: Tx, { shopId, orderId, kind, itemIds }: About): Promise<ToTell | null> {
  const order = await readOrder(tx, shopId, orderId);
  if (!order) return null;
  const { shop, items } = order;
  const { domain, primaryDomain, pagePath, email } = shop;
  const situation = await loadSituation(tx, shopId, orderId);
  // As the customer's page offers it: neither for every reason, nor while no photo can be opened.
  const mayKeep = (itemId: string) => {
    const item = situation?.items.find(({ id }) => id === itemId);
    return !!situation && !!item && possibleRefusal(item, situation, { kind: "customer" }, "keep_photo") === null;
  };
  const isAboutPhotos = emailSheet(kind).about === "photo_issue";
  const told = (item: Item): EmailItem => ({
    number: item.number,
    product: item.productTitle,
    variant: item.variantTitle,
    part: items.some(({ id, lineId }) => id !== item.id && lineId === item.lineId) ? item.propertyName : null,
    details: detailsToTell(item.details),
    picture: pictureOf(isAboutPhotos ? ["photo", photoOf(item)] : ["artfile", artfileOf(item)], order),
  });
  const spokenOf = items.filter(({ id, step }) => (itemIds === "all" || itemIds.includes(id)) && step !== "cancelled");
  const answers = new Set(spokenOf.flatMap(({ revisions }) => revisions.flatMap(({ answer }) => answer ?? [])));
  return {
    to: order.customerEmail,
    locale: order.locale,
    installation: shop.installations,
    shop: {
      domain,
      primaryDomain,
      pagePath,
      email,
      isActive: shop.uninstalledAt === null,
      isLeaving: shop.leavingAt !== null,
    },
    values: {
      shop: { name: shop.name || shop.domain.replace(/\.myshopify\.com$/, "") },
      order: { name: order.name },
      customer: { name: order.customerName },
      issues: items
        .filter(({ step }) => step === "photo_issue")
        .flatMap((item) =>
          item.issues.map(({ reason, comment }) => ({
            ...told(item),
            reason: reasonForCustomer(reason),
            comment,
            mayKeepPhoto: mayKeep(item.id),
          })),
        ),
      items: spokenOf.map(told),
      answer: [...answers].join("\n\n") || null,
    },
  };
}

function readOrder(tx: Tx, shopId: string, orderId: string) {
  return tables(tx).order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    include: {
      shop: {
        select: {
          name: true,
          domain: true,
          primaryDomain: true,
          pagePath: true,
          email: true,
          uninstalledAt: true,
          leavingAt: true,
          installations: true,
        },
      },
      items: {
        orderBy: { number: "asc" },
        include: {
          issues: { where: { endedAt: null }, include: { reason: { select: { name: true, customerText: true } } } },
          revisions: { where: { answeredAt: { not: null } }, orderBy: { round: "desc" }, take: 1 },
          photos: { orderBy: [{ version: "desc" }, { position: "asc" }], select: { version: true, ...PICTURE } },
          artfiles: { orderBy: { version: "desc" }, take: 1, select: PICTURE },
        },
      },
    },
  });
}
const PICTURE = { id: true, middleKey: true, thumbKey: true, deletedAt: true } as const;
type Order = NonNullable<Awaited<ReturnType<typeof readOrder>>>;
type Item = Order["items"][number];
type Picture = Pick<Item["artfiles"][number], keyof typeof PICTURE>;

// The one that the rejection marks, where it marks any.
function photoOf({ photos, photoVersion, issues }: Item): Picture | undefined {
  const newest = photos.filter(({ version }) => version === photoVersion);
  return newest.find(({ id }) => issues.some(({ photoIds }) => photoIds.includes(id))) ?? newest[0];
}

function artfileOf({ artfiles }: Item): Picture | undefined {
  return artfiles[0];
}

function pictureOf(
  [kind, picture]: [EmailPicture["file"]["kind"], Picture | undefined],
  { shopId, shop, id: orderId, linkVersion }: Order,
): string | null {
  if (!picture || picture.deletedAt) return null;
  const form = picture.middleKey ? "middle" : "thumb";
  if (form === "thumb" && !picture.thumbKey) return null;
  const file = { shopId, installation: shop.installations, kind, id: picture.id, form } as const;
  return `${env().SHOPIFY_APP_URL}${emailPictureAddress({ file, orderId, linkVersion })}`;
}

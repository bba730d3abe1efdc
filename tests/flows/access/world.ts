import { db } from "../../../app/adapters/db.ts";
import { readFileAddress } from "../../../app/adapters/proofs/files-access.ts";
import { loadSituation } from "../../../app/adapters/rows/acts/situations.ts";
import { maySeeFile, maySeeItem } from "../../../app/domain/team/can-see.ts";
import type { FileKind } from "../../../app/domain/words/file-kinds.ts";
import { searchTextOf } from "../../../app/domain/intake/incoming-order.ts";
import type { Situation } from "../../../app/domain/words/situation.ts";
import type { Cast, Person } from "./cast.ts";
import { CASES } from "./situations.ts";

/** An order with what of it must not get about. */
export type Kept = {
  orderId: string;
  shopifyOrderId: string;
  itemId: string;
  name: string;
  step: string;
  personal: string[];
  situation: Situation;
  files: { id: string; itemId: string; kind: "photo" | "artfile" }[];
};

/** One order in every state for the first person of each role, and one for the second; customers, addresses and emails are all different. */
export async function furnish(cast: Cast): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const whose of [cast.assignees, cast.othersAssigned]) {
    for (const make of CASES) kept.push(await furnishOne({ ...cast, assignees: whose }, make));
  }
  return kept;
}

async function furnishOne(cast: Cast, make: (typeof CASES)[number]): Promise<Kept> {
  const { shopId } = cast;
  const { orderId, itemId } = await make.order(cast);
  const { name, shopifyOrderId } = await db().order.findFirstOrThrow({ where: { shopId, id: orderId } });
  const mark = name.slice(1);
  const [customerName, customerEmail, address1] = [
    `Carla Number${mark}`,
    `private${mark}@customers.test`,
    `${mark} Hidden Street`,
  ];
  await db().order.updateMany({
    where: { shopId, id: orderId },
    data: {
      customerName,
      customerEmail,
      shippingAddress: { address1, city: `Quietville${mark}` },
      searchText: searchTextOf({ name, customerName, customerEmail, productTitles: ["Yellow Portrait"] }),
    },
  });
  await db().email.create({
    data: {
      shopId,
      orderId,
      kind: make.step === "photo_issue" ? "order_issue" : "artwork_approval",
      round: 1,
      state: "sent",
      itemIds: [itemId],
      toAddress: customerEmail,
      subject: "Your artwork",
      sendAt: new Date(0),
      sentAt: new Date(0),
    },
  });
  await db().history.create({
    data: { shopId, orderId, itemId, actorKind: "customer", event: "photo_arrived", details: {} },
  });
  const situation = (await loadSituation(db(), shopId, orderId))!;
  const ofOrder = { shopId, itemId: { in: situation.items.map(({ id }) => id) } };
  const photos = await db().photo.findMany({ where: ofOrder });
  await db().artfile.updateMany({
    where: ofOrder,
    data: { thumbKey: photos[0]!.storageKey, screenKey: photos[0]!.storageKey, renditions: "made" },
  });
  const artfiles = await db().artfile.findMany({ where: ofOrder });
  return {
    orderId,
    itemId,
    name,
    shopifyOrderId,
    step: make.name,
    personal: [customerName, customerEmail, address1, `Quietville${mark}`],
    situation,
    files: [
      ...photos.map(({ id, itemId }) => ({ id, itemId, kind: "photo" as const })),
      ...artfiles.map(({ id, itemId }) => ({ id, itemId, kind: "artfile" as const })),
    ],
  };
}

/** What an answer to a person gives away that the rules keep from them, in words for the test's reader. */
export function leaksIn(text: string, person: Person, orders: readonly Kept[]): string[] {
  return [...orders.flatMap((order) => leaksOf(order, text, person)), ...filesIn(text, person, orders)];
}

function leaksOf(
  { orderId, itemId, name, step, personal, situation }: Kept,
  text: string,
  { member }: Person,
): string[] {
  const items = situation.items.filter((item) => maySeeItem(member, situation, item));
  const seesAddress = items.some((item) => maySeeFile(member, situation, item, "customer_address"));
  const secret = [...(items.length === 0 ? [orderId, itemId, `"${name}"`] : []), ...(seesAddress ? [] : personal)];
  return secret.filter((words) => text.includes(words)).map((words) => `${words} of the order in ${step}`);
}

const NEEDED: Record<string, FileKind> = {
  "photo thumb": "photo_rendition",
  "photo screen": "photo_rendition",
  "photo original": "photo_original",
  "artfile thumb": "artfile_rendition",
  "artfile screen": "artfile_rendition",
  "artfile original": "artfile",
};

function filesIn(text: string, { member }: Person, orders: readonly Kept[]): string[] {
  return [...text.matchAll(/\/files\/([\w-]+)/g)].flatMap(([, token]) => {
    const address = readFileAddress(token ?? "");
    if (!address) return [`an address that leads nowhere: ${token}`];
    const { file, viewer } = address;
    const order = orders.find(({ files }) => files.some(({ id }) => id === file.id));
    const item = order?.situation.items.find(({ id }) =>
      order.files.some((one) => one.id === file.id && one.itemId === id),
    );
    const mayHave = order && item && maySeeFile(member, order.situation, item, NEEDED[`${file.kind} ${file.form}`]!);
    const isTheirs = "memberId" in viewer && viewer.memberId === member.memberId;
    return mayHave && isTheirs ? [] : [`${file.form} of the ${file.kind} in ${order?.step ?? "an unknown order"}`];
  });
}

import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { db } from "../../../app/adapters/db.ts";
import { fileAddress, type FileViewer } from "../../../app/adapters/proofs/files-access.ts";
import { openFile, type OpenFile } from "../../../app/services/artfiles/open-file.ts";
import { pngOf } from "../pictures.ts";
import { act, makeOrder } from "../shop.ts";
import { CUSTOMER, type Place } from "./place.ts";
/** A visit of the customer to the shop's own site. */
export const visit = ({ shopId }: Place) => ({
  shop: { id: shopId, domain: "", name: "" },
  localeRoot: "",
  path: "",
  customerAccounts: null,
  customerId: CUSTOMER,
  appUrl: "",
});
/** The customer as an extension in their account proves them. */
export const customerOf = async (of: Place) => ({ shopDomain: await domainOf(of), customerId: CUSTOMER });
/** What an address of a file ends in. */
export const token = (address: string) => address.replace(/^\/\w+\//, "");
/** The beginning of a PNG. */
export const png = pngOf("a place's");

/** All photos of a shop that wait to be looked at, to be approved at once. */
export const wholeList = ({ shopId, owner }: Place) => {
  const list = { step: "photo_review" as const, seenAt: new Date("2100-01-01"), total: 99 };
  return { shopId, actor: owner, action: "approve_photo" as const, list };
};

/** A shop's domain. */
export async function domainOf({ shopId }: Place): Promise<string> {
  return (await db().shop.findUniqueOrThrow({ where: { id: shopId } })).domain;
}

/** Shopify's numbers of a shop's orders. */
export async function shopifyOrderIdsOf({ shopId }: Place): Promise<string[]> {
  return (await db().order.findMany({ where: { shopId } })).map(({ shopifyOrderId }) => shopifyOrderId);
}

/** The names of what is in a zip or a header stand in it as they are. */
export async function contentOf(file: OpenFile | null): Promise<string | null> {
  return file && JSON.stringify(file.headers) + (await buffer(file.body)).toString("utf8");
}

/** Every photo and artwork of a shop, by addresses of this shop for this viewer. */
export async function openAll({ shopId }: Place, of: Place, viewers: FileViewer[]): Promise<(string | null)[]> {
  const [photos, artfiles] = await Promise.all([
    db().photo.findMany({ where: { shopId: of.shopId } }),
    db().artfile.findMany({ where: { shopId: of.shopId } }),
  ]);
  const files = [
    ...photos.map(({ id }) => ({ kind: "photo" as const, id })),
    ...artfiles.map(({ id }) => ({ kind: "artfile" as const, id })),
  ];
  const addresses = files.flatMap((file) =>
    viewers.map((who) => fileAddress({ shopId, installation: 1, ...file, form: "original", ...who })),
  );
  return Promise.all(addresses.map(async (address) => contentOf(await openFile(token(address)))));
}

/** An upload that says that it is for an item of a shop. */
export const uploadFor = (of: Place) => ({
  id: randomUUID(),
  memberId: of.owner.memberId,
  file: { storageKey: "", fileName: "Some.png", sha256: "0", bytes: 1, contentType: "image/png" },
  itemId: of.itemIds[1]!,
  state: "matched" as const,
  refusal: null,
  createdAt: new Date(),
});

/** A new order of the place whose customer has just approved its only artwork. */
export async function approvedByCustomer({ shopId }: Place) {
  const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
  const { actId } = await act({ shopId, actor: { kind: "customer" }, command: { action: "approve_artwork" }, itemIds });
  const items = await db().item.findMany({ where: { shopId, orderId } });
  return { orderId, actId, order: { items, cancelledInShopify: false } };
}

/** A photo that the customer of its first order has sent. */
export async function photoArrived({ shopId, orderIds }: Place): Promise<{ orderId: string; actId: string }> {
  const did = { orderId: orderIds[0]!, actId: randomUUID() };
  await db().history.create({ data: { shopId, ...did, actorKind: "customer", event: "replace_photo" } });
  return did;
}

/** The id of a file of a shop's owner that waits to be checked. */
export async function uploadBeingChecked(shopId: string): Promise<string> {
  const { id: _id, ...like } = await db().upload.findFirstOrThrow({ where: { shopId } });
  const row = { ...like, refusal: {}, shown: {}, storageKey: `${shopId}/artfile/${randomUUID()}`, state: "checking" };
  return (await db().upload.create({ data: row })).id;
}

/** A picture of a place's guideline. */
export async function pictureOf({ shopId }: Place): Promise<string> {
  const files = { thumbKey: "t", middleKey: "m", screenKey: "s" };
  return (await db().shopPicture.create({ data: { shopId, place: "guideline", ...files } })).id;
}

import { gidOf, type Admin } from "./operation.ts";
import { FORGET_ARTWORK_STATE, WRITE_ARTWORK_STATE } from "./write-back-operations.ts";

/** The metafield of an order that says where its artwork stands; `$app` makes it ours alone. */
const ARTWORK_METAFIELD = { namespace: "$app:proofline", key: "artwork_state" } as const;

/** Tags to add and to remove, and what the metafield has to say; null: it goes. */
export type ArtworkState = { add: string[]; remove: string[]; metafield: string | null };

/** Writes the tag and the metafield of an order, or takes them away; gives Shopify's sentences when it refuses a part. May be repeated. */
export async function writeArtworkState(
  admin: Admin,
  shopifyOrderId: string,
  { add, remove, metafield }: ArtworkState,
): Promise<string[]> {
  const id = gidOf("Order", shopifyOrderId);
  const parts =
    metafield === null ? await forget(admin, id, remove) : await write(admin, id, { add, remove, metafield });
  return parts.flatMap((part) => part?.userErrors ?? []).map(({ message }) => message);
}

async function write(admin: Admin, id: string, { add, remove, metafield }: ArtworkState & { metafield: string }) {
  const answer = await admin.run(WRITE_ARTWORK_STATE, {
    id,
    oldTags: remove,
    newTags: add,
    metafields: [{ ...ARTWORK_METAFIELD, ownerId: id, type: "single_line_text_field", value: metafield }],
  });
  return [answer.tagsRemove, answer.tagsAdd, answer.metafieldsSet];
}

async function forget(admin: Admin, id: string, oldTags: string[]) {
  const answer = await admin.run(FORGET_ARTWORK_STATE, {
    id,
    oldTags,
    metafields: [{ ...ARTWORK_METAFIELD, ownerId: id }],
  });
  return [answer.tagsRemove, answer.metafieldsDelete];
}

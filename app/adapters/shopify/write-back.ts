import { gidOf, type Admin } from "./operation.ts";
import { WRITE_ARTWORK_STATE } from "./write-back-operations.ts";

/** The metafield of an order that says where its artwork stands; `$app` makes it ours alone. */
const ARTWORK_METAFIELD = { namespace: "$app:proofline", key: "artwork_state" } as const;

/** Writes the tag and the metafield of an order; gives Shopify's sentences when it refuses a part. May be repeated. */
export async function writeArtworkState(
  admin: Admin,
  shopifyOrderId: string,
  tag: string,
  otherTags: string[],
): Promise<string[]> {
  const id = gidOf("Order", shopifyOrderId);
  const answer = await admin.run(WRITE_ARTWORK_STATE, {
    id,
    oldTags: otherTags,
    newTags: [tag],
    metafields: [
      { ...ARTWORK_METAFIELD, ownerId: id, type: "single_line_text_field", value: tag.replace(/^artwork: /, "") },
    ],
  });
  return [answer.tagsRemove, answer.tagsAdd, answer.metafieldsSet]
    .flatMap((part) => part?.userErrors ?? [])
    .map(({ message }) => message);
}

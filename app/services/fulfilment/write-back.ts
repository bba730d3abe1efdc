import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { queueHold } from "../../adapters/queue/queue.ts";
import { log } from "../../adapters/log.ts";
import { noteWrittenState, orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { writeArtworkState } from "../../adapters/shopify/write-back.ts";
import { needsHold } from "../../domain/fulfilment/holds.ts";
import { ARTWORK_TAGS, speakingStep } from "../../domain/screens/artwork-state.ts";
import { askShopify, nowPossible } from "./ask-shopify.ts";

/** Tells Shopify in a tag and a metafield where an order's artwork stands, when that has changed; and sees after a hold that is no longer needed. */
export async function writeBack({ shopId, orderId }: { shopId: string; orderId: string }): Promise<void> {
  const order = await orderInShopify(shopId, orderId);
  const situation = await loadSituation(noTransaction(), shopId, orderId);
  if (!order || !situation) return;
  if (order.holds.length > 0 && !needsHold(situation)) await inTransaction((tx) => queueHold(tx, { shopId, orderId }));
  const tag = ARTWORK_TAGS[speakingStep(situation.items)];
  if (order.writtenState === tag) return;
  const about = { what: "write_back", orderId };
  const others = Object.values(ARTWORK_TAGS).filter((other) => other !== tag);
  const refusals = await askShopify(shopId, about, (admin) =>
    writeArtworkState(admin, order.shopifyOrderId, tag, others),
  );
  if (refusals === "not_possible") return;
  if (refusals.length > 0) {
    log.warn({ event: "write_back_refused", shopId, orderId, refusals });
    return;
  }
  await nowPossible(shopId, about);
  await noteWrittenState(shopId, orderId, tag);
}

import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { queueLook } from "../../adapters/queue/queue.ts";
import { orderByShopifyId, orderToLookFor } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { whatUnseenMeans } from "../../domain/intake/unseen-order.ts";
import { askShopify } from "../fulfilment/ask-shopify.ts";
import { orderDeleted } from "./order-deleted.ts";
import { readOrderAgain } from "./read-order-again.ts";
import { takeOrder } from "./take-order.ts";

/** The same by Shopify's number, a moment later; nothing for an order that is none of ours. */
export async function lookForUnseen(shopId: string, shopifyOrderId: string): Promise<void> {
  const orderId = await orderByShopifyId(shopId, shopifyOrderId);
  if (orderId) await inTransaction((tx) => queueLook(tx, { shopId, orderId }));
}

type Looked = { shopId: string; orderId: string; wasUnseen?: boolean };

/**
 * Finds out how an order is in Shopify of which we know something else. What Shopify shows is taken over, also of an order that counts as
 * deleted here. One that it does not show and that is deleted is taken out of every queue, though its webhook was lost. In doubt (it
 * may be hidden for its age, or Shopify is late) it is left as it is.
 */
export async function lookForOrder({ shopId, orderId, wasUnseen = false }: Looked): Promise<void> {
  const known = await orderToLookFor(shopId, orderId);
  const shop = await activeShopById(shopId);
  if (!known || !shop) return;
  const { shopifyOrderId } = known;
  const shown = await askShopify(shopId, { what: "order", orderId }, () => readOrderAgain(shop.domain, shopifyOrderId));
  if (shown === "not_possible") return;
  if (shown) {
    await takeOrder(shop, shown, true);
    return;
  }
  if (known.deletedInShopify) return;
  const now = (await databaseTime()).getTime();
  const meaning = whatUnseenMeans({ placedAt: known.placedAt.getTime(), now, wasUnseen });
  if (meaning === "deleted") await orderDeleted({ shopId, shopifyOrderId });
  if (meaning === "look_again") await inTransaction((tx) => queueLook(tx, { shopId, orderId, wasUnseen: true }));
}

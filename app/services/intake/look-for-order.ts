import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { queueLook } from "../../adapters/queue/queue.ts";
import { orderByShopifyId, orderToLookFor } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { isOrderThere } from "../../adapters/shopify/order-query.ts";
import { whatUnseenMeans } from "../../domain/intake/unseen-order.ts";
import { askShopify } from "../fulfilment/ask-shopify.ts";
import { orderDeleted } from "./order-deleted.ts";

/** The same by Shopify's number, a moment later; nothing for an order that is none of ours. */
export async function lookForUnseen(shopId: string, shopifyOrderId: string): Promise<void> {
  const orderId = await orderByShopifyId(shopId, shopifyOrderId);
  if (orderId) await inTransaction((tx) => queueLook(tx, { shopId, orderId }));
}

type Looked = { shopId: string; orderId: string; wasUnseen?: boolean };

/**
 * Finds out why Shopify did not show an order of ours: one that is deleted is taken out of every queue, though its webhook was lost.
 * In doubt (it may be hidden for its age, or Shopify is late) it is left as it is.
 */
export async function lookForOrder({ shopId, orderId, wasUnseen = false }: Looked): Promise<void> {
  const order = await orderToLookFor(shopId, orderId);
  if (!order) return;
  const { shopifyOrderId } = order;
  const isThere = await askShopify(shopId, { what: "order", orderId }, (admin) => isOrderThere(admin, shopifyOrderId));
  if (isThere !== false) return;
  const now = (await databaseTime()).getTime();
  const meaning = whatUnseenMeans({ placedAt: order.placedAt.getTime(), now, wasUnseen });
  if (meaning === "deleted") await orderDeleted({ shopId, shopifyOrderId });
  if (meaning === "look_again") await inTransaction((tx) => queueLook(tx, { shopId, orderId, wasUnseen: true }));
}

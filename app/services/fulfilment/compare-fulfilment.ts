import { inTransaction } from "../../adapters/db.ts";
import { queueSettlings } from "../../adapters/queue/queue.ts";
import { ordersByHolds, ordersByShopifyIds } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { ordersOfFulfilmentOrders } from "../../adapters/shopify/fulfilment.ts";
import { askShopify } from "./ask-shopify.ts";

/**
 * Something has happened to fulfilment orders in Shopify: those of our orders are compared with what has to be so. Of those that nothing here names
 * Shopify is asked, of many at once: whoever waits for this would else wait for a throttled question each.
 */
export async function compareFulfilment({
  shopId,
  fulfillmentOrderIds,
}: {
  shopId: string;
  fulfillmentOrderIds: readonly string[];
}): Promise<void> {
  const known = await ordersByHolds(shopId, fulfillmentOrderIds);
  const theirs = await askWhose(
    shopId,
    fulfillmentOrderIds.filter((id) => !known.has(id)),
  );
  // In one order whoever queues them, so that nobody waits for another in a circle.
  const orderIds = [...new Set([...known.values(), ...theirs])].sort();
  if (orderIds.length > 0) await inTransaction((tx) => queueSettlings(tx, shopId, orderIds));
}

async function askWhose(shopId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const about = { what: "fulfilment", orderId: null };
  const numbers = await askShopify(shopId, about, (admin) => ordersOfFulfilmentOrders(admin, ids));
  return numbers === "not_possible" ? [] : ordersByShopifyIds(shopId, numbers);
}

import { inTransaction } from "../../adapters/db.ts";
import { queueHold } from "../../adapters/queue/queue.ts";
import { orderByHold, orderByShopifyId, ordersToCompare } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { orderOfFulfilmentOrder } from "../../adapters/shopify/fulfilment.ts";
import { askShopify } from "./ask-shopify.ts";

/** Something has happened to fulfilment orders in Shopify: those of our orders are compared with what has to be so. */
export async function compareFulfilment({
  shopId,
  fulfillmentOrderIds,
}: {
  shopId: string;
  fulfillmentOrderIds: readonly string[];
}): Promise<void> {
  for (const id of fulfillmentOrderIds) {
    const orderId = (await orderByHold(shopId, id)) ?? (await askWhose(shopId, id));
    if (orderId) await inTransaction((tx) => queueHold(tx, { shopId, orderId }));
  }
}

const COMPARED_FOR_MS = 4 * 60 * 60 * 1000;
const A_ROUND = 30;

/** Goes on with the round over a shop's open orders: whatever webhooks missed is found within some hours. */
export async function compareNext(shopId: string): Promise<void> {
  for (const orderId of await ordersToCompare(shopId, COMPARED_FOR_MS, A_ROUND))
    await inTransaction((tx) => queueHold(tx, { shopId, orderId }));
}

async function askWhose(shopId: string, id: string): Promise<string | null> {
  const about = { what: "fulfilment", orderId: null };
  const shopifyOrderId = await askShopify(shopId, about, (admin) => orderOfFulfilmentOrder(admin, id));
  if (shopifyOrderId === null || shopifyOrderId === "not_possible") return null;
  return orderByShopifyId(shopId, shopifyOrderId);
}

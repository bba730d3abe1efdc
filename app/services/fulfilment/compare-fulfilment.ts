import { inTransaction } from "../../adapters/db.ts";
import { queueSettling } from "../../adapters/queue/queue.ts";
import { orderByHold, orderByShopifyId } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
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
    if (orderId) await inTransaction((tx) => queueSettling(tx, { shopId, orderId }));
  }
}

async function askWhose(shopId: string, id: string): Promise<string | null> {
  const about = { what: "fulfilment", orderId: null };
  const shopifyOrderId = await askShopify(shopId, about, (admin) => orderOfFulfilmentOrder(admin, id));
  if (shopifyOrderId === "not_possible") return null;
  if (shopifyOrderId === null) return null;
  return orderByShopifyId(shopId, shopifyOrderId);
}

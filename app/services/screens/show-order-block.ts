import { orderIdOf } from "../../adapters/rows/orders/order-list.ts";
import { orderBlock, type OrderBlock } from "../../domain/screens/order-block.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { env } from "../../env.server.ts";
import { showOrder } from "./show-order.ts";

/** An order on Shopify's own page of it, by Shopify's number, as this member may see it; null when the app has none, or nothing of it is theirs. */
export async function showOrderBlock({
  shopId,
  actor,
  shopifyOrderId,
}: {
  shopId: string;
  actor: ActingMember;
  shopifyOrderId: string;
}): Promise<OrderBlock | null> {
  const orderId = await orderIdOf(shopId, shopifyOrderId);
  const order = orderId === null ? null : await showOrder({ shopId, actor, orderId });
  return order && orderBlock(order, env().SHOPIFY_APP_URL);
}

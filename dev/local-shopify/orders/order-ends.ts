import type { LocalContext } from "../context.ts";
import type { LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";
import { orderChanged } from "./order-changed.ts";

/** Archives an order, as a merchant puts away what is done; sends orders/updated. */
export function archiveOrder(ctx: LocalContext, shop: LocalShop, order: LocalOrder): void {
  order.closedAt = new Date(ctx.now()).toISOString();
  orderChanged(ctx, shop, order);
}

/**
 * Deletes an order for good and sends orders/delete, which names nothing but its id; from then on GraphQL has null for it.
 * Gives Shopify's refusal for an order that is neither cancelled nor archived (help.shopify.com/manual/orders/cancel-delete-order).
 */
export function deleteOrder(ctx: LocalContext, shop: LocalShop, order: LocalOrder): { refused: string } | null {
  if (!order.cancelledAt && !order.closedAt) return { refused: "Cancel or archive this order before you delete it." };
  shop.orders = shop.orders.filter((one) => one !== order);
  ctx.state.save();
  sendWebhook(ctx, shop, "orders/delete", { id: order.id });
  return null;
}

import type { LocalContext } from "../context.ts";
import type { LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";
import { orderPayload } from "./order-payload.ts";

/** Notes that an order changed now and sends orders/updated. */
export function orderChanged(ctx: LocalContext, shop: LocalShop, order: LocalOrder): void {
  order.updatedAt = new Date(ctx.now()).toISOString();
  ctx.state.save();
  sendWebhook(ctx, shop, "orders/updated", orderPayload(shop, order));
}

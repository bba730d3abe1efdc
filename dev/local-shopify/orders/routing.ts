import type { LocalContext } from "../context.ts";
import { unroutedCopies } from "./left-to-ship.ts";
import type { LocalFulfillmentOrder, LocalLine, LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";
import { fulfillmentOrderFor } from "./fulfillment.ts";
import { fulfillmentOrderPayload } from "./fulfillment-payload.ts";

/**
 * Has an order's lines routed a moment later, as Shopify does after its making and after an edit: until then they are in no
 * fulfillment order (shopify.dev, "an order at its making typically has zero fulfillment orders").
 */
export function routeLater(ctx: LocalContext, shop: LocalShop, order: LocalOrder): void {
  ctx.agenda.later(ctx.routingMs, () => route(ctx, shop, order));
}

/** Routes what an earlier run of Local Shopify had not come to. */
export function routeWhatIsLeft(ctx: LocalContext): void {
  for (const shop of ctx.state.shops) {
    for (const order of shop.orders) if (unrouted(order).length > 0) routeLater(ctx, shop, order);
  }
}

function route(ctx: LocalContext, shop: LocalShop, order: LocalOrder): void {
  const lines = shop.orders.includes(order) ? unrouted(order) : [];
  if (lines.length === 0) return;
  const added = fulfillmentOrderFor(ctx.state, lines);
  const open = order.fulfillmentOrders.find(({ status }) => status === "OPEN");
  const routed: LocalFulfillmentOrder = open ?? added;
  if (open) open.lines.push(...added.lines);
  else order.fulfillmentOrders.push(added);
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/order_routing_complete", {
    fulfillment_order: fulfillmentOrderPayload(routed),
  });
}

/** The lines of which copies are in no fulfillment order, with how many. */
function unrouted(order: LocalOrder): LocalLine[] {
  return order.lines
    .map((line) => ({ ...line, currentQuantity: unroutedCopies(order, line) }))
    .filter(({ currentQuantity }) => currentQuantity > 0);
}

import { isLeftToShip } from "../orders/left-to-ship.ts";
import type { LocalOrder } from "../shapes.ts";
import { html, type Html } from "./html.ts";

/** Paid, partly refunded, refunded or cancelled. */
export function paymentBadge(order: LocalOrder): Html {
  if (order.cancelledAt) return html`<span class="badge off">Cancelled</span>`;
  if (order.refunds.length === 0) return html`<span class="badge">Paid</span>`;
  return html`<span class="badge warn">${order.lines.every(({ currentQuantity }) => currentQuantity === 0) ? "Refunded" : "Partly refunded"}</span>`;
}

/** What is left to ship, and whether a hold stops it. */
export function shippingBadge(order: LocalOrder): Html {
  const parts = order.fulfillmentOrders;
  const isOpen = isLeftToShip(order);
  if (parts.some(({ status }) => status === "ON_HOLD")) return html`<span class="badge hold">On hold</span>`;
  if (!isOpen)
    return order.fulfillments.length > 0
      ? html`<span class="badge done">Fulfilled</span>`
      : html`<span class="badge off">Nothing to ship</span>`;
  return order.fulfillments.length > 0
    ? html`<span class="badge warn">Partly fulfilled</span>`
    : html`<span class="badge warn">Unfulfilled</span>`;
}

import type { LocalFulfillmentOrder } from "../shapes.ts";

/** A fulfillment order as its webhooks tell of it: its id and status, and its holds. */
export function fulfillmentOrderPayload(one: LocalFulfillmentOrder) {
  return {
    id: `gid://shopify/FulfillmentOrder/${one.id}`,
    status: one.status.toLowerCase(),
    fulfillment_holds: one.holds.map((hold) => ({
      id: `gid://shopify/FulfillmentHold/${hold.id}`,
      reason: hold.reason.toLowerCase(),
      reason_notes: hold.reasonNotes,
      held_by_requesting_app: hold.heldByApp,
      handle: hold.handle,
    })),
  };
}

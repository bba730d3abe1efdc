import type { LocalContext } from "../context.ts";
import { fulfillmentPayload } from "./order-payload.ts";
import { orderChanged } from "./order-changed.ts";
import type { LocalState } from "../state.ts";
import type { LocalFulfillment, LocalFulfillmentOrder, LocalLine, LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";

export type Tracking = { company?: string | null; numbers?: string[]; urls?: string[] };
/** `lines` by the ids of fulfillment order lines; without them everything that remains is fulfilled. */
export type Parcel = { fulfillmentOrderId: number; lines?: { id: number; quantity: number }[] };
export type ParcelRefusal = { refused: string };

/** A new open fulfillment order for all copies of these lines. */
export function fulfillmentOrderFor(state: LocalState, lines: LocalLine[]): LocalFulfillmentOrder {
  return {
    id: state.nextId(),
    status: "OPEN",
    holds: [],
    assignedLocation: "Main workshop",
    lines: lines.map((line) => ({
      id: state.nextId(),
      lineId: line.id,
      totalQuantity: line.currentQuantity,
      remainingQuantity: line.currentQuantity,
    })),
  };
}

/** Ships parcels of one order, or says in Shopify's words why not; sends fulfillments/create, orders/updated and orders/fulfilled when nothing remains. */
export function fulfilParcels(
  ctx: LocalContext,
  shop: LocalShop,
  order: LocalOrder,
  parcels: Parcel[],
  tracking: Tracking,
): LocalFulfillment | ParcelRefusal {
  const plans = parcels.map((parcel) => planOf(order, parcel));
  const refusal = plans.find((plan) => "refused" in plan);
  if (refusal && "refused" in refusal) return refusal;
  if (plans.every((plan) => "parts" in plan && plan.parts.length === 0))
    return { refused: "No line items to fulfill." };
  const at = new Date(ctx.now()).toISOString();
  const fulfillment: LocalFulfillment = {
    id: ctx.state.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "success",
    createdAt: at,
    updatedAt: at,
    fulfillmentOrderIds: parcels.map(({ fulfillmentOrderId }) => fulfillmentOrderId),
    trackingCompany: tracking.company ?? null,
    trackingNumbers: tracking.numbers ?? [],
    trackingUrls: tracking.urls ?? [],
    lines: [],
  };
  for (const plan of plans) {
    if ("refused" in plan) continue;
    for (const { part, quantity } of plan.parts) {
      part.remainingQuantity -= quantity;
      fulfillment.lines.push({ id: ctx.state.nextId(), lineId: part.lineId, quantity });
    }
    plan.from.status = plan.from.lines.every(({ remainingQuantity }) => remainingQuantity === 0)
      ? "CLOSED"
      : "IN_PROGRESS";
  }
  order.fulfillments.push(fulfillment);
  sendWebhook(ctx, shop, "fulfillments/create", fulfillmentPayload(order, fulfillment));
  orderChanged(ctx, shop, order);
  return fulfillment;
}

type Plan = {
  from: LocalFulfillmentOrder;
  parts: { part: LocalFulfillmentOrder["lines"][number]; quantity: number }[];
};

function planOf(order: LocalOrder, parcel: Parcel): Plan | ParcelRefusal {
  const from = order.fulfillmentOrders.find(({ id }) => id === parcel.fulfillmentOrderId);
  if (!from) return { refused: "Fulfillment order does not exist." };
  if (from.status === "ON_HOLD")
    return { refused: `Fulfillment order ${from.id} has an unfulfillable status= on_hold.` };
  if (from.status !== "OPEN" && from.status !== "IN_PROGRESS")
    return { refused: `Fulfillment order ${from.id} has an unfulfillable status= ${from.status.toLowerCase()}.` };
  const wanted =
    parcel.lines ??
    from.lines
      .filter(({ remainingQuantity }) => remainingQuantity > 0)
      .map(({ id, remainingQuantity }) => ({ id, quantity: remainingQuantity }));
  const parts = [];
  for (const { id, quantity } of wanted) {
    const part = from.lines.find((line) => line.id === id);
    if (!part) return { refused: "Fulfillment order line item does not exist." };
    if (quantity < 1 || quantity > part.remainingQuantity)
      return { refused: "Invalid fulfillment order line item quantity requested." };
    parts.push({ part, quantity });
  }
  return { from, parts };
}

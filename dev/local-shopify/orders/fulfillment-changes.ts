import type { LocalContext } from "../context.ts";
import type { LocalFulfillmentOrder, LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";
import { fulfillmentOrderPayload as payloadOf } from "./fulfillment-payload.ts";

/** Quantities of the lines of a fulfillment order, by the ids of its lines. */
export type PartOf = { id: number; quantity: number }[];

/** Takes a part of a fulfillment order into a new one of the same location; null where nothing or everything would be taken. */
export function splitOff(ctx: LocalContext, order: LocalOrder, from: LocalFulfillmentOrder, part: PartOf) {
  const wanted = part.filter(({ quantity }) => quantity > 0);
  const left = from.lines.some(
    (line) => line.remainingQuantity > (wanted.find(({ id }) => id === line.id)?.quantity ?? 0),
  );
  if (wanted.length === 0 || !left) return null;
  const rest: LocalFulfillmentOrder = {
    id: ctx.state.nextId(),
    status: from.status,
    holds: [],
    assignedLocation: from.assignedLocation,
    lines: [],
  };
  for (const { id, quantity } of wanted) {
    const line = from.lines.find((one) => one.id === id)!;
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
    rest.lines.push({
      id: ctx.state.nextId(),
      lineId: line.lineId,
      totalQuantity: quantity,
      remainingQuantity: quantity,
    });
  }
  from.lines = from.lines.filter(({ totalQuantity }) => totalQuantity > 0);
  order.fulfillmentOrders.push(rest);
  return rest;
}

/** A person of the shop splits a fulfillment order; sends fulfillment_orders/split. */
export function splitByHand(
  ctx: LocalContext,
  shop: LocalShop,
  order: LocalOrder,
  from: LocalFulfillmentOrder,
  part: PartOf,
): LocalFulfillmentOrder | null {
  const rest = splitOff(ctx, order, from, part);
  if (!rest) return null;
  rest.holds = from.holds.map((hold) => ({ ...hold, id: ctx.state.nextId() }));
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/split", {
    fulfillment_order: payloadOf(from),
    remaining_fulfillment_order: payloadOf(rest),
    replacement_fulfillment_order: null,
  });
  return rest;
}

/** A person of the shop moves a fulfillment order to another location: a new one takes its place, without its holds; sends fulfillment_orders/moved. */
export function moveByHand(
  ctx: LocalContext,
  shop: LocalShop,
  order: LocalOrder,
  from: LocalFulfillmentOrder,
  location: string,
): LocalFulfillmentOrder {
  const moved: LocalFulfillmentOrder = {
    ...from,
    id: ctx.state.nextId(),
    status: "OPEN",
    holds: [],
    assignedLocation: location,
    lines: from.lines.map((line) => ({ ...line, id: ctx.state.nextId() })),
  };
  from.status = "CLOSED";
  from.holds = [];
  from.lines = [];
  order.fulfillmentOrders.push(moved);
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/moved", {
    original_fulfillment_order: payloadOf(from),
    moved_fulfillment_order: payloadOf(moved),
  });
  return moved;
}

/** Somebody other than the app lifts every hold of a fulfillment order, as the button in the admin does; sends fulfillment_orders/hold_released. */
export function liftHolds(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  one.holds = [];
  one.status = "OPEN";
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/hold_released", { fulfillment_order: payloadOf(one) });
}

/** Another app, or a person, holds a fulfillment order; sends fulfillment_orders/placed_on_hold. */
export function holdByOthers(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  const id = ctx.state.nextId();
  one.holds.push({ id, handle: "", reason: "HIGH_RISK_OF_FRAUD", reasonNotes: "", heldByApp: false });
  one.status = "ON_HOLD";
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/placed_on_hold", {
    fulfillment_order: payloadOf(one),
    remaining_fulfillment_order: null,
    held_fulfillment_order_line_items: [],
    created_fulfillment_hold: payloadOf(one).fulfillment_holds.at(-1),
  });
}

/** The day of a scheduled fulfillment order has come: it is open; sends fulfillment_orders/scheduled_fulfillment_order_ready. */
export function openScheduled(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  one.status = "OPEN";
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/scheduled_fulfillment_order_ready", {
    fulfillment_order: payloadOf(one),
  });
}

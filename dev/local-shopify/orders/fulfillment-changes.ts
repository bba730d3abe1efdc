import type { LocalContext } from "../context.ts";
import type { LocalFulfillmentOrder, LocalHold, LocalOrder, LocalShop } from "../shapes.ts";
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
  tellSplit(ctx, shop, from, rest, null);
  return rest;
}

/** Sends fulfillment_orders/split. */
export function tellSplit(
  ctx: LocalContext,
  shop: LocalShop,
  from: LocalFulfillmentOrder,
  rest: LocalFulfillmentOrder,
  replacement: LocalFulfillmentOrder | null,
): void {
  sendWebhook(ctx, shop, "fulfillment_orders/split", {
    fulfillment_order: payloadOf(from),
    remaining_fulfillment_order: payloadOf(rest),
    replacement_fulfillment_order: replacement && payloadOf(replacement),
  });
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

/** A person of the shop merges fulfillment orders of one location: the first one gets all lines and keeps its own holds and status; sends fulfillment_orders/merged. */
export function mergeByHand(
  ctx: LocalContext,
  shop: LocalShop,
  into: LocalFulfillmentOrder,
  others: readonly LocalFulfillmentOrder[],
): LocalFulfillmentOrder {
  const intents = [into, ...others].map((one) => ({
    fulfillment_order_id: payloadOf(one).id,
    fulfillment_order_line_items: [],
  }));
  for (const other of others) {
    for (const line of other.lines) mergeLine(into, line);
    Object.assign(other, { status: "CLOSED", holds: [], lines: [] });
  }
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/merged", { fulfillment_order: payloadOf(into), merge_intents: intents });
  return into;
}

function mergeLine(into: LocalFulfillmentOrder, line: LocalFulfillmentOrder["lines"][number]): void {
  const same = into.lines.find(({ lineId }) => lineId === line.lineId);
  if (!same) {
    into.lines.push(line);
    return;
  }
  same.totalQuantity += line.totalQuantity;
  same.remainingQuantity += line.remainingQuantity;
}

/** Somebody other than the app lifts every hold of a fulfillment order, as the button in the admin does; sends fulfillment_orders/hold_released. */
export function liftHolds(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  const lifted = one.holds;
  one.holds = [];
  one.status = "OPEN";
  ctx.state.save();
  tellReleased(ctx, shop, one, lifted);
}

/** Another app, or a person, holds a fulfillment order; sends fulfillment_orders/placed_on_hold. */
export function holdByOthers(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  const id = ctx.state.nextId();
  one.holds.push({ id, handle: "", reason: "HIGH_RISK_OF_FRAUD", reasonNotes: "", heldByApp: false });
  const wasHeld = one.status === "ON_HOLD";
  one.status = "ON_HOLD";
  ctx.state.save();
  tellHeld(ctx, shop, one, { wasHeld, remaining: null });
}

/** The day of a scheduled fulfillment order has come: it is open; sends fulfillment_orders/scheduled_fulfillment_order_ready. */
export function openScheduled(ctx: LocalContext, shop: LocalShop, one: LocalFulfillmentOrder): void {
  one.status = "OPEN";
  ctx.state.save();
  sendWebhook(ctx, shop, "fulfillment_orders/scheduled_fulfillment_order_ready", {
    fulfillment_order: payloadOf(one),
  });
}

/** Sends fulfillment_holds/added, and fulfillment_orders/placed_on_hold for the first hold of a fulfillment order alone. */
export function tellHeld(
  ctx: LocalContext,
  shop: LocalShop,
  held: LocalFulfillmentOrder,
  { wasHeld, remaining }: { wasHeld: boolean; remaining: LocalFulfillmentOrder | null },
): void {
  const fulfillment_hold = payloadOf(held).fulfillment_holds.at(-1);
  const { id, status } = payloadOf(held);
  sendWebhook(ctx, shop, "fulfillment_holds/added", { fulfillment_order: { id, status }, fulfillment_hold });
  if (wasHeld) return;
  sendWebhook(ctx, shop, "fulfillment_orders/placed_on_hold", {
    fulfillment_order: payloadOf(held),
    remaining_fulfillment_order: remaining && payloadOf(remaining),
    held_fulfillment_order_line_items: held.lines.map((line) => ({
      id: `gid://shopify/FulfillmentOrderLineItem/${line.id}`,
      quantity: line.remainingQuantity,
    })),
    created_fulfillment_hold: fulfillment_hold,
  });
}

/** Sends fulfillment_holds/released for each, and fulfillment_orders/hold_released once no hold is left. */
export function tellReleased(
  ctx: LocalContext,
  shop: LocalShop,
  one: LocalFulfillmentOrder,
  released: readonly LocalHold[],
): void {
  const { id, status } = payloadOf(one);
  for (const fulfillment_hold of payloadOf({ ...one, holds: [...released] }).fulfillment_holds)
    sendWebhook(ctx, shop, "fulfillment_holds/released", { fulfillment_order: { id, status }, fulfillment_hold });
  if (one.holds.length === 0)
    sendWebhook(ctx, shop, "fulfillment_orders/hold_released", { fulfillment_order: payloadOf(one) });
}

import type { LocalFulfillmentOrder, LocalHold, LocalOrder } from "../shapes.ts";
import { splitOff, tellHeld, tellReleased, type PartOf } from "../orders/fulfillment-changes.ts";
import { numberOf, userErrors, type Call, type Node, type UserError } from "./call.ts";
import { fulfillmentOrderNode, holdNode } from "./fulfillment-nodes.ts";
import { visibleOrders } from "./order-nodes.ts";

type WantedHold = {
  reason: string;
  reasonNotes?: string | null;
  handle?: string | null;
  externalId?: string | null;
  fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null;
};

const maxHoldsPerApp = 10;
const notFound = { field: ["id"], message: "Fulfillment order does not exist.", code: "FULFILLMENT_ORDER_NOT_FOUND" };

/** Puts a fulfillment order, or the named lines of it, on hold under the app's handle; a handle already in use there is refused. */
export function holdFulfillmentOrder(call: Call, id: string, wanted: WantedHold): Node {
  const refuse = (error: UserError): Node => ({
    __typename: "FulfillmentOrderHoldPayload",
    fulfillmentOrder: null,
    fulfillmentHold: null,
    remainingFulfillmentOrder: null,
    userErrors: userErrors("FulfillmentOrderHoldUserError", error),
  });
  const found = findFulfillmentOrder(call, id);
  if (!found) return refuse(notFound);
  const { order, held } = found;
  const part = partOf(held, wanted.fulfillmentOrderLineItems ?? []);
  if ("refused" in part) return refuse(part.refused);
  if (["CLOSED", "CANCELLED", "INCOMPLETE", "SCHEDULED"].includes(held.status)) {
    return refuse({
      field: ["id"],
      message: `The fulfillment order is not in a valid status to be placed on hold.`,
      code: null,
    });
  }
  const handle = wanted.handle ?? "";
  const mine = held.holds.filter(({ heldByApp }) => heldByApp);
  if (mine.some((hold) => hold.handle === handle)) {
    return refuse({
      field: ["fulfillmentHold", "handle"],
      message:
        "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.",
      code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    });
  }
  if (mine.length >= maxHoldsPerApp) {
    return refuse({
      field: ["id"],
      message:
        "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.",
      code: "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    });
  }
  // The held lines stay; the others go on in a fulfillment order of their own.
  const remaining = part.others.length > 0 ? splitOff(call.ctx, order, held, part.others) : null;
  const hold: LocalHold = {
    id: call.ctx.state.nextId(),
    handle,
    reason: wanted.reason,
    reasonNotes: wanted.reasonNotes ?? "",
    heldByApp: true,
  };
  const wasHeld = held.status === "ON_HOLD";
  held.holds.push(hold);
  held.status = "ON_HOLD";
  call.ctx.state.save();
  tellHeld(call.ctx, call.shop, held, { wasHeld, remaining });
  return {
    __typename: "FulfillmentOrderHoldPayload",
    fulfillmentOrder: fulfillmentOrderNode(call, order, held),
    fulfillmentHold: holdNode(hold),
    remainingFulfillmentOrder: remaining && fulfillmentOrderNode(call, order, remaining),
    userErrors: [],
  };
}

/** Releases exactly these holds; without ids it releases everybody's, as the real one does. The order opens when none is left. */
export function releaseHolds(call: Call, id: string, holdIds: string[] | null): Node {
  const refuse = (error: UserError): Node => ({
    __typename: "FulfillmentOrderReleaseHoldPayload",
    fulfillmentOrder: null,
    userErrors: userErrors("FulfillmentOrderReleaseHoldUserError", error),
  });
  const found = findFulfillmentOrder(call, id);
  if (!found) return refuse(notFound);
  const { order, held } = found;
  if (held.status !== "ON_HOLD")
    return refuse({ field: ["id"], message: "The fulfillment order is not on hold.", code: null });
  const wanted = holdIds?.map((one) => numberOf(one, "FulfillmentHold")) ?? held.holds.map((hold) => hold.id);
  if (wanted.some((one) => !held.holds.some((hold) => hold.id === one)))
    return refuse({ field: ["holdIds"], message: "Fulfillment hold does not exist.", code: null });
  const released = held.holds.filter((hold) => wanted.includes(hold.id));
  held.holds = held.holds.filter((hold) => !wanted.includes(hold.id));
  if (held.holds.length === 0)
    held.status = held.lines.every((line) => line.remainingQuantity === line.totalQuantity) ? "OPEN" : "IN_PROGRESS";
  call.ctx.state.save();
  tellReleased(call.ctx, call.shop, held, released);
  return {
    __typename: "FulfillmentOrderReleaseHoldPayload",
    fulfillmentOrder: fulfillmentOrderNode(call, order, held),
    userErrors: [],
  };
}

/** A fulfillment order that the app may see, with its order. */
export function findFulfillmentOrder(
  call: Call,
  id: string,
): { order: LocalOrder; held: LocalFulfillmentOrder } | undefined {
  const wanted = numberOf(id, "FulfillmentOrder");
  for (const order of visibleOrders(call)) {
    const held = order.fulfillmentOrders.find((one) => one.id === wanted);
    if (held) return { order, held };
  }
  return undefined;
}

/** Which quantities are not to be held, where only some lines are named; what Shopify refuses of the names. */
function partOf(
  held: LocalFulfillmentOrder,
  named: readonly { id: string; quantity: number }[],
): { others: PartOf } | { refused: UserError } {
  if (named.length === 0) return { others: [] };
  const field = ["fulfillmentHold", "fulfillmentOrderLineItems"];
  if (held.status !== "OPEN") {
    const message = "The fulfillment order is not in a splittable state.";
    return { refused: { field, message, code: "FULFILLMENT_ORDER_NOT_SPLITTABLE" } };
  }
  const wanted = new Map(named.map(({ id, quantity }) => [numberOf(id, "FulfillmentOrderLineItem"), quantity]));
  if (wanted.size < named.length) {
    const message = "The fulfillment order line items are not unique.";
    return { refused: { field, message, code: "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS" } };
  }
  if ([...wanted.values()].some((quantity) => quantity < 1)) {
    const message = "The fulfillment order line item quantity must be greater than 0.";
    return { refused: { field, message, code: "GREATER_THAN_ZERO" } };
  }
  const isTooMuch = ([id, quantity]: [number, number]) =>
    quantity > (held.lines.find((line) => line.id === id)?.remainingQuantity ?? 0);
  if ([...wanted].some(isTooMuch)) {
    const message = "The fulfillment order line item quantity is invalid.";
    return { refused: { field, message, code: "INVALID_LINE_ITEM_QUANTITY" } };
  }
  return {
    others: held.lines.map(({ id, remainingQuantity }) => ({
      id,
      quantity: remainingQuantity - (wanted.get(id) ?? 0),
    })),
  };
}

import type { LocalFulfillmentOrder, LocalHold, LocalOrder } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";
import { gid, notImplemented, numberOf, userErrors, type Call, type Node, type UserError } from "./call.ts";
import { fulfillmentOrderNode, holdNode } from "./fulfillment-nodes.ts";
import { visibleOrders } from "./order-nodes.ts";

type WantedHold = {
  reason: string;
  reasonNotes?: string | null;
  handle?: string | null;
  externalId?: string | null;
  fulfillmentOrderLineItems?: unknown[] | null;
};

const maxHoldsPerApp = 10;
const notFound = { field: ["id"], message: "Fulfillment order does not exist.", code: "FULFILLMENT_ORDER_NOT_FOUND" };

/** Puts a whole fulfillment order on hold under the app's handle; a handle already in use there is refused. */
export function holdFulfillmentOrder(call: Call, id: string, wanted: WantedHold): Node {
  const refuse = (error: UserError): Node => ({
    __typename: "FulfillmentOrderHoldPayload",
    fulfillmentOrder: null,
    fulfillmentHold: null,
    remainingFulfillmentOrder: null,
    userErrors: userErrors("FulfillmentOrderHoldUserError", error),
  });
  if (wanted.fulfillmentOrderLineItems?.length) throw notImplemented("holding a part of a fulfillment order");
  const found = find(call, id);
  if (!found) return refuse(notFound);
  const { order, held } = found;
  if (held.status === "CLOSED" || held.status === "CANCELLED" || held.status === "INCOMPLETE") {
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
  const hold: LocalHold = {
    id: call.ctx.state.nextId(),
    handle,
    reason: wanted.reason,
    reasonNotes: wanted.reasonNotes ?? "",
    heldByApp: true,
  };
  held.holds.push(hold);
  held.status = "ON_HOLD";
  call.ctx.state.save();
  sendWebhook(call.ctx, call.shop, "fulfillment_orders/placed_on_hold", {
    fulfillment_order: payloadOf(held),
    remaining_fulfillment_order: null,
    held_fulfillment_order_line_items: held.lines.map((line) => ({
      id: gid("FulfillmentOrderLineItem", line.id),
      quantity: line.remainingQuantity,
    })),
    created_fulfillment_hold: payloadOf(held).fulfillment_holds.at(-1),
  });
  return {
    __typename: "FulfillmentOrderHoldPayload",
    fulfillmentOrder: fulfillmentOrderNode(call, order, held),
    fulfillmentHold: holdNode(hold),
    remainingFulfillmentOrder: null,
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
  const found = find(call, id);
  if (!found) return refuse(notFound);
  const { order, held } = found;
  if (held.status !== "ON_HOLD")
    return refuse({ field: ["id"], message: "The fulfillment order is not on hold.", code: null });
  const wanted = holdIds?.map((one) => numberOf(one, "FulfillmentHold")) ?? held.holds.map((hold) => hold.id);
  if (wanted.some((one) => !held.holds.some((hold) => hold.id === one)))
    return refuse({ field: ["holdIds"], message: "Fulfillment hold does not exist.", code: null });
  held.holds = held.holds.filter((hold) => !wanted.includes(hold.id));
  if (held.holds.length === 0)
    held.status = held.lines.every((line) => line.remainingQuantity === line.totalQuantity) ? "OPEN" : "IN_PROGRESS";
  call.ctx.state.save();
  sendWebhook(call.ctx, call.shop, "fulfillment_orders/hold_released", { fulfillment_order: payloadOf(held) });
  return {
    __typename: "FulfillmentOrderReleaseHoldPayload",
    fulfillmentOrder: fulfillmentOrderNode(call, order, held),
    userErrors: [],
  };
}

function find(call: Call, id: string): { order: LocalOrder; held: LocalFulfillmentOrder } | undefined {
  const wanted = numberOf(id, "FulfillmentOrder");
  for (const order of visibleOrders(call)) {
    const held = order.fulfillmentOrders.find((one) => one.id === wanted);
    if (held) return { order, held };
  }
  return undefined;
}

function payloadOf(held: LocalFulfillmentOrder) {
  return {
    id: gid("FulfillmentOrder", held.id),
    status: held.status.toLowerCase(),
    fulfillment_holds: held.holds.map((hold) => ({
      id: gid("FulfillmentHold", hold.id),
      reason: hold.reason.toLowerCase(),
      reason_notes: hold.reasonNotes,
      held_by_requesting_app: hold.heldByApp,
      handle: hold.handle,
    })),
  };
}

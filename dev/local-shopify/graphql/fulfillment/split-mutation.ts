import type { LocalFulfillmentOrder, LocalOrder } from "../../shapes.ts";
import { splitOff, tellSplit, type PartOf } from "../../orders/fulfillment-changes.ts";
import { numberOf, userErrors, type Call, type Node, type UserError } from "../call.ts";
import { fulfillmentOrderNode } from "../fulfillment-nodes.ts";
import { findFulfillmentOrder } from "../hold-mutations.ts";

type WantedSplit = { fulfillmentOrderId: string; fulfillmentOrderLineItems: { id: string; quantity: number }[] };
type Plan = { order: LocalOrder; from: LocalFulfillmentOrder; part: PartOf };

/**
 * Splits quantities off fulfillment orders, all or none. What is on hold is refused, as Shopify's staff have seen it
 * (community.shopify.dev/t/16748; its supported actions name no SPLIT either); of one under way a replacement goes on.
 */
export function splitFulfillmentOrders(call: Call, wanted: WantedSplit[]): Node {
  const answer = (fulfillmentOrderSplits: Node[] | null, ...errors: UserError[]): Node => ({
    __typename: "FulfillmentOrderSplitPayload",
    fulfillmentOrderSplits,
    userErrors: userErrors("FulfillmentOrderSplitUserError", ...errors),
  });
  const plans = wanted.map((one, at) => planOf(call, one, at));
  const refused = plans.flatMap((plan) => ("refused" in plan ? [plan.refused] : []));
  if (refused.length > 0) return answer(null, ...refused);
  return answer(plans.flatMap((plan) => ("from" in plan ? [carryOut(call, plan)] : [])));
}

function planOf(call: Call, wanted: WantedSplit, at: number): Plan | { refused: UserError } {
  const refuse = (name: string, message: string, code: string | null) => ({
    refused: { field: ["fulfillmentOrderSplits", String(at), name], message, code },
  });
  const found = findFulfillmentOrder(call, wanted.fulfillmentOrderId);
  if (!found)
    return refuse("fulfillmentOrderId", "Fulfillment order could not be found.", "FULFILLMENT_ORDER_NOT_FOUND");
  const { order, held: from } = found;
  const lines = "fulfillmentOrderLineItems";
  const named = wanted.fulfillmentOrderLineItems.map(({ id, quantity }) => ({
    id: numberOf(id, "FulfillmentOrderLineItem"),
    quantity,
  }));
  if (named.length === 0)
    return refuse(
      lines,
      "The fulfillment order must have at least one line item input to split.",
      "NO_LINE_ITEMS_PROVIDED_TO_SPLIT",
    );
  if (named.some(({ quantity }) => quantity < 1))
    return refuse(lines, "The fulfillment order line item quantity must be greater than 0.", "GREATER_THAN");
  const splittable = ["OPEN", "IN_PROGRESS", ...(call.ctx.faults.splitsHeld ? ["ON_HOLD"] : [])];
  if (!splittable.includes(from.status))
    return refuse("fulfillmentOrderId", `Fulfillment order: ${from.id} is currently not in a splittable state.`, null);
  const asked = (id: number) => named.reduce((sum, one) => sum + (one.id === id ? one.quantity : 0), 0);
  const isTooMuch = ({ id }: { id: number }) =>
    asked(id) > (from.lines.find((line) => line.id === id)?.remainingQuantity ?? 0);
  if (named.some(isTooMuch) || from.lines.every(({ id, remainingQuantity }) => asked(id) === remainingQuantity))
    return refuse(lines, "The fulfillment order line item quantity is invalid.", "INVALID_LINE_ITEM_QUANTITY");
  return { order, from, part: [...new Set(named.map(({ id }) => id))].map((id) => ({ id, quantity: asked(id) })) };
}

function carryOut(call: Call, { order, from, part }: Plan): Node {
  const remaining = splitOff(call.ctx, order, from, part)!;
  remaining.status = from.status === "ON_HOLD" ? "ON_HOLD" : "OPEN";
  remaining.holds = from.holds.map((hold) => ({ ...hold, id: call.ctx.state.nextId() }));
  const replacement = from.status === "IN_PROGRESS" ? replace(call, order, from) : null;
  call.ctx.state.save();
  tellSplit(call.ctx, call.shop, from, remaining, replacement);
  return {
    __typename: "FulfillmentOrderSplitResult",
    fulfillmentOrder: fulfillmentOrderNode(call, order, from),
    remainingFulfillmentOrder: fulfillmentOrderNode(call, order, remaining),
    replacementFulfillmentOrder: replacement && fulfillmentOrderNode(call, order, replacement),
  };
}

// What has shipped of it stays where it is and is closed; the rest goes on in a new one.
function replace(call: Call, order: LocalOrder, from: LocalFulfillmentOrder): LocalFulfillmentOrder {
  const left = from.lines.filter(({ remainingQuantity }) => remainingQuantity > 0);
  const replacement: LocalFulfillmentOrder = {
    ...from,
    id: call.ctx.state.nextId(),
    status: "OPEN",
    holds: [],
    lines: left.map(({ lineId, remainingQuantity }) => ({
      id: call.ctx.state.nextId(),
      lineId,
      totalQuantity: remainingQuantity,
      remainingQuantity,
    })),
  };
  for (const line of left) {
    line.totalQuantity -= line.remainingQuantity;
    line.remainingQuantity = 0;
  }
  from.lines = from.lines.filter(({ totalQuantity }) => totalQuantity > 0);
  from.status = "CLOSED";
  order.fulfillmentOrders.push(replacement);
  return replacement;
}

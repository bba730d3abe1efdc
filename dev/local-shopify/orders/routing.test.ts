import { afterEach, beforeEach, expect, test } from "vitest";
import { startForTests, type Started } from "../started-for-tests.ts";
import { installApp } from "../proofs/installation.ts";
import type { LocalOrder } from "../shapes.ts";
import { holdByOthers, liftHolds, mergeByHand, moveByHand, splitByHand } from "./fulfillment-changes.ts";
import { leftToShip } from "./left-to-ship.ts";
import { cancelOrder, editOrder, placeOrder } from "./orders.ts";

const TOPICS = ["order_routing_complete", "moved", "split", "merged", "hold_released"].map(
  (one) => `fulfillment_orders/${one}`,
);
let local: Started;
beforeEach(async () => {
  local = await startForTests({ webhookTopics: TOPICS });
  installApp(local.ctx, local.shop);
});
afterEach(() => local.stop());

function place(quantity = 2): LocalOrder {
  const product = local.shop.products[0]!;
  return placeOrder(local.ctx, local.shop, {
    customerId: local.shop.customers[0]!.id,
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity }],
  });
}
const routed = () => local.pass(local.ctx.routingMs);
async function told() {
  await local.ctx.webhooks.idle();
  return local.received.map(({ headers, body }) => [
    headers["x-shopify-topic"]!.replace("fulfillment_orders/", ""),
    JSON.parse(body) as Record<string, unknown>,
  ]);
}

test("an order has no fulfillment order at its making, and is told of a moment later", async () => {
  const order = place();
  expect(order.fulfillmentOrders).toEqual([]);
  expect(leftToShip(order, order.lines[0]!)).toBe(2);
  expect(await told()).toEqual([]);
  routed();
  expect(order.fulfillmentOrders).toMatchObject([{ status: "OPEN", lines: [{ remainingQuantity: 2 }] }]);
  const [one] = order.fulfillmentOrders;
  const fulfillment_order = { id: `gid://shopify/FulfillmentOrder/${one!.id}`, status: "open" };
  expect(await told()).toMatchObject([["order_routing_complete", { fulfillment_order }]]);
});

test("more copies are routed a moment after the edit, on their own where what was there is held", () => {
  const order = place(1);
  routed();
  order.fulfillmentOrders[0]!.status = "ON_HOLD";
  editOrder(local.ctx, local.shop, order, { quantities: [{ lineId: order.lines[0]!.id, quantity: 3 }] });
  expect(order.fulfillmentOrders).toHaveLength(1);
  routed();
  expect(order.fulfillmentOrders.map(({ status, lines }) => [status, lines[0]!.remainingQuantity])).toEqual([
    ["ON_HOLD", 1],
    ["OPEN", 2],
  ]);
});

test("what is cancelled before it is routed never is", async () => {
  const order = place();
  cancelOrder(local.ctx, local.shop, order);
  routed();
  expect(order.fulfillmentOrders).toEqual([]);
  expect(await told()).toEqual([]);
});

test("a person splits, moves and frees: the parts keep their copies, a moved one loses its holds", async () => {
  const order = place(3);
  routed();
  const [first] = order.fulfillmentOrders;
  const hold = { id: 1, handle: "proofline", reason: "OTHER", reasonNotes: "", heldByApp: true };
  Object.assign(first!, { status: "ON_HOLD", holds: [hold] });
  const rest = splitByHand(local.ctx, local.shop, order, first!, [{ id: first!.lines[0]!.id, quantity: 1 }])!;
  expect([first!.lines[0]!.remainingQuantity, rest.lines[0]!.remainingQuantity, rest.holds.length]).toEqual([2, 1, 1]);
  const moved = moveByHand(local.ctx, local.shop, order, rest, "Other workshop");
  expect([rest.status, moved.status, moved.holds]).toEqual(["CLOSED", "OPEN", []]);
  liftHolds(local.ctx, local.shop, first!);
  expect(first).toMatchObject({ status: "OPEN", holds: [] });
  expect(leftToShip(order, order.lines[0]!)).toBe(3);
  expect((await told()).map(([topic]) => topic)).toEqual(["order_routing_complete", "split", "moved", "hold_released"]);
});

test("a person merges what was split: the first keeps its holds, and nobody else's come with it", async () => {
  const order = place(3);
  routed();
  const [first] = order.fulfillmentOrders;
  const rest = splitByHand(local.ctx, local.shop, order, first!, [{ id: first!.lines[0]!.id, quantity: 1 }])!;
  holdByOthers(local.ctx, local.shop, rest);
  mergeByHand(local.ctx, local.shop, first!, [rest]);
  expect(first).toMatchObject({ status: "OPEN", holds: [], lines: [{ totalQuantity: 3, remainingQuantity: 3 }] });
  expect(rest).toMatchObject({ status: "CLOSED", holds: [], lines: [] });
  const [topic, body] = (await told()).at(-1)!;
  expect(topic).toBe("merged");
  expect(body).toMatchObject({ merge_intents: [{}, { fulfillment_order_id: expect.stringContaining(`${rest.id}`) }] });
});

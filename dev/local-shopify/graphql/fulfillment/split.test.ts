import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { moveByHand } from "../../orders/fulfillment-changes.ts";
import { placeOrder } from "../../orders/orders.ts";
import { startForTests, type Started } from "../../started-for-tests.ts";
import type { LocalFulfillmentOrder, LocalOrder } from "../../shapes.ts";
import { gid } from "../call.ts";

let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
let order: LocalOrder;
let toShip: LocalFulfillmentOrder;
beforeAll(async () => {
  local = await startForTests({ webhookTopics: ["fulfillment_orders/split"] });
  run = await local.graphql();
});
beforeEach(() => {
  local.pass(60_000);
  local.faults.splitsHeld = false;
  const product = local.shop.products[0]!;
  const line = { productId: product.id, variantId: product.variants[0]!.id, quantity: 3 };
  order = placeOrder(local.ctx, local.shop, { email: "new@customers.example", lines: [line, line] });
  local.pass(local.ctx.routingMs);
  toShip = order.fulfillmentOrders[0]!;
});
afterAll(() => local.stop());

type Result = { lineItems: { nodes: { remainingQuantity: number }[] }; status: string } | null;
async function split(lines: { id: number; quantity: number }[], id = toShip.id) {
  const { data } = await run(
    `mutation ($s: [FulfillmentOrderSplitInput!]!) { fulfillmentOrderSplit(fulfillmentOrderSplits: $s) {
      fulfillmentOrderSplits { fulfillmentOrder { ...f } remainingFulfillmentOrder { ...f } replacementFulfillmentOrder { ...f } }
      userErrors { code message } } }
     fragment f on FulfillmentOrder { status lineItems(first: 5) { nodes { remainingQuantity } } }`,
    {
      s: [
        {
          fulfillmentOrderId: gid("FulfillmentOrder", id),
          fulfillmentOrderLineItems: lines.map((line) => ({ ...line, id: gid("FulfillmentOrderLineItem", line.id) })),
        },
      ],
    },
  );
  const { fulfillmentOrderSplits, userErrors } = data.fulfillmentOrderSplit as {
    fulfillmentOrderSplits: Record<string, Result>[] | null;
    userErrors: { code: string | null; message: string }[];
  };
  const told = (one: Result | undefined) =>
    one && [one.status, ...one.lineItems.nodes.map(({ remainingQuantity }) => remainingQuantity)];
  return {
    parts: fulfillmentOrderSplits?.map((one) => Object.values(one).map(told))[0],
    error: userErrors[0],
  };
}
const first = (quantity: number) => [{ id: toShip.lines[0]!.id, quantity }];

test("copies of a line are split off, and the shop is told", async () => {
  expect((await split(first(2))).parts).toEqual([["OPEN", 1, 3], ["OPEN", 2], null]);
  await local.ctx.webhooks.idle();
  expect(JSON.parse(local.received.at(-1)!.body)).toMatchObject({
    fulfillment_order: { id: gid("FulfillmentOrder", toShip.id) },
    remaining_fulfillment_order: { id: gid("FulfillmentOrder", order.fulfillmentOrders[1]!.id) },
    replacement_fulfillment_order: null,
  });
});

test("of what has shipped in part, a replacement goes on", async () => {
  toShip.lines[1]!.remainingQuantity = 1;
  toShip.status = "IN_PROGRESS";
  expect((await split(first(3))).parts).toEqual([
    ["CLOSED", 0],
    ["OPEN", 3],
    ["OPEN", 1],
  ]);
});

test("nothing, too few, too many, all of it and an unknown one are refused, each with its code", async () => {
  const all = toShip.lines.map(({ id }) => ({ id, quantity: 3 }));
  const codes = [];
  for (const lines of [[], first(0), first(4), all]) codes.push((await split(lines)).error?.code);
  codes.push((await split(first(1), 1)).error?.code);
  expect(codes).toEqual([
    "NO_LINE_ITEMS_PROVIDED_TO_SPLIT",
    "GREATER_THAN",
    "INVALID_LINE_ITEM_QUANTITY",
    "INVALID_LINE_ITEM_QUANTITY",
    "FULFILLMENT_ORDER_NOT_FOUND",
  ]);
  expect(order.fulfillmentOrders).toHaveLength(1);
});

test("what is on hold is not split, and what was moved away is not either", async () => {
  toShip.holds.push({ id: 5, handle: "h", reason: "OTHER", reasonNotes: "", heldByApp: true });
  toShip.status = "ON_HOLD";
  expect((await split(first(1))).error).toMatchObject({ code: null, message: expect.stringContaining("splittable") });
  local.faults.splitsHeld = true;
  expect((await split(first(1))).parts).toEqual([["ON_HOLD", 2, 3], ["ON_HOLD", 1], null]);
  local.faults.splitsHeld = false;
  moveByHand(local.ctx, local.shop, order, toShip, "Elsewhere");
  expect((await split([{ id: 1, quantity: 1 }])).error?.message).toContain("splittable");
});

// Without read_all_orders an order is out of reach once it is older than 60 days, whichever way it is asked for.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fulfilParcels } from "../orders/fulfillment.ts";
import { placeOrder } from "../orders/orders.ts";
import type { LocalOrder } from "../shapes.ts";
import { startForTests, testScopes, type Started } from "../started-for-tests.ts";
import { gid } from "./call.ts";

const DAY_MS = 86_400_000;
let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
let order: LocalOrder;
beforeAll(async () => {
  local = await startForTests();
  const product = local.shop.products[0]!;
  order = placeOrder(local.ctx, local.shop, {
    customerId: local.shop.customers[0]!.id,
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 2 }],
  });
  local.pass(local.ctx.routingMs);
  const [open] = order.fulfillmentOrders;
  fulfilParcels(
    local.ctx,
    local.shop,
    order,
    [{ fulfillmentOrderId: open!.id, lines: [{ id: open!.lines[0]!.id, quantity: 1 }] }],
    {},
  );
  run = await local.graphql();
});
afterAll(() => local.stop());

const ids = () => ({
  Order: order.id,
  LineItem: order.lines[0]!.id,
  FulfillmentOrder: order.fulfillmentOrders.at(-1)!.id,
  Fulfillment: order.fulfillments[0]!.id,
});
const seen = async () => {
  const nodes = Object.entries(ids()).map(([type, id]) => gid(type, id));
  const { data } = await run(
    `query ($order: ID!, $toShip: ID!, $ids: [ID!]!) {
      order(id: $order) { id } orders(first: 5) { nodes { id } } fulfillmentOrder(id: $toShip) { id order { id } }
      node(id: $order) { id } nodes(ids: $ids) { id }
    }`,
    { order: nodes[0], toShip: nodes[2], ids: nodes },
  );
  return [data.order, ...data.orders.nodes, data.fulfillmentOrder, data.node, ...data.nodes].filter(Boolean).length;
};

const MUTATIONS: Record<string, [string, () => Record<string, unknown>]> = {
  fulfillmentOrderHold: [
    `($id: ID!) { done: fulfillmentOrderHold(id: $id, fulfillmentHold: { reason: OTHER, handle: "h" }) { userErrors { message } } }`,
    () => ({ id: gid("FulfillmentOrder", ids().FulfillmentOrder) }),
  ],
  fulfillmentOrderReleaseHold: [
    `($id: ID!) { done: fulfillmentOrderReleaseHold(id: $id) { userErrors { message } } }`,
    () => ({ id: gid("FulfillmentOrder", ids().FulfillmentOrder) }),
  ],
  fulfillmentCreate: [
    `($id: ID!) { done: fulfillmentCreate(fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }) { userErrors { message } } }`,
    () => ({ id: gid("FulfillmentOrder", ids().FulfillmentOrder) }),
  ],
  tagsAdd: [
    `($id: ID!) { done: tagsAdd(id: $id, tags: ["a"]) { userErrors { message } } }`,
    () => ({ id: gid("Order", order.id) }),
  ],
  tagsRemove: [
    `($id: ID!) { done: tagsRemove(id: $id, tags: ["a"]) { userErrors { message } } }`,
    () => ({ id: gid("Order", order.id) }),
  ],
  metafieldsSet: [
    `($id: ID!) { done: metafieldsSet(metafields: [{ ownerId: $id, key: "state", type: "single_line_text_field", value: "x" }]) { userErrors { message } } }`,
    () => ({ id: gid("Order", order.id) }),
  ],
};

describe("an order that was visible before", () => {
  test("is seen on its sixtieth day, and no longer a moment later", async () => {
    local.clock.now = Date.parse(order.createdAt) + 60 * DAY_MS;
    run = await local.graphql();
    expect(await seen()).toBe(8);
    local.clock.now += 1;
    expect(await seen()).toBe(0);
  });

  test.each(Object.entries(MUTATIONS))("%s is refused", async (_name, [text, variables]) => {
    const { data, errors } = await run(`mutation ${text}`, variables());
    expect(errors).toBeUndefined();
    expect(data.done.userErrors).toHaveLength(1);
  });

  test("a token with read_all_orders sees it", async () => {
    local.shop.grantedScopes = [...testScopes, "read_all_orders"];
    run = await local.graphql();
    expect(await seen()).toBe(8);
  });
});

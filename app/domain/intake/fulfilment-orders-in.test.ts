import { expect, it } from "vitest";
import { fulfilmentOrdersIn } from "./fulfilment-orders-in.ts";

const one = { id: "gid://shopify/FulfillmentOrder/1", status: "open" };
const other = { id: "gid://shopify/FulfillmentOrder/2", status: "on_hold" };

it("every fulfilment order that a webhook names is found, whatever the topic calls it", () => {
  expect(fulfilmentOrdersIn({ fulfillment_order: one })).toEqual([one.id]);
  expect(fulfilmentOrdersIn({ original_fulfillment_order: one, moved_fulfillment_order: other })).toEqual([
    one.id,
    other.id,
  ]);
  expect(
    fulfilmentOrdersIn({ fulfillment_order_merges: [{ fulfillment_order: one }, { fulfillment_order: one }] }),
  ).toEqual([one.id]);
});

it("what is no fulfilment order is none, and nonsense is nothing", () => {
  expect(fulfilmentOrdersIn({ hold: { id: "gid://shopify/FulfillmentHold/3" }, order: { id: 4 } })).toEqual([]);
  for (const body of [null, 7, "x", [], { id: {} }]) expect(fulfilmentOrdersIn(body)).toEqual([]);
  const many = Object.fromEntries(
    Array.from({ length: 99 }, (_, at) => [at, { id: `gid://shopify/FulfillmentOrder/${at}` }]),
  );
  expect(fulfilmentOrdersIn(many)).toHaveLength(20);
});

import { expect, it } from "vitest";
import { item, order } from "../workflow/given.fixture.ts";
import { areSameHolds, needsHold } from "./holds.ts";

const drawn = item(1, { step: "customer_approval" });
const approved = item(2, { step: "fulfilment", approvedArtfileVersion: 1 });

it("an order is held until nothing of it is left to be approved", () => {
  expect(needsHold(order([drawn, approved]))).toBe(true);
  expect(needsHold(order([approved]))).toBe(false);
  expect(needsHold(order([{ ...drawn, step: "cancelled" }, approved]))).toBe(false);
});

it("an order that is cancelled in Shopify is not held", () => {
  expect(needsHold(order([drawn], {}, { cancelledInShopify: true }))).toBe(false);
});

it("holds are the same in any order, by their own ids", () => {
  const [a, b] = ["a", "b"].map((holdId) => ({ fulfillmentOrderId: "1", holdId })) as [never, never];
  expect(areSameHolds([a, b], [b, a])).toBe(true);
  expect(areSameHolds([], [])).toBe(true);
  expect(areSameHolds([a], [b])).toBe(false);
  expect(areSameHolds([a], [a, b])).toBe(false);
});

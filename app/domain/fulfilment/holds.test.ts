import { describe, expect, it } from "vitest";
import { item, order } from "../workflow/given.fixture.ts";
import { areSameHolds, holdPause, needsHold, planHolds, type Holdable } from "./holds.ts";

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

const part = (lineId: string, remaining = 1, unfulfilled = remaining) => ({ lineId, remaining, unfulfilled });
function there(id: string, but: Partial<Holdable> = {}): Holdable {
  return { id, isOpen: true, mayBeHeld: true, ourHoldId: null, lines: [part("1")], ...but };
}
const MADE = new Set(["1", "2"]);
const ALL_WELL = { hold: [], release: [], keep: [], notYet: null };

describe("what has to be done in Shopify", () => {
  it("what is to be made is held where it is not, and stays held where it is", () => {
    const plan = planHolds(MADE, [there("a"), there("b", { ourHoldId: "h", lines: [part("2")] })]);
    expect(plan).toEqual({ ...ALL_WELL, hold: ["a"], keep: [{ fulfillmentOrderId: "b", holdId: "h" }] });
  });

  it("what is none of ours, has shipped or is closed is left alone", () => {
    const plan = planHolds(new Set(["1"]), [
      there("a", { lines: [part("9")] }),
      there("b", { lines: [part("1", 0, 0)] }),
      there("c", { isOpen: false, ourHoldId: "h" }),
    ]);
    expect(plan).toEqual(ALL_WELL);
  });

  it("where nothing has to be held, every hold of ours goes", () => {
    const plan = planHolds(new Set(), [there("a", { ourHoldId: "h" }), there("b")]);
    expect(plan).toEqual({ ...ALL_WELL, release: [{ fulfillmentOrderId: "a", holdId: "h" }] });
  });

  it("a line that is in no fulfilment order, or with fewer copies than are left of it, is not routed yet", () => {
    expect(planHolds(new Set(["1"]), [])).toEqual({ ...ALL_WELL, notYet: "not_routed" });
    const some = planHolds(new Set(["1"]), [there("a", { ourHoldId: "h", lines: [part("1", 1, 3)] })]);
    expect(some).toMatchObject({ hold: [], notYet: "not_routed" });
    expect(
      planHolds(new Set(["1"]), [there("a", { lines: [part("1", 1, 3)] }), there("b", { lines: [part("1", 2, 3)] })]),
    ).toMatchObject({
      hold: ["a", "b"],
      notYet: null,
    });
  });

  it("what cannot be held now is said, and is not called held", () => {
    expect(planHolds(new Set(["1"]), [there("a", { mayBeHeld: false })])).toEqual({
      ...ALL_WELL,
      notYet: "cannot_be_held",
    });
  });
});

it("what is not held yet is compared again after ever longer pauses, and is then left to the round over all orders", () => {
  const pauses = Array.from({ length: 13 }, (_, tries) => holdPause(tries));
  expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(pauses.slice(10)).toEqual([30 * 60_000, 30 * 60_000, null]);
});

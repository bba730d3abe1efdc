import { describe, expect, it } from "vitest";
import { isFulfilledUntold, planFulfilment, type Fulfillable } from "./compared-fulfilments.ts";
import type { LineItem } from "./shipping.ts";
import { wantedFulfilment } from "./wanted-fulfilments.ts";

const item = (id: string, lineId: string, step: LineItem["step"] = "fulfilment"): LineItem => ({ id, lineId, step });

describe("what was marked as fulfilled", () => {
  const asked = { itemIds: ["a", "b"], copies: [1, 3] };

  it("wants the lines of its items, with as many copies as there were", () => {
    const wanted = wantedFulfilment(asked, [item("a", "1"), item("b", "2"), item("c", "3")]);
    expect([...wanted!.lines]).toEqual([
      ["1", 1],
      ["2", 3],
    ]);
  });

  it("wants no line of which an item is still to be made, and nothing of what was cancelled", () => {
    expect([...wantedFulfilment(asked, [item("a", "1"), item("c", "1", "artwork")])!.lines]).toEqual([]);
    expect([...wantedFulfilment(asked, [item("a", "1", "cancelled"), item("b", "2", "done")])!.lines]).toEqual([
      ["2", 3],
    ]);
    expect(wantedFulfilment(asked, [item("a", "1", "cancelled"), item("b", "2", "cancelled")])).toBeNull();
  });

  it("has no limit where nobody kept how many copies there were", () => {
    const wanted = wantedFulfilment({ itemIds: ["a"], copies: [] }, [item("a", "1")]);
    expect([...wanted!.lines]).toEqual([["1", Number.POSITIVE_INFINITY]]);
  });
});

describe("what differs from what is fulfilled in Shopify", () => {
  const line = (lineId: string, current: number, unfulfilled: number, remaining = unfulfilled) => ({
    ...{ id: `f${lineId}`, lineId, current, unfulfilled, remaining },
  });
  const open = (...lines: Fulfillable["lines"][number][]): Fulfillable => ({ isOpen: true, ourHoldId: null, lines });
  const wanted = { lines: new Map([["1", 2]]) };

  it("is all that is left of the lines", () => {
    const one = open(line("1", 2, 1), line("2", 1, 1));
    expect(planFulfilment(wanted, [one])).toEqual({ parcels: [{ from: one, lines: [{ id: "f1", quantity: 1 }] }] });
  });

  it("is nothing where all of it is fulfilled, so that it is never done twice", () => {
    expect(planFulfilment(wanted, [{ ...open(line("1", 2, 0)), isOpen: false }])).toEqual({ parcels: [] });
    expect(planFulfilment(wanted, [open(line("1", 5, 0))])).toEqual({ parcels: [] });
  });

  it("is never more than was asked for", () => {
    expect(planFulfilment(wanted, [open(line("1", 3, 3))])).toEqual({ not: "more_copies" });
    expect(planFulfilment(wanted, [open(line("1", 3, 1))])).toEqual({ not: "more_copies" });
    expect(
      planFulfilment({ lines: new Map([["1", Number.POSITIVE_INFINITY]]) }, [open(line("1", 3, 3))]),
    ).toMatchObject({
      parcels: [{ lines: [{ quantity: 3 }] }],
    });
  });

  it("cannot be brought about where a line is in no open fulfilment order, or is held with another", () => {
    const closed = { ...open(line("1", 2, 2)), isOpen: false };
    expect(planFulfilment(wanted, [closed])).toEqual({ not: "no_shipment" });
    expect(planFulfilment(wanted, [open(line("2", 1, 1))])).toEqual({ not: "no_shipment" });
    expect(planFulfilment({ lines: new Map([...wanted.lines, ["2", 1]]) }, [closed, open(line("2", 1, 1))])).toEqual({
      not: "no_shipment",
    });
    expect(planFulfilment(wanted, [{ ...open(line("1", 2, 2)), ourHoldId: "h" }])).toEqual({ not: "held_together" });
  });

  it("is to be taken over here where others have fulfilled what is still worked on", () => {
    const all = [open(line("1", 1, 0), line("2", 0, 0), line("3", 1, 1))];
    const untold = (one: LineItem, shippedInShopify = false) => isFulfilledUntold([{ ...one, shippedInShopify }], all);
    expect(untold(item("a", "1"))).toBe(true);
    expect(untold(item("a", "1"), true)).toBe(false);
    expect(untold(item("a", "1", "done"))).toBe(false);
    expect(untold(item("a", "2"))).toBe(false);
    expect(untold(item("a", "3"))).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { areSameHolds, ourHolds, planHolds, type Holdable } from "./holds.ts";

const part = (lineId: string, remaining = 1, unfulfilled = remaining) => ({
  id: `part-${lineId}`,
  lineId,
  remaining,
  unfulfilled,
});
function there(id: string, but: Partial<Holdable> = {}): Holdable {
  const isHeld = but.ourHoldId !== undefined && but.ourHoldId !== null;
  return {
    id,
    isOpen: true,
    mayBeHeld: true,
    maySplit: !isHeld && but.isHeldByOthers !== true,
    ourHoldId: null,
    isHeldByOthers: false,
    lines: [part("1")],
    ...but,
  };
}
const held = (...lineIds: string[]) => ({ heldLines: new Set(lineIds), isApart: false });
const ALL_WELL = { steps: [], notYet: null, isUnheld: false };

describe("what has to be done in Shopify so that nothing ships before it may", () => {
  it("what waits is held where it is not, and stays held where it is", () => {
    const all = [there("a"), there("b", { ourHoldId: "h", lines: [part("2")] })];
    expect(planHolds(held("1", "2"), all)).toEqual({
      steps: [{ does: "hold", id: "a", part: null }],
      notYet: null,
      isUnheld: true,
    });
    expect(planHolds(held("1", "2"), [there("a", { ourHoldId: "g" }), all[1]!])).toEqual(ALL_WELL);
  });

  it("what is none of ours, has shipped or is closed is left alone", () => {
    const all = [
      there("a", { lines: [part("9")] }),
      there("b", { lines: [part("1", 0, 0)] }),
      there("c", { isOpen: false, ourHoldId: "h" }),
    ];
    expect(planHolds(held("1"), all)).toEqual(ALL_WELL);
  });

  it("of a fulfilment order with other lines only those that wait are held, which takes it apart", () => {
    const one = there("a", { lines: [part("1", 2), part("9", 3)] });
    expect(planHolds(held("1"), [one]).steps).toEqual([
      { does: "hold", id: "a", part: [{ id: "part-1", quantity: 2 }] },
    ]);
  });

  it("what somebody else holds, or cannot be taken apart now, is held as a whole", () => {
    for (const but of [{ isHeldByOthers: true }, { isHeldByOthers: true, maySplit: true }, { maySplit: false }]) {
      const one = there("a", { lines: [part("1"), part("9")], ...but });
      expect(planHolds(held("1"), [one]).steps).toEqual([{ does: "hold", id: "a", part: null }]);
    }
  });

  it("what others hold cannot be shipped, so that it does not stand open", () => {
    expect(planHolds(held("1"), [there("a", { isHeldByOthers: true })]).isUnheld).toBe(false);
  });

  it("lines that become free one by one are held one by one", () => {
    const one = there("a", { lines: [part("1"), part("2")] });
    const plan = planHolds({ ...held("1", "2"), isApart: true }, [one]);
    expect(plan.steps).toEqual([{ does: "hold", id: "a", part: [{ id: "part-1", quantity: 1 }] }]);
    expect(planHolds({ ...held("2"), isApart: true }, [there("a", { lines: [part("2")] })]).steps).toEqual([
      { does: "hold", id: "a", part: null },
    ]);
  });

  it("of very many lines all that are left are held at once, so that the last ones do not stand open so long", () => {
    const lines = Array.from({ length: 40 }, (_, at) => part(String(at)));
    const wanted = { heldLines: new Set(lines.map(({ lineId }) => lineId)), isApart: true };
    expect(planHolds(wanted, [there("a", { lines })]).steps).toEqual([{ does: "hold", id: "a", part: null }]);
  });

  it("where nothing has to be held, every hold of ours goes", () => {
    expect(planHolds(held(), [there("a", { ourHoldId: "h" }), there("b")]).steps).toEqual([
      { does: "release", ours: { fulfillmentOrderId: "a", holdId: "h" } },
    ]);
  });

  it("a free line among held ones is split off first, and only what is free alone is released", () => {
    const one = there("a", { ourHoldId: "h", maySplit: true, lines: [part("1"), part("2", 3)] });
    expect(planHolds(held("1"), [one]).steps).toEqual([
      { does: "split", id: "a", part: [{ id: "part-2", quantity: 3 }] },
    ]);
  });

  it("where Shopify does not take apart what is on hold, all of it stays held, and that is said", () => {
    const one = there("a", { ourHoldId: "h", lines: [part("1"), part("2")] });
    expect(planHolds(held("1"), [one])).toEqual({ steps: [], notYet: "held_together", isUnheld: false });
    expect(planHolds(held("1"), [{ ...one, isHeldByOthers: true }])).toEqual(ALL_WELL);
  });

  it("what somebody freed by hand and is left so is not held again, and is known to stand open", () => {
    expect(planHolds(held("1"), [there("a")], new Set(["a"]))).toEqual({ steps: [], notYet: null, isUnheld: true });
  });

  it("a line that is in no fulfilment order, or with fewer copies than are left of it, is not routed yet", () => {
    expect(planHolds(held("1"), [])).toEqual({ steps: [], notYet: "not_routed", isUnheld: false });
    const some = there("a", { ourHoldId: "h", lines: [part("1", 1, 3)] });
    expect(planHolds(held("1"), [some])).toMatchObject({ steps: [], notYet: "not_routed" });
    expect(planHolds(held("1"), [some, there("b", { lines: [part("1", 2, 3)] })])).toMatchObject({
      steps: [{ does: "hold", id: "b" }],
      notYet: null,
    });
  });

  it("what cannot be held now is said, and is not called held", () => {
    const plan = planHolds(held("1"), [there("a", { mayBeHeld: false })]);
    expect(plan).toEqual({ steps: [], notYet: "cannot_be_held", isUnheld: true });
  });
});

it("our holds are those on open fulfilment orders, and are the same in any order", () => {
  const all = [there("a", { ourHoldId: "h" }), there("b"), there("c", { isOpen: false, ourHoldId: "i" })];
  expect(ourHolds(all)).toEqual([{ fulfillmentOrderId: "a", holdId: "h" }]);
  const [a, b] = ["a", "b"].map((holdId) => ({ fulfillmentOrderId: "1", holdId })) as [never, never];
  expect(areSameHolds([a, b], [b, a])).toBe(true);
  expect(areSameHolds([], [])).toBe(true);
  expect(areSameHolds([a], [b])).toBe(false);
  expect(areSameHolds([a], [a, b])).toBe(false);
});

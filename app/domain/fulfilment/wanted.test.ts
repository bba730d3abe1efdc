import { describe, expect, it } from "vitest";
import { item, order } from "../workflow/given.fixture.ts";
import type { Item, Situation } from "../words/situation.ts";
import { metafieldOf, takesBack, wantedInShopify } from "./wanted.ts";

const drawn = item(1, { step: "customer_approval" });
const ready = item(2, { step: "fulfilment", approvedArtfileVersion: 1 });

const now = new Date("2026-11-26T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

function wanted(items: Item[], flow: Partial<Situation["flow"]> = {}, but: Partial<Situation> = {}, isOurs = true) {
  const situation = order(items, flow, but);
  const lines = items.map(({ id, number, step }) => ({ id, lineId: String(number), step, visibleAt: now }));
  const { heldLines, isApart, tag } = wantedInShopify({ situation, items: lines, isOurs, now });
  return { held: [...heldLines], isApart, tag };
}

describe("what must be so in Shopify of an order", () => {
  it("all lines with an item are held until every item may be fulfilled", () => {
    expect(wanted([drawn, ready])).toEqual({ held: ["1", "2"], isApart: false, tag: "artwork: waiting for approval" });
    expect(wanted([ready]).held).toEqual([]);
    expect(wanted([drawn, ready], { manner: "independently" }).held).toEqual(["1", "2"]);
  });

  it("with partial shipping a line is held until its own items may be fulfilled", () => {
    const flow = { manner: "independently", partialShipping: true } as const;
    expect(wanted([drawn, ready], flow)).toMatchObject({ held: ["1"], isApart: true });
  });

  it("a shop that holds nothing has only its tag there", () => {
    expect(wanted([drawn, ready], { holds: "off" })).toEqual({
      held: [],
      isApart: false,
      tag: "artwork: waiting for approval",
    });
  });

  it("what is done or cancelled holds nothing back", () => {
    expect(
      wanted([{ ...drawn, step: "cancelled" }, { ...drawn, id: "x", number: 3, step: "done" }, ready]).held,
    ).toEqual([]);
  });

  it("an approval frees its line when it can no longer be undone, and says when that is", () => {
    const other = { ...ready, id: "other", number: 3 };
    const lines = [ready, other].map(({ id, number, step }) => ({ id, lineId: String(number), step }));
    const ask = (seconds: [number, number], flow = {}) => {
      const items = lines.map((line, at) => ({ ...line, visibleAt: inSeconds(seconds[at]!) }));
      const { heldLines, freesAt } = wantedInShopify({
        situation: order([ready, other], flow),
        items,
        isOurs: true,
        now,
      });
      return { held: [...heldLines], freesAt };
    };
    expect(ask([4, 9])).toEqual({ held: ["2", "3"], freesAt: inSeconds(9) });
    expect(ask([-1, 9])).toEqual({ held: ["2", "3"], freesAt: inSeconds(9) });
    expect(ask([-1, 0])).toEqual({ held: [], freesAt: null });
    expect(ask([-1, 9], { manner: "independently", partialShipping: true })).toEqual({
      held: ["3"],
      freesAt: inSeconds(9),
    });
  });

  it("the tag speaks of an approval when it can no longer be undone", () => {
    const tagOf = (seconds: number, skips: Item["skips"] = []) => {
      const one = { ...ready, skips };
      const items = [{ id: one.id, lineId: "2", step: one.step, visibleAt: inSeconds(seconds) }];
      return wantedInShopify({ situation: order([one]), items, isOurs: true, now }).tag;
    };
    expect([tagOf(0), tagOf(1), tagOf(1, ["customer_approval"])]).toEqual([
      wanted([ready]).tag,
      wanted([drawn]).tag,
      wanted([{ ...drawn, step: "quality_control" }]).tag,
    ]);
  });

  it("an act takes back when something free is not free any more", () => {
    expect(takesBack(order([drawn, ready]), order([drawn, { ...ready, step: "artwork" }]))).toBe(true);
    expect(takesBack(order([drawn, ready]), order([{ ...drawn, step: "fulfilment" }, ready]))).toBe(false);
  });

  it("an item that was only moved to fulfilment, and is not approved, is held", () => {
    expect(wanted([{ ...ready, approvedArtfileVersion: null }]).held).toEqual(["2"]);
  });

  it("of an order that is cancelled in Shopify nothing is held, and the tag says so", () => {
    const cancelled = wanted([{ ...drawn, step: "cancelled" }], {}, { cancelledInShopify: true });
    expect(cancelled).toEqual({ held: [], isApart: false, tag: "artwork: cancelled" });
    expect(wanted([drawn], {}, { cancelledInShopify: true }).held).toEqual([]);
  });

  it("of an order that the shop does not work on here, nothing of ours is there", () => {
    expect(wanted([drawn], {}, {}, false)).toEqual({ held: [], isApart: false, tag: null });
    expect(metafieldOf(null)).toBeNull();
    expect(metafieldOf("artwork: done")).toBe("done");
  });
});

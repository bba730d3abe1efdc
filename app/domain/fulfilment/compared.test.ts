import { describe, expect, it } from "vitest";
import { planTags, standingOf, type SeenInShopify } from "./compared.ts";

describe("the tags of an order", () => {
  it("what others wrote stays, ours is replaced, and nothing is done where it is right", () => {
    expect(planTags(["vip", "artwork: photo check"], "artwork: approved")).toEqual({
      add: ["artwork: approved"],
      remove: ["artwork: photo check"],
    });
    expect(planTags(["vip", "Artwork: Approved"], "artwork: approved")).toEqual({ add: [], remove: [] });
    expect(planTags(["vip", "artwork: done"], null)).toEqual({ add: [], remove: ["artwork: done"] });
  });
});

describe("how an order stands", () => {
  const wanted = { heldLines: new Set(["1", "2"]), isApart: false, tag: "artwork: approved", freesAt: null };
  const one = { id: "a", status: "OPEN", updatedAt: "2026-11-01T00:00:00Z", holdIds: ["h", "i"] };
  const seen: SeenInShopify = { tags: ["vip"], metafield: null, fulfilmentOrders: [one], hasMore: false };
  const now = standingOf(wanted, seen);

  it("is the same in any order, and whatever others do to their tags", () => {
    const other = { ...one, holdIds: ["i", "h"] };
    expect(
      standingOf({ ...wanted, heldLines: new Set(["2", "1"]) }, { ...seen, tags: [], fulfilmentOrders: [other] }),
    ).toBe(now);
  });

  it.each<[string, Partial<SeenInShopify>]>([
    ["tag", { tags: ["artwork: done"] }],
    ["metafield", { metafield: "x" }],
    ["status", { fulfilmentOrders: [{ ...one, status: "ON_HOLD" }] }],
    ["time", { fulfilmentOrders: [{ ...one, updatedAt: "2026-11-01T00:00:01Z" }] }],
    ["hold", { fulfilmentOrders: [{ ...one, holdIds: ["h"] }] }],
    ["fulfilment order", { fulfilmentOrders: [] }],
  ])("differs with another %s", (_, but) => expect(standingOf(wanted, { ...seen, ...but })).not.toBe(now));

  it("differs with what has to be so, and is unknown where not all was seen", () => {
    expect(standingOf({ ...wanted, heldLines: new Set(["1"]) }, seen)).not.toBe(now);
    expect(standingOf({ ...wanted, tag: null }, seen)).not.toBe(now);
    expect(standingOf(wanted, { ...seen, hasMore: true })).toBeNull();
  });
});

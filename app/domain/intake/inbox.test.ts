import { describe, expect, it } from "vitest";
import { restAfter, restWhileThrottled, worksOf, type Notice } from "./inbox.ts";

const shows = (id: string, shopifyOrderId: string, updatedAt: string | null, more: Partial<Notice> = {}): Notice => ({
  id,
  topic: "orders/updated",
  body: `${shopifyOrderId} at ${updatedAt}`,
  order: { shopifyOrderId, updatedAt },
  ...more,
});
const notice = (id: string, topic: Notice["topic"]): Notice => ({ id, topic, body: "{}", order: null });
const ten = "2026-11-27T10:00:00-05:00";
const elevenAsUtc = "2026-11-27T16:00:00Z";

describe("what waits in an inbox", () => {
  it("is the newest state of each order, and the older ones go with it", () => {
    const works = worksOf([shows("1", "7", elevenAsUtc), shows("2", "8", ten), shows("3", "7", ten)]);
    expect(works).toMatchObject([
      { kind: "shows", ids: ["1", "3"], newest: { id: "1" }, isDoubtful: false },
      { kind: "shows", ids: ["2"], newest: { id: "2" }, isDoubtful: false },
    ]);
  });

  it("is in doubt where two states are of one second and not the same", () => {
    expect(worksOf([shows("1", "7", ten), shows("2", "7", ten)])).toMatchObject([{ isDoubtful: false }]);
    const other = shows("2", "7", ten, { body: "another state" });
    expect(worksOf([shows("1", "7", ten), other])).toMatchObject([{ newest: { id: "2" }, isDoubtful: true }]);
    expect(worksOf([other, shows("3", "7", elevenAsUtc)])).toMatchObject([{ newest: { id: "3" }, isDoubtful: false }]);
  });

  it("without a time is older than any that has one", () => {
    expect(worksOf([shows("1", "7", ten), shows("2", "7", null)])).toMatchObject([{ newest: { id: "1" } }]);
  });

  it("of fulfilment orders is looked at together, and all else by itself, in the order in which it came", () => {
    const works = worksOf([
      notice("1", "customers/redact"),
      notice("2", "fulfillment_orders/moved"),
      shows("3", "7", ten, { topic: "orders/delete" }),
      shows("4", "7", ten),
      notice("5", "fulfillment_holds/added"),
      notice("6", "customers/redact"),
    ]);
    expect(works.map(({ kind, ids }) => [kind, ...ids])).toEqual([
      ["tells", "1"],
      ["fulfilment_orders", "2", "5"],
      ["tells", "3"],
      ["shows", "4"],
      ["tells", "6"],
    ]);
  });

  it("should show an order and does not: it is told apart, and stands in the way of no other", () => {
    const without: Notice = { id: "1", topic: "orders/create", body: "[]", order: null };
    expect(worksOf([without, shows("2", "7", ten)]).map(({ kind }) => kind)).toEqual(["unreadable", "shows"]);
  });

  it("of many fulfilment orders is worked in portions, each in its place", () => {
    const many = Array.from({ length: 60 }, (_one, at) => notice(String(at), "fulfillment_orders/moved"));
    const works = worksOf([...many.slice(0, 30), shows("x", "7", ten), ...many.slice(30)]);
    expect(works.map(({ kind, ids }) => [kind, ids.length])).toEqual([
      ["fulfilment_orders", 25],
      ["fulfilment_orders", 25],
      ["shows", 1],
      ["fulfilment_orders", 10],
    ]);
  });

  it("rests until its shop's bucket is full enough, and never so short that it would be asked for without end", () => {
    expect([0, 1_500, 7_000].map(restWhileThrottled)).toEqual([2_000, 2_000, 7_000]);
  });

  it("rests longer each time it could not be worked, and never longer than half an hour", () => {
    const rests = [1, 2, 3, 10, 11, 24].map((begun) => restAfter(begun));
    expect(rests).toEqual([2_000, 4_000, 8_000, 1_024_000, 1_800_000, 1_800_000]);
  });

  it("is begun no more after twenty-five times, unless it only waits for Shopify", () => {
    expect(restAfter(25)).toBeNull();
    expect(restAfter(25, true)).toBe(1_800_000);
  });
});

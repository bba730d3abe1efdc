import { describe, expect, it } from "vitest";
import { item, member, order } from "../workflow/given.fixture.ts";
import type { ActingMember } from "../words/actors.ts";
import type { Item, Situation } from "../words/situation.ts";
import { BATCH_WHYS, howFar, isUndoable, toDo, whyWords, type BatchProgress } from "./batch.ts";
import { chooseForBatch, countLeftOut, countSeen, type ListedItem } from "./choose-for-batch.ts";

const SEEN_AT = new Date("2026-11-26T12:00:00Z");
const before = new Date(SEEN_AT.getTime() - 1);

const listed = (number: number, but: Partial<ListedItem> = {}): ListedItem => ({
  ...{ itemId: `item-${number}`, orderId: "order", changeCount: number },
  ...{ listedSince: before, changedAt: before, pictures: [true, true], ...but },
});

function choose(
  items: readonly ListedItem[],
  { actor = member("image_processor"), of = items.map((_, at) => item(at + 1)), but = {} as Partial<Situation> } = {},
  action: "approve_photo" | "reject_photo" = "approve_photo",
) {
  const situations = new Map([["order", order(of, {}, but)]]);
  return chooseForBatch({ actor, step: "photo_review", action, seenAt: SEEN_AT }, items, situations);
}
const why = (...given: Parameters<typeof choose>) => choose(...given)[0]!.leftOut;
const of = (actor: ActingMember, but: Partial<Item> = {}) => ({ actor, of: [item(1, but)] });

describe("of all of a list", () => {
  it("what was there and could be seen is meant, with the count that it had", () => {
    expect(choose([listed(1), listed(2)])).toEqual([
      { itemId: "item-1", orderId: "order", changeCount: 1, leftOut: null },
      { itemId: "item-2", orderId: "order", changeCount: 2, leftOut: null },
    ]);
  });

  it("what came or changed at that very moment, or after it, is not", () => {
    const after = new Date(SEEN_AT.getTime() + 1);
    for (const at of [SEEN_AT, after]) {
      expect(why([listed(1, { listedSince: at, changedAt: at })])).toBe("came_later");
      expect(why([listed(1, { changedAt: at })])).toBe("changed");
    }
  });

  it("what has no picture of each of its photos is not, nor one whose pictures this member may not see", () => {
    for (const pictures of [[], [false], [true, false]]) expect(why([listed(1, { pictures })])).toBe("unseen");
    expect(why([listed(1, { pictures: [false] })], undefined, "reject_photo")).toBe("unseen");
  });

  it("what this member may not do is left out with the refusal that a click would meet", () => {
    expect(why([listed(1)], of(member("artist")))).toBe("not_your_role");
    expect(why([listed(1)], of({ ...member("image_processor"), memberId: "another" }))).toBe("not_assigned_to_you");
    expect(why([listed(1)], of(member("admin")))).toBeNull();
    expect(why([listed(1)], of(member("admin"), { hasReadablePhoto: false }))).toBe("no_readable_photo");
    expect(why([listed(1)], of(member("admin"), { placeAmong: ["1", "2"] }))).toBe("not_placed");
    expect(why([listed(1)], { but: { cancelledInShopify: true } })).toBe("order_cancelled");
    expect(why([listed(9)], of(member("admin")))).toBe("unknown_item");
  });

  it("is counted what was seen, and what is left out for which reason, the commonest first", () => {
    const chosen = choose([
      listed(1),
      listed(2, { pictures: [] }),
      listed(3, { changedAt: SEEN_AT }),
      listed(4, { changedAt: SEEN_AT }),
      listed(5, { listedSince: SEEN_AT }),
    ]);
    expect(countSeen(chosen)).toBe(2);
    expect(countLeftOut(chosen)).toEqual([
      { why: "changed", count: 2 },
      { why: "unseen", count: 1 },
      { why: "came_later", count: 1 },
    ]);
  });
});

describe("how far it is", () => {
  const counts = { waiting: 5, done: 128, undone: 2, not_done: 3, left_out: 40 };
  const progress: BatchProgress = {
    ...{ batchId: "b", action: "approve_photo", step: "photo_review", counts, lines: [] },
    ...{ isStopped: false, isEnded: true, undoableUntil: null },
  };

  it("counts what was to be done, and not what was left out", () => {
    expect(toDo(progress)).toBe(138);
    expect(howFar(progress)).toBe("128 of 138 approved");
    expect(howFar({ ...progress, action: "reject_photo" })).toBe("128 of 138 rejected");
  });

  it("can be taken back while it runs, and for as long as the newest of it can", () => {
    const until = { ...progress, undoableUntil: SEEN_AT.toISOString() };
    expect(isUndoable(progress, 0)).toBe(false);
    expect(isUndoable({ ...progress, isEnded: false }, 0)).toBe(true);
    expect([isUndoable(until, SEEN_AT.getTime() - 1), isUndoable(until, SEEN_AT.getTime())]).toEqual([true, false]);
  });

  it("has a sentence for every reason", () => {
    for (const one of BATCH_WHYS) expect(whyWords(one)).toMatch(/\.$/);
    expect(BATCH_WHYS).toEqual(expect.arrayContaining(["stopped", "changed_meanwhile"]));
  });

  it.each([
    ["unseen", /seen in the list/],
    ["came_later", /came into the list after/],
    ["changed", /changed since you looked/],
    ["stopped", /^You stopped/],
    ["has_left", /does not work here any more/],
    ["failed", /an error/],
    ["not_assigned_to_you", /assigned/],
  ] as const)("says of %s that reason and no other", (why, words) => {
    expect(whyWords(why)).toMatch(words);
  });
});

import { describe, expect, test } from "vitest";
import { decide } from "../workflow/decide.ts";
import { CUSTOMER, item, member, order, SYSTEM } from "../workflow/given.fixture.ts";
import { ACTIONS } from "../workflow/actions.ts";
import { shadowRefusal, startAfterReturn, worksOn } from "./shadow.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000);

describe("an order that the shop is told of for the first time", () => {
  test.each([
    ["a shop that has not started looks on", null, null, 5, false],
    ["a shop that started with all works on it, however old", at(0), null, -900, true],
    ["a shop that started with new orders works on a new one", at(0), at(0), 1, true],
    ["and on one whose notice was on its way", at(0), at(0), -0.1, true],
    ["and leaves an older one", at(0), at(0), -0.2, false],
  ] as const)("%s", (_, startedAt, startsFrom, placed, works) => {
    expect(worksOn({ startedAt, startsFrom }, at(placed))).toBe(works);
  });
});

describe("a shop that comes back", () => {
  const start = { startedAt: at(0), startsFrom: null };
  test("after a week at most works on as it did", () => {
    expect(startAfterReturn(start, at(100), at(100 + 7 * 24))).toEqual(start);
  });
  test("after longer works on what is placed from then on", () => {
    const now = at(100 + 7 * 24 + 1);
    expect(startAfterReturn(start, at(100), now)).toEqual({ startedAt: at(0), startsFrom: now });
  });
  test("that had not started looks on as before", () => {
    const before = { startedAt: null, startsFrom: null };
    expect(startAfterReturn(before, at(0), at(10_000))).toEqual(before);
  });
});

describe("an order in shadow", () => {
  test("follows what Shopify does to it, and nothing that anybody does here", () => {
    const followed = ACTIONS.filter((action) => shadowRefusal({ isInShadow: true }, action) === null);
    expect(followed.sort()).toEqual(["cancel_in_shopify", "fulfil_in_shopify", "reopen_in_shopify", "swap_in_shopify"]);
    expect(ACTIONS.filter((action) => shadowRefusal({ isInShadow: false }, action) !== null)).toEqual([]);
  });

  test.each([
    ["an admin", member("admin")],
    ["the customer", CUSTOMER],
    ["the app", SYSTEM],
  ] as const)("%s moves nothing on", (_, actor) => {
    const now = order([item(1, { skips: ["photo_review"] })], {}, { isInShadow: true });
    for (const action of ["photo_arrived", "approve_photo", "cancel"] as const) {
      const answer = decide(now, actor, { action, note: "" } as never, [{ itemId: "item-1", changeCount: 0 }]);
      expect(answer).toHaveProperty("refused");
    }
    const mine = decide(now, member("admin"), { action: "approve_photo" }, [{ itemId: "item-1", changeCount: 0 }]);
    expect(mine).toEqual({ refused: "not_started", itemId: "item-1" });
  });

  test("a shipment ends it without a task, and a line that comes back stays where it began", () => {
    const target = [{ itemId: "item-1", changeCount: 0 }];
    const shipped = decide(order([item(1)], {}, { isInShadow: true }), SYSTEM, { action: "fulfil_in_shopify" }, target);
    expect(shipped).toMatchObject({ changes: [{ set: { step: "done" } }], emails: [] });
    expect(JSON.stringify(shipped)).not.toContain("task_fulfilled_before_approval");
    const one = item(1, { step: "cancelled", skips: ["photo_review"] });
    const back = decide(order([one], {}, { isInShadow: true }), SYSTEM, { action: "reopen_in_shopify" }, target);
    expect(back).toMatchObject({ changes: [{ set: { step: "photo_review" } }] });
  });
});

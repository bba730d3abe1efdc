import { describe, expect, test } from "vitest";
import { isWaitedForEnough, pauseAfter, unaddressedAgain, UNKNOWN_FOR_MS, WITHOUT_ADDRESS } from "./email-sending.ts";

const MINUTE_MS = 60_000;

describe("an email that the mail service cannot take now", () => {
  test("is tried again after a minute, then ever later, at last every hour", () => {
    const minutes = Array.from({ length: 9 }, (_none, at) => pauseAfter(at + 1)! / MINUTE_MS);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test("is given up after 80 attempts, more than three days", () => {
    expect(pauseAfter(79)).toBe(60 * MINUTE_MS);
    expect([80, 81].map(pauseAfter)).toEqual([null, null]);
    const all = Array.from({ length: 79 }, (_none, at) => pauseAfter(at + 1)!).reduce((sum, pause) => sum + pause);
    expect(all).toBeGreaterThan(3 * 24 * 60 * MINUTE_MS);
  });
});

test("an email of which nobody knows whether it left is waited for a day, from when it was being sent", () => {
  expect(UNKNOWN_FOR_MS).toBe(86_400_000);
  expect(isWaitedForEnough(1_000, 1_000 + UNKNOWN_FOR_MS - 1)).toBe(false);
  expect(isWaitedForEnough(1_000, 1_000 + UNKNOWN_FOR_MS)).toBe(true);
  expect(isWaitedForEnough(null, 0)).toBe(true);
});

describe("emails that found no address, once there is one", () => {
  const lacking = { kind: "order_issue", round: 1, state: "failed", failure: WITHOUT_ADDRESS, itemIds: ["a"] } as const;

  test("leave once of a kind, the newest about the items of all", () => {
    const emails = [
      { ...lacking, id: "one" },
      { ...lacking, id: "two", round: 2, itemIds: ["b", "a"] },
      { ...lacking, id: "taken back", round: 3, state: "withdrawn", itemIds: ["c"] } as const,
      { ...lacking, id: "other", kind: "approved" } as const,
    ];
    expect(unaddressedAgain(emails)).toEqual({
      leave: [
        { id: "two", itemIds: ["b", "a"] },
        { id: "other", itemIds: ["a"] },
      ],
      withdraw: ["one"],
    });
  });

  test("stay where a newer one went another way, and where something else failed", () => {
    const nothing = { leave: [], withdraw: [] };
    expect(
      unaddressedAgain([
        { ...lacking, id: "one" },
        { ...lacking, id: "two", round: 2, state: "sent" },
      ]),
    ).toEqual(nothing);
    expect(unaddressedAgain([{ ...lacking, id: "one", failure: "550 no such user" }])).toEqual(nothing);
  });
});

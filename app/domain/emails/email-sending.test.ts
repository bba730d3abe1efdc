import { describe, expect, test } from "vitest";
import { nextOfUnknown, pauseAfter, unaddressedAgain, UNKNOWN_FOR_MS, WITHOUT_ADDRESS } from "./email-sending.ts";

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

describe("an email of which nobody knows whether it left", () => {
  const since = 1_000;
  const at = (minutes: number, of: { wasSentAgain?: boolean; resendAfter?: number | null } = {}) => {
    const next = nextOfUnknown({ since, wasSentAgain: false, resendAfter: null, ...of }, since + minutes * MINUTE_MS);
    return [next.does, next.lookAt === null ? null : (next.lookAt - since) / MINUTE_MS];
  };

  test("is waited for an hour, from when it was being sent, and then managers are asked", () => {
    expect(UNKNOWN_FOR_MS).toBe(3_600_000);
    expect([at(0), at(59.9), at(60)]).toEqual([
      ["wait", 60],
      ["wait", 60],
      ["ask_managers", null],
    ]);
  });

  test("leaves once more by itself where the shop wants that, before or after managers are asked", () => {
    expect([at(0, { resendAfter: 30 }), at(30, { resendAfter: 30 })]).toEqual([
      ["wait", 30],
      ["send_again", null],
    ]);
    expect([at(0, { resendAfter: 90 }), at(60, { resendAfter: 90 }), at(90, { resendAfter: 90 })]).toEqual([
      ["wait", 60],
      ["ask_managers", 90],
      ["send_again", null],
    ]);
  });

  test("never leaves a second time by itself", () => {
    const again = { resendAfter: 30, wasSentAgain: true };
    expect([at(0, again), at(2_000, again)]).toEqual([
      ["wait", 60],
      ["ask_managers", null],
    ]);
  });
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

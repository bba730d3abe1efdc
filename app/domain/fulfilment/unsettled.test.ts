import { expect, it } from "vitest";
import { CAUSE_WORDS, isToldNow, pauseAfter, toldAfter, UNSETTLED_CAUSES } from "./unsettled.ts";

it("what is not settled is compared again after ever longer pauses, and is then left to the round over all orders", () => {
  const pauses = Array.from({ length: 13 }, (_, tries) => pauseAfter(tries));
  expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(pauses.slice(10)).toEqual([30 * 60_000, 30 * 60_000, null]);
});

it("managers are told after some tries, and at once of what no further try changes; in whole sentences", () => {
  expect(UNSETTLED_CAUSES.map(toldAfter)).toEqual([4, 4, 1, 4, 4, 4, 4, 4]);
  for (const words of Object.values(CAUSE_WORDS)) expect(words).toMatch(/^[A-Z].*\.$/);
});

it("a task is opened once, for another cause again, and at each turn of the round while the order is not settled", () => {
  const told = (tries: number, before: "refused" | "not_routed" = "refused") => isToldNow("refused", tries, before);
  expect([3, 4, 5, 12, 13, 14].map((tries) => told(tries))).toEqual([false, true, false, false, true, true]);
  expect([3, 5].map((tries) => told(tries, "not_routed"))).toEqual([false, true]);
});

import { expect, it } from "vitest";
import { CAUSE_WORDS, pauseAfter, toldAfter, UNSETTLED_CAUSES } from "./unsettled.ts";

it("what is not settled is compared again after ever longer pauses, and is then left to the round over all orders", () => {
  const pauses = Array.from({ length: 13 }, (_, tries) => pauseAfter(tries));
  expect(pauses.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
  expect(pauses.slice(10)).toEqual([30 * 60_000, 30 * 60_000, null]);
});

it("managers are told after some tries, and at once of what no further try changes; in whole sentences", () => {
  expect(UNSETTLED_CAUSES.map(toldAfter)).toEqual([4, 4, 1, 4, 4, 4, 4]);
  for (const words of Object.values(CAUSE_WORDS)) expect(words).toMatch(/^[A-Z].*\.$/);
});

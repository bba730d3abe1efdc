import { expect, it } from "vitest";
import { pauseAfter } from "./asking-again.ts";

it("a link that says no is asked again in growing pauses over six hours", () => {
  const pauses: number[] = [];
  for (let times = 1, pause = pauseAfter(times); pause !== null; pause = pauseAfter((times += 1))) pauses.push(pause);
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(6 * 60 * 60 * 1000);
  expect(pauses[0]).toBe(60_000);
});

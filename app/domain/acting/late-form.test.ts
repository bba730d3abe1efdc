import { expect, test } from "vitest";
import { isTooLate } from "./late-form.ts";

test("a form is done that was on its way for up to a quarter of an hour, and none that was so for longer", () => {
  expect([undefined, 0, 15 * 60_000].map(isTooLate)).toEqual([false, false, false]);
  expect([15 * 60_000 + 1, 5 * 3_600_000].map(isTooLate)).toEqual([true, true]);
});

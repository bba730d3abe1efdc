import { expect, it } from "vitest";
import { countWords } from "./counts.ts";

it.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1000"],
  [1_001, "1,000 or more"],
  [40_000, "1,000 or more"],
])("%i is said as %s", (count, words) => {
  expect(countWords(count)).toBe(words);
});

import { expect, it } from "vitest";
import { listNamed } from "./list-words.ts";

it.each([
  [312, 312, { words: " canvas " }, "all 312 items that match “canvas”"],
  [309, 312, { words: "canvas" }, "309 of the 312 items that match “canvas”"],
  [60, 60, { words: "" }, "all 60 items in the list"],
  [0, 1, { words: "" }, "0 of the 1 item in the list"],
  [1, 1, { words: "x", who: "Ida Imhof" }, "the one item of orders that Ida Imhof has that match “x”"],
  [2001, 2001, { words: "" }, "all items in the list"],
  [7, 7, { words: "", who: "none" }, "all 7 items of orders that nobody has"],
])("%i of %i of a list narrowed to %o are called so", (count, total, narrowed, words) => {
  expect(listNamed(count, total, narrowed)).toBe(words);
});

import { expect, it } from "vitest";
import { nextOpen, type Placed } from "./use-worklist.ts";

/** A wall of cards named a, b, c…: `o` open, `w` on its way, `g` gone. */
const wall = (states: string): Placed[] =>
  [...states].map((state, at) => ({
    card: { itemId: String.fromCharCode(97 + at) } as Placed["card"],
    state: state === "o" ? "open" : state === "w" ? "way" : "gone",
  }));

it.each([
  ["ooo", "a", "", "b"],
  ["owgo", "a", "", "d"],
  ["ooo", "c", "", "b"],
  ["ogo", "c", "", "a"],
  ["ooo", "a", "b", "c"],
  ["oww", "b", "", "a"],
  ["o", "a", "", null],
  ["wg", "a", "", null],
  ["", "a", "", null],
  ["goo", null, "", "b"],
  ["goo", "not on the wall", "", "b"],
] as const)("on a wall of %j the next open card after %s (but not %s) is %s", (states, itemId, but, next) => {
  expect(nextOpen(wall(states), itemId, new Set(but))).toBe(next);
});

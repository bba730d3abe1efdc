import { expect, test } from "vitest";
import { otherCountWords, photosInPlace } from "./photos-in-place.ts";

const HAD = ["a", "b", "c", "d"];
const shown = (marked: string[], sent: number) =>
  photosInPlace(HAD, marked, sent)
    .map((one) => ("kept" in one ? one.kept : one.sent + 1))
    .join("");

test("as many as were marked take their places, in order", () => expect(shown(["d", "b"], 2)).toBe("a1c2"));

test("fewer take the first places, more come after all; what was not marked is kept", () => {
  expect(shown(["b", "d"], 1)).toBe("a1cd");
  expect(shown(["b", "d"], 3)).toBe("a1c23");
});

test("where none or all are marked, what was sent takes the place of all", () => {
  expect(shown([], 2)).toBe("12");
  expect(shown(HAD, 1)).toBe("1");
  expect(shown(["of an older version"], 1)).toBe("1");
});

test("another count is said", () => {
  expect(otherCountWords(2, 2)).toBeNull();
  expect(otherCountWords(1, 2)).toMatch(/^We asked for 2 photos and you sent 1 photo: it takes the place of the first/);
  expect(otherCountWords(2, 3)).toContain("they take the places of the first 2");
  expect(otherCountWords(3, 1)).toContain("the rest comes after your other photos");
});

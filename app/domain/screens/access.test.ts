import { describe, expect, test } from "vitest";
import { ACCESS_KINDS, ACCESS_WORDS, csvLine } from "./access.ts";

describe("the list of who saw customers' data", () => {
  test("names every way of seeing them", () => {
    for (const kind of ACCESS_KINDS) expect(ACCESS_WORDS[kind]).toMatch(/^[A-Z]/);
  });

  test("keeps a name in its cell, whatever is in it, and lets none work as a formula", () => {
    expect(csvLine(['Ann "Bee", artist', "=1+1", "#1023 #1024"])).toBe(
      `"Ann ""Bee"", artist","'=1+1","#1023 #1024"\r\n`,
    );
  });
});

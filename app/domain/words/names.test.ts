import { expect, it } from "vitest";
import { shortName } from "./names.ts";

it("a name is one line without blanks around it, and is cut", () => {
  expect(shortName("  To the\n\tprinter  today ")).toBe("To the printer today");
  expect(shortName(" \n ")).toBe("");
  expect(shortName("a".repeat(70))).toBe("a".repeat(60));
});

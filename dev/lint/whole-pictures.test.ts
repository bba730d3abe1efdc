import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

// A thumbnail stands for what somebody judges: what is cut off cannot be judged.
test("every page shows pictures whole, in boxes of a fixed size", () => {
  const sheets = globSync(["app/**/*.css", "public/*.css"]);
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.filter((file) => /object-fit:\s*cover/.test(readFileSync(file, "utf8")))).toEqual([]);
});

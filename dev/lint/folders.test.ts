import { globSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";

const MOST = 25;

test("no folder holds more than 25 files that are not tests, so that one finds its room (docs/decisions/012)", () => {
  const files = globSync("{app,dev,prisma,tests}/**/*.{ts,tsx,js,mjs}").filter((file) => !/\.test\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(300);
  const counts = Object.entries(Object.groupBy(files, (file) => dirname(file)));
  expect(counts.filter(([, inside]) => inside!.length > MOST).map(([folder]) => folder)).toEqual([]);
});

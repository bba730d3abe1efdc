import { expect, test } from "vitest";
import { isUuid } from "./uuid.ts";

const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

test("the ids of our rows are known by their form, in either letter case", () => {
  expect(isUuid(id)).toBe(true);
  expect(isUuid(id.toUpperCase())).toBe(true);
});

test.each([
  "",
  "1",
  `x${id}`,
  `${id}x`,
  id.slice(1),
  id.slice(0, -1),
  id.replace("d9cb", "d9c"),
  id.replace("a165-", ""),
])("%j names no row", (text) => expect(isUuid(text)).toBe(false));

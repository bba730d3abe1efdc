// Every page of the app at the width of a phone, in a shop with an order of every life.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startShowroom } from "../e2e/showroom.ts";

let showroom: Awaited<ReturnType<typeof startShowroom>>;
beforeAll(async () => {
  showroom = await startShowroom("phone");
});
afterAll(() => showroom?.close());

test("every page can be used by everybody, and nothing on it jumps while it comes", async () => {
  const faults = await showroom.faultsOfPages(390);
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(Object.keys(faults).length).toBeGreaterThan(20);
});

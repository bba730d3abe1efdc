// All that everybody has to be able to use at the width of a phone, in a shop with an order of every life.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startShowroom, wrongIn } from "../e2e/showroom.ts";

const WIDTH = 390;

let showroom: Awaited<ReturnType<typeof startShowroom>>;
beforeAll(async () => {
  showroom = await startShowroom("phone");
});
afterAll(() => showroom?.close());

test("every page of the app can be used by everybody, and nothing on it jumps while it comes", async () => {
  expect(wrongIn(await showroom.faultsOfPages(WIDTH), 20)).toEqual([]);
});

test("so can its dialogs", async () => {
  expect(wrongIn(await showroom.faultsOfDialogs(WIDTH), 8)).toEqual([]);
});

test("so can the storefront, the mailbox and the start page of Local Shopify", async () => {
  expect(wrongIn(await showroom.faultsAround(WIDTH), 6)).toEqual([]);
});

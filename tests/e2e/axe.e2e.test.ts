// What everybody has to be able to use, looked at by axe; and nothing on a page jumps while it comes. The width of a phone is walked in the days of the sweep.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startShowroom, wrongIn } from "./showroom.ts";

const WIDTH = 1280;

let showroom: Awaited<ReturnType<typeof startShowroom>>;
beforeAll(async () => {
  showroom = await startShowroom("axe");
}, 240_000);
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

// What everybody has to be able to use, looked at by axe; and nothing on a page jumps while it comes. The pages at the width of a phone are walked in the days of the sweep.
import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faultsOf, seriousIn, startShowroom, sticksOut } from "./showroom.ts";

const WIDTHS = [1280, 390];

let showroom: Awaited<ReturnType<typeof startShowroom>>;
beforeAll(async () => {
  showroom = await startShowroom("axe");
}, 240_000);
afterAll(() => showroom?.close());

test("every page of the app can be used by everybody, and nothing on it jumps while it comes", async () => {
  const faults = await showroom.faultsOfPages(1280);
  expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
  expect(Object.keys(faults).length).toBeGreaterThan(20);
});

describe.each(WIDTHS)("at %i px", (width) => {
  test("the dialogs of the app can be used by everybody", async () => {
    const tab = await showroom.world.openAs("Olivia", "", width);
    const faults: Record<string, string[]> = {};
    const look = async (what: string, path: string, ...buttons: (string | RegExp)[]) => {
      await showroom.open(tab, path);
      for (const name of buttons) await tab.app.getByRole("button", { name }).first().click();
      // Polaris's dialog has no height of its own on a phone: its buttons have.
      await tab.app.getByRole("dialog").getByRole("button").first().waitFor();
      faults[what] = await faultsOf(tab, width);
    };
    const select = /^#\d+ · item 1/;
    await look("approve", "/app/image-approval", select, /^Approve$/);
    await look("reject", "/app/image-approval", select, /^Reject$/);
    await look("photo in full", "/app/image-approval", /^Open the photo/);
    await look("push back", "/app/artfile-production", /^Push back/);
    await look("artfile rejected", "/app/quality-control", /^Reject: /);
    await look("fulfil", "/app/fulfilment", /^Mark as fulfilled: /);
    await look(
      "new folder",
      "/app/fulfilment",
      ...(width < 600 ? [/^View actions/, /^New folder$/] : [/^New folder$/]),
    );
    await look("invite", "/app/team", /^Invite/);
    expect(faults).toEqual(Object.fromEntries(Object.keys(faults).map((what) => [what, []])));
    await tab.page.context().close();
  });

  test("so can the storefront, the mailbox and the start page of Local Shopify", async () => {
    const { hubOrigin, storeOrigins } = showroom.world.proofline.shopify;
    const [store] = Object.values(storeOrigins);
    const page = await (await showroom.world.visitor(width)).newPage();
    const faults: Record<string, string[]> = {};
    for (const address of [
      hubOrigin,
      `${hubOrigin}/mailbox`,
      store!,
      `${store}/products/duo-locket`,
      `${store}/cart`,
      `${store}/account/login`,
    ]) {
      await page.goto(address);
      faults[address] = [
        ...seriousIn((await new AxeBuilder({ page }).analyze()).violations),
        ...((await sticksOut(page, width)) ? ["scrolls sideways"] : []),
      ];
    }
    expect(Object.values(faults).flat()).toEqual([]);
    await page.context().close();
  });
});

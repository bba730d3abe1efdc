import AxeBuilder from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Page } from "playwright-core";
import { PAGE_LINKS } from "../../app/ui/pages/page-links.ts";
import type { Life, PlannedOrder } from "../../dev/seed/plan.ts";
import { frameOf } from "./reloads.ts";
import { startWorld, type Tab, type World } from "./set-up.ts";
import { shiftsOf, watchShifts } from "./shifts.ts";

const WIDTHS = [1280, 390];
const LIVES: Life[] = [
  "new",
  "half approved",
  "rejected",
  "answered with another photo",
  "drawing",
  "rejected by quality control",
  "revised by the customer",
  "to be checked",
  "customer wants changes",
  "with the customer",
  "to be printed",
  "at the printer",
  "fulfilled",
  "cancelled",
];

let world: World;
let orderPages: string[];
beforeAll(async () => {
  world = await startWorld("axe");
  const { shopify, env } = world.proofline;
  Object.assign(process.env, env);
  const [{ openAsEveryone }, { placePlannedOrders, untilTaken }, { live }, { db, disconnect }] = await Promise.all([
    import("../../dev/seed/people.ts"),
    import("../../dev/seed/place.ts"),
    import("../../dev/seed/live.ts"),
    import("../../app/adapters/db.ts"),
  ]);
  const shop = shopify.state.shops[0]!;
  const shopId = await openAsEveryone(shopify, shop);
  const lines = [{ handle: "duo-locket", variant: 0, photos: [["miez.png"], ["bunny.webp"]] }];
  const plans = LIVES.map((life, at): PlannedOrder => ({
    life,
    customer: at % 4,
    hoursAgo: 5 * at,
    lines,
    ...(life === "to be printed" ? { folder: "Frames" } : {}),
  }));
  const taken = await untilTaken(shopId, await placePlannedOrders(shopify, shop, plans));
  for (const { orderId, plan } of taken) await live(shopId, orderId, plan);
  await db().task.create({ data: { shopId, kind: "email_bounced", subject: "1", details: { email: "Order issue" } } });
  await vi.waitFor(async () => expect(await db().artfile.count({ where: { renditions: "none" } })).toBe(0), {
    timeout: 90_000,
    interval: 500,
  });
  orderPages = taken
    .filter(({ plan }) => ["rejected", "customer wants changes", "fulfilled"].includes(plan.life))
    .map(({ orderId }) => `/app/orders/${orderId}`);
  await disconnect();
}, 240_000);
afterAll(() => world?.close());

/** What axe finds in the app's frame that keeps people out, and how far it sticks out to the side. */
async function faultsOf({ page, app }: Tab, width: number): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page })
    .include({ fromFrames: ["iframe[name=app]", "body"] })
    .analyze();
  const inside = await app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth);
  return [
    ...(passes.length < 10 ? ["axe saw nothing of the page"] : []),
    ...seriousIn(violations),
    ...((await sticksOut(page, width)) || inside > 0 ? [`scrolls sideways at ${width} px`] : []),
  ];
}

type Violation = { id: string; impact?: string | null; nodes: { html: string }[] };

function seriousIn(violations: readonly Violation[]): string[] {
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function sticksOut(page: Page, width: number): Promise<boolean> {
  return (await page.evaluate(() => document.documentElement.scrollWidth)) > width;
}

async function open(tab: Tab, person: string, path: string): Promise<void> {
  await tab.page.goto(`${world.adminOf(person)}/apps/proofline${path}`);
  await tab.app.locator("h1").first().waitFor();
  await tab.page.waitForLoadState("networkidle");
}

describe.each(WIDTHS)("at %i px", (width) => {
  test("every page of the app can be used by everybody, and nothing on it jumps while it comes", async () => {
    const tab = await world.openAs("Olivia", "", width);
    await watchShifts(tab.page.context());
    const faults: Record<string, string[]> = {};
    const paths = [
      ...Object.values(PAGE_LINKS).map(({ path }) => path),
      "/app/artfile-production?tab=customer",
      "/app/artfile-production?tab=quality_control",
      "/app/quality-control?tab=revisions",
      "/app/steps/quality_control",
      "/app/steps/photo_review",
      "/app/steps/done",
      "/app/search?q=locket",
      "/app/orders?state=all",
      "/app/nowhere",
      ...orderPages,
    ];
    for (const path of paths) {
      await open(tab, "Olivia", path);
      faults[path] = [...(await shiftsOf(frameOf(tab.page))), ...(await faultsOf(tab, width))];
    }
    expect(faults).toEqual(Object.fromEntries(paths.map((path) => [path, []])));
    await tab.page.context().close();
  });

  test("so can its dialogs", async () => {
    const tab = await world.openAs("Olivia", "", width);
    const faults: Record<string, string[]> = {};
    const look = async (what: string, path: string, ...buttons: (string | RegExp)[]) => {
      await open(tab, "Olivia", path);
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
    const { hubOrigin, storeOrigins } = world.proofline.shopify;
    const [store] = Object.values(storeOrigins);
    const page = await (await world.visitor(width)).newPage();
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

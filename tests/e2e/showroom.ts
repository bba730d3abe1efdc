import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { PAGE_LINKS } from "../../app/ui/pages/page-links.ts";
import type { Life, PlannedOrder } from "../../dev/seed/plan.ts";
import { axeOf } from "./axe.ts";
import { frameOf } from "./reloads.ts";
import { startFloor } from "./seeded-floor.ts";
import type { Tab } from "./set-up.ts";
import { shiftsOf, watchShifts } from "./shifts.ts";
import { untilStill } from "./stillness.ts";

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

/** A shop with an order of every life, and how its pages are looked at. */
async function startShowroom(name: string) {
  const lines = [{ handle: "duo-locket", variant: 0, photos: [["miez.png"], ["bunny.webp"]] }];
  const plans = LIVES.map((life, at): PlannedOrder => ({
    life,
    customer: at % 4,
    hoursAgo: 5 * at,
    lines,
    ...(life === "to be printed" ? { folder: "Frames" } : {}),
  }));
  const floor = await startFloor(name, plans);
  const { world, db, shopId } = floor;
  await db.task.create({ data: { shopId, kind: "email_bounced", subject: "1", details: { email: "Order issue" } } });
  await floor.untilDrawn();
  const open = async (tab: Tab, path: string): Promise<void> => {
    await tab.page.goto(`${world.adminOf("Olivia")}/apps/proofline${path}`);
    await tab.app.locator("h1").first().waitFor();
    await untilStill(frameOf(tab.page));
  };
  return {
    ...floor,
    open,
    /** What is wrong with each page of the app at a width, by its path. */
    faultsOfPages: async (width: number): Promise<Record<string, string[]>> => {
      const lives = ["rejected", "customer wants changes", "fulfilled"];
      const orders = await Promise.all(plans.filter(({ life }) => lives.includes(life)).map(floor.placed));
      const tab = await world.openAs("Olivia", "", width);
      await watchShifts(tab.page.context());
      const faults: Record<string, string[]> = {};
      for (const path of [...PATHS, ...orders.map(({ orderId }) => `/app/orders/${orderId}`)]) {
        await open(tab, path);
        faults[path] = [...(await shiftsOf(frameOf(tab.page))), ...(await faultsOf(tab, width))];
      }
      await tab.page.context().close();
      return faults;
    },
    /** The same of its dialogs. */
    faultsOfDialogs: async (width: number): Promise<Record<string, string[]>> => {
      const tab = await world.openAs("Olivia", "", width);
      const faults: Record<string, string[]> = {};
      const look = async (what: string, path: string, ...buttons: (string | RegExp)[]) => {
        await open(tab, path);
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
      await tab.page.context().close();
      return faults;
    },
    /** The same of the storefront, the mailbox and the start page of Local Shopify. */
    faultsAround: async (width: number): Promise<Record<string, string[]>> => {
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
          ...seriousIn((await axeOf(page)).violations),
          ...((await sticksOut(page, width)) ? ["scrolls sideways"] : []),
        ];
      }
      await page.context().close();
      return faults;
    },
  };
}

const PATHS = [
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
];

/** What axe finds in the app's frame that keeps people out, and how far it sticks out to the side. */
async function faultsOf({ page, app }: Tab, width: number): Promise<string[]> {
  const { violations, passes } = await axeOf(frameOf(page));
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

/** What is wrong anywhere, with its place; nothing where all is well. Fails where too few places were looked at. */
function wrongIn(faults: Record<string, string[]>, places: number): [string, string[]][] {
  if (Object.keys(faults).length < places) throw new Error(`Only ${Object.keys(faults).length} places were looked at`);
  return Object.entries(faults).filter(([, found]) => found.length > 0);
}

/** The tests of a walk through all of it at a width: axe, sideways scrolling, and nothing that jumps. */
export function everybodyCanUse(name: string, width: number): void {
  let showroom: Awaited<ReturnType<typeof startShowroom>>;
  beforeAll(async () => {
    showroom = await startShowroom(name);
  }, 600_000);
  afterAll(() => showroom?.close());

  test("every page of the app can be used by everybody, and nothing on it jumps while it comes", async () => {
    expect(wrongIn(await showroom.faultsOfPages(width), 20)).toEqual([]);
  });

  test("so can its dialogs", async () => {
    expect(wrongIn(await showroom.faultsOfDialogs(width), 8)).toEqual([]);
  });

  test("so can the storefront, the mailbox and the start page of Local Shopify", async () => {
    expect(wrongIn(await showroom.faultsAround(width), 6)).toEqual([]);
  });
}

// The day of an artist, a quality controller, customers and a fulfiller on a line that is slow and at times loses answers: what each has done is so, once.
import type { Locator, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { drawDemoArtwork } from "../../dev/demo-pictures.ts";
import { portraits, startFloor } from "../e2e/seeded-floor.ts";
import type { Tab } from "../e2e/set-up.ts";

const SLOW_MS = 400;
const BAD_MS = 4_000;
const TO_CHECK = 24;
const TO_SHIP = 50;

const withCustomers = portraits(6, "with the customer");

let floor: Awaited<ReturnType<typeof startFloor>>;
beforeAll(async () => {
  floor = await startFloor("day-of-a-shop", [
    ...portraits(10, "drawing"),
    ...portraits(TO_CHECK, "to be checked"),
    ...portraits(TO_SHIP, "to be printed"),
    ...withCustomers,
  ]);
});
afterAll(() => floor?.close());
afterEach(() => Promise.all(floor.world.browser.contexts().map((context) => context.close())));

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

/** The names of those of some buttons that can be pressed now. */
function pressable(buttons: Locator): Promise<string[]> {
  return buttons.evaluateAll((all) =>
    all
      .filter((one) => !one.matches(":disabled, [aria-disabled=true]"))
      .map((one) => one.getAttribute("aria-label") ?? ""),
  );
}

/** Every post of a tab takes a time; those that `loses` names are done, and their answer never comes. */
async function onASlowLine({ page }: Tab, ms: (nth: number) => number, loses: (nth: number) => boolean): Promise<void> {
  let nth = 0;
  await page.route(/\/app(\/|\?|$)/, async (route: Route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const now = (nth += 1);
    await pause(ms(now));
    if (loses(now)) return route.fetch().then(() => route.abort("connectionreset"));
    return route.fallback();
  });
}

const itemsAt = (step: string) =>
  floor.db.item.findMany({
    where: { shopId: floor.shopId, step },
    select: { id: true, fileName: true, order: { select: { name: true } } },
    orderBy: { order: { placedAt: "asc" } },
  });
const namesAt = async (step: string) => (await itemsAt(step)).map(({ order }) => order.name);

test("an artist hands in all their files at once, and the answer to Update is lost", async () => {
  const tab = await floor.world.openAs("Ana", "/app/artfile-production");
  await tab.app.getByRole("button", { name: "Upload Artwork" }).waitFor();
  const { id: memberId } = await floor.db.member.findFirstOrThrow({
    where: { shopId: floor.shopId, name: { startsWith: "Ana" } },
  });
  const own = await floor.db.item.findMany({
    where: { shopId: floor.shopId, step: "artwork", order: { assignments: { some: { memberId, role: "artist" } } } },
    select: { id: true, fileName: true },
  });
  expect(own.length).toBeGreaterThan(2);
  const bytes = await drawDemoArtwork(1, "png", 1_200, "");
  const files = own.map(({ fileName }) => ({ name: `${fileName}.png`, mimeType: "image/png", buffer: bytes }));
  const [chooser] = await Promise.all([
    tab.page.waitForEvent("filechooser"),
    tab.app.getByRole("button", { name: "Upload Artwork" }).click(),
  ]);
  await chooser.setFiles(files);
  const update = tab.app.getByRole("button", { name: `Update (${own.length})` });
  await update.waitFor({ timeout: 120_000 });
  await onASlowLine(
    tab,
    () => SLOW_MS,
    (nth) => nth === 1,
  );
  await update.click();
  const ids = own.map(({ id }) => id);
  await expect
    .poll(() => floor.db.item.count({ where: { id: { in: ids }, step: "quality_control" } }), { timeout: 180_000 })
    .toBe(own.length);
  await tab.app.getByText(/is now in Artfile Quality Control|are now in Artfile Quality Control/).waitFor();
  expect(await floor.db.artfile.count({ where: { itemId: { in: ids } } })).toBe(own.length);
});

test("a quality controller presses one button after the other without waiting, at four seconds each", async () => {
  const tab = await floor.world.openAs("Quinn", "/app/quality-control");
  const approve = tab.app.getByRole("button", { name: /^Approve: / });
  await approve.first().waitFor();
  await onASlowLine(
    tab,
    (nth) => (nth > 6 && nth < 12 ? BAD_MS : SLOW_MS),
    (nth) => nth === 3 || nth === 9,
  );
  const before = await namesAt("quality_control");
  const passed = new Set<string>();
  while (passed.size < TO_CHECK / 2) {
    const [name] = (await pressable(approve)).filter((one) => !passed.has(one));
    if (!name) continue;
    await tab.app.getByRole("button", { name, exact: true }).click();
    passed.add(name);
  }
  await tab.app.getByText(/\d+ decisions are on their way/).waitFor();
  const orders = [...passed].map((name) => /#\d+/.exec(name)![0]);
  await expect
    .poll(async () => new Set(Object.values(await floor.stepsOf(orders))), { timeout: 120_000 })
    .toEqual(new Set(["customer_approval"]));
  const left = await namesAt("quality_control");
  expect(left.toSorted()).toEqual(before.filter((name) => !orders.includes(name)).toSorted());
});

test("customers decide on phones where every answer takes four seconds, and some are lost", async () => {
  await floor.untilDrawn();
  const wanted: Record<string, string> = {};
  for (const [nth, plan] of withCustomers.entries()) {
    const { name: order, link } = await floor.placed(plan);
    const page = await (await floor.world.visitor(390)).newPage();
    await page.goto(link);
    let posts = 0;
    await page.route(`${new URL(link).origin}/**`, async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await pause(BAD_MS);
      if (nth % 2 === 1 && (posts += 1) === 1) return route.fetch().then(() => route.abort("connectionreset"));
      return route.fallback();
    });
    const isApproved = nth % 3 !== 2;
    if (!isApproved) {
      await page.getByText("Ask for changes").first().click();
      await page.getByLabel("What would you like to have changed?").fill("A red collar, please.");
    }
    const send = page.getByRole("button", {
      name: isApproved ? "Approve this artwork" : "Send my request for changes",
    });
    await send.click();
    await send.evaluate((button) => (button as HTMLElement).click());
    await page.getByText(isApproved ? "Thank you for your approval" : "Thank you, we have your request").waitFor();
    wanted[order] = isApproved ? "fulfilment" : "quality_control";
    await page.context().close();
  }
  expect(await floor.stepsOf(Object.keys(wanted))).toEqual(wanted);
  const revisions = await floor.db.revision.count({ where: { shopId: floor.shopId } });
  expect(revisions).toBe(Object.values(wanted).filter((step) => step === "quality_control").length);
});

test(`a fulfiller ships ${TO_SHIP} orders, each with its own number, once`, async () => {
  const tab = await floor.world.openAs("Fred", "/app/fulfilment");
  const ship = tab.app.getByRole("button", { name: /^Mark as fulfilled: / });
  await ship.first().waitFor();
  await onASlowLine(
    tab,
    (nth) => (nth % 20 === 0 ? BAD_MS : SLOW_MS),
    (nth) => nth % 9 === 4,
  );
  const own = await namesAt("fulfilment");
  const numberOf = (order: string) => `1Z999AA10${order.slice(1).padStart(8, "0")}`;
  const shipped = new Set<string>();
  while (shipped.size < own.length) {
    await expect.poll(async () => (await shippable()).length > 0, { timeout: 120_000, interval: 200 }).toBe(true);
    const [order] = await shippable();
    await tab.app.getByRole("button", { name: `Mark as fulfilled: ${order}` }).click();
    const dialog = tab.app.getByRole("dialog");
    await dialog.getByLabel("Tracking number").fill(numberOf(order!));
    await dialog.getByLabel("Carrier").selectOption("UPS");
    await dialog.getByRole("button", { name: "Mark as fulfilled" }).click();
    await dialog.waitFor({ state: "detached" });
    shipped.add(order!);
  }
  const parcels = () =>
    Object.fromEntries(
      floor.shop.orders
        .filter(({ name }) => own.includes(name))
        .map(({ name, fulfillments }) => [name, fulfillments.map(({ trackingNumbers }) => trackingNumbers.join())]),
    );
  await expect
    .poll(parcels, { timeout: 180_000, interval: 1_000 })
    .toEqual(Object.fromEntries(own.map((name) => [name, [numberOf(name)]])));
  await expect.poll(() => namesAt("fulfilment"), { timeout: 180_000 }).toEqual([]);
  await tab.app.getByText("0 orders are here").waitFor();

  async function shippable(): Promise<string[]> {
    return (await pressable(ship))
      .map((label) => /#\d+/.exec(label)?.[0])
      .filter((order): order is string => order !== undefined && !shipped.has(order));
  }
});

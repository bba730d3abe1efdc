// On a phone: the owner sees what the app found, starts with it, and takes everything back before leaving.
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawDemoPicture } from "../../dev/demo-pictures.ts";
import { axeOf } from "./axe.ts";
import { startWorld, type Tab, type World } from "./set-up.ts";
import { comes, orderPortrait } from "./shop-floor.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("starting");
});
afterAll(() => world?.close());

const PHONE = 390;

/** Nothing of a page is wider than the phone, and nobody is kept from reading it. */
async function fits({ page }: Tab): Promise<void> {
  const frame = page.frame({ name: "app" })!;
  expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE);
  const { violations } = await axeOf(frame, "main", ["wcag2a", "wcag2aa", "wcag22aa"]);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("from the installation to the last hold taken back", async () => {
  const tab = await world.openAs("Olivia", "", PHONE);
  const { page, app } = tab;
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Proofline looks on and has not started" }).waitFor();

  const customer = await (await world.visitor()).newPage();
  const name = await orderPortrait(world, customer, await drawDemoPicture("hamster-small.jpg"));
  const order = world.proofline.shopify.state.shops[0]!.orders.at(-1)!;
  await comes(tab, app.getByText("1 open order with 1 item; 1 photo kept here."));
  await app.getByText("1 order would be held in Shopify, with 1 line, until the artwork is approved.").waitFor();
  await fits(tab);
  expect(order.tags).toEqual([]);

  const elsewhere = await world.openAs("Olivia", "/app/image-approval", PHONE);
  await elsewhere.app.getByText("Proofline has not started: orders are kept, and nobody has work yet.").waitFor();
  await fits(elsewhere);
  await elsewhere.page.context().close();

  await app.getByText("These open orders").click();
  await app.getByText(new RegExp(`${name} · 1 item`)).click();
  await fits(tab);
  await app.getByRole("button", { name: "Start with 1 order", exact: true }).click();
  await app.getByRole("button", { name: "Start and hold 1 order" }).click();
  await app.getByText("1 order is held within a minute.").waitFor();
  await expect.poll(() => order.tags, { timeout: 60_000 }).toEqual(["artwork: photo check"]);
  expect(order.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
  await page.context().close();

  const leaving = await world.openAs("Olivia", "/app/settings/leave", PHONE);
  await leaving.app.getByText("Proofline has something on 1 order in Shopify").waitFor();
  await fits(leaving);
  await leaving.app.getByRole("button", { name: "Take all holds and tags back" }).click();
  await leaving.app.getByRole("button", { name: "Take them back" }).click();
  await leaving.app.getByText("You can uninstall now.").waitFor({ timeout: 60_000 });
  expect(order).toMatchObject({ tags: [], metafields: [], fulfillmentOrders: [{ status: "OPEN", holds: [] }] });
  await leaving.app.getByRole("button", { name: "Work again" }).click();
  await expect.poll(() => order.tags, { timeout: 60_000 }).toEqual(["artwork: photo check"]);
  await leaving.page.context().close();
});

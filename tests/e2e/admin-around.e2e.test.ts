// What people see of a page before it is there, and when there is little room for it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "./set-up.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("admin-around");
  const { page, app } = await world.openAs("Olivia");
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Home" }).waitFor();
  await page.context().close();
});
afterAll(() => world?.close());

test("while a page is on its way the admin says so", async () => {
  const { page, app } = await world.openAs("Olivia");
  await app.getByRole("heading", { name: "Home" }).waitFor();
  const bar = page.locator(".progress");
  expect(await bar.isVisible()).toBe(false);
  let arrive = () => {};
  const line = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/app\/search\?.*_data=/, async (route) => {
    await line;
    await route.continue();
  });
  await page.getByRole("link", { name: "Search", exact: true }).click();
  await bar.waitFor({ state: "visible" });
  arrive();
  await app.getByRole("heading", { name: "Search" }).waitFor();
  await bar.waitFor({ state: "hidden" });
  await page.context().close();
});

test("at the width of a phone every button of the settings holds its words", async () => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/flow", 390);
  await app
    .getByRole("link", { name: /^(Change|Place): / })
    .first()
    .waitFor();
  const cut = await app
    .locator(".Polaris-Button")
    .evaluateAll((buttons) => buttons.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  expect(cut).toEqual([]);
  await page.context().close();
});

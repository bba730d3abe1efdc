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

test("of two who change the same setting the second is told, what they typed stays, and the sentence goes with its answer", async () => {
  const open = async () => {
    const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
    const guideline = app.getByRole("textbox", { name: "How photos are judged in your shop" });
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    const saves = async (text: string) => {
      await guideline.fill(text);
      await press("Save");
    };
    const hours = app.getByLabel("Fulfilment Queue").last();
    return {
      page,
      hours,
      guideline,
      press,
      saves,
      said: (words: string) => app.locator(".acts-card", { hasText: words }),
    };
  };
  const [one, two] = [await open(), await open()];
  await two.guideline.fill("Of two");
  await one.hours.fill("47");
  await one.saves("Of one");
  await one.said("Saved.").waitFor();
  await two.press("Save");
  await two.said("Nothing is saved yet: somebody else has changed the guideline").waitFor();
  // The page has been read anew: what nobody typed here has followed.
  await expect.poll(() => two.hours.inputValue()).toBe("47");
  expect(await two.guideline.inputValue()).toBe("Of two");
  await two.press("Save");
  await two.said("Saved.").waitFor();
  expect(await two.said("Nothing is saved yet").count()).toBe(0);
  await one.saves("Of one again");
  await one.said("Nothing is saved yet").waitFor();
  await one.press("Discard");
  await expect.poll(() => one.guideline.inputValue()).toBe("Of two");
  expect(await one.said("Nothing is saved yet").count()).toBe(0);
  for (const { page } of [one, two]) await page.context().close();
});

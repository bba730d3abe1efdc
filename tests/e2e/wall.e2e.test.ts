// An image processor decides photos all day, by keyboard and mouse, on good lines and bad ones: what has the ring is what keys mean, and nothing is lost.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { frameOf } from "./reloads.ts";
import type { Tab } from "./set-up.ts";
import { shiftsOf, watchShifts } from "./shifts.ts";
import { approveAll, heightsOf, inHand, isAlive, onALine, openOrders, pressInDialog, startWall } from "./wall-floor.ts";

let wall: Awaited<ReturnType<typeof startWall>>;
beforeAll(async () => {
  wall = await startWall("wall", 62);
}, 240_000);
afterAll(() => wall?.close());
afterEach(() => Promise.all(wall.world.browser.contexts().map((context) => context.close())));

const question = ({ app }: Tab) => app.getByRole("dialog").getByRole("heading", { level: 2 });
const answers = ({ page }: Tab, answer: "yes" | "no") => page.keyboard.press(answer === "yes" ? "Enter" : "Escape");

test("nothing moves when decisions are made and answered", async () => {
  await wall.askFirst(false);
  const tab = await wall.openWall();
  await watchShifts(tab.page.context());
  await tab.page.reload();
  await isAlive(tab);
  const seen = Promise.withResolvers<void>();
  await onALine(tab.page, 0, (route) => seen.promise.then(() => route.fallback()));
  const [first, second] = await openOrders(tab);
  for (const key of ["ArrowRight", "a", "a"]) await tab.page.keyboard.press(key);
  await tab.app.getByText("2 decisions are on their way").waitFor();
  seen.resolve();
  await tab.app.getByText(`${second} item 1 is now in Artfile Production`).waitFor();
  await expect.poll(() => tab.app.locator(".acts-way").count()).toBe(0);
  expect([await shiftsOf(frameOf(tab.page)), (await heightsOf(tab)).length]).toEqual([[], 1]);
  expect(await wall.stepsOf([first!, second!])).toEqual({ [first!]: "artwork", [second!]: "artwork" });
});

describe("one thing is in hand", () => {
  test("keys mean the card with the ring, wherever it came from, and a question that was put away leaves all as it was", async () => {
    await wall.askFirst(true);
    const tab = await wall.openWall();
    const { page } = tab;
    const orders = await openOrders(tab);
    for (const key of ["ArrowRight", "ArrowRight", "a"]) await page.keyboard.press(key);
    await expect.poll(() => question(tab).innerText()).toBe(`Approve ${orders[1]}?`);
    await answers(tab, "no");
    await expect.poll(() => tab.app.getByRole("dialog").count()).toBe(0);
    expect(await tab.app.getByText("0 selected").count()).toBe(1);
    for (const key of ["ArrowRight", "ArrowRight", "a"]) await page.keyboard.press(key);
    await expect.poll(() => question(tab).innerText()).toBe(`Approve ${orders[3]}?`);
    await answers(tab, "no");
    await expect.poll(() => tab.app.getByRole("dialog").count()).toBe(0);
    // From the foot of one card to the picture of the next.
    await page.keyboard.press("Tab");
    expect(await inHand(tab)).toBe(orders[4]);
    await page.keyboard.press("a");
    await expect.poll(() => question(tab).innerText()).toBe(`Approve ${orders[4]}?`);
    await answers(tab, "yes");
    await tab.app.getByText(`${orders[4]} item 1 is now in Artfile Production`).waitFor();
    // The key that said yes does not press what has the focus after it.
    expect(await tab.app.getByText("0 selected").count()).toBe(1);
    expect(await wall.stepsOf([orders[1]!, orders[3]!, orders[4]!])).toEqual({
      [orders[1]!]: "photo_review",
      [orders[3]!]: "photo_review",
      [orders[4]!]: "artwork",
    });
  });

  test("after a decision the ring is on the next open card, none is skipped, and U takes it back after a reload too", async () => {
    await wall.askFirst(true);
    const tab = await wall.openWall();
    const { page } = tab;
    const orders = (await openOrders(tab)).slice(0, 4);
    await page.keyboard.press("ArrowRight");
    for (const order of orders) {
      await expect.poll(() => inHand(tab)).toBe(order);
      await page.keyboard.press("a");
      await expect.poll(() => question(tab).innerText()).toBe(`Approve ${order}?`);
      await answers(tab, "yes");
      await expect.poll(() => tab.app.getByRole("dialog").count()).toBe(0);
    }
    await tab.app.getByText(`${orders[3]} item 1 is now in Artfile Production`).waitFor();
    await page.reload();
    await tab.app.getByText(`${orders[3]} item 1 is now in Artfile Production`).waitFor();
    await frameOf(page).locator("body").press("u");
    await tab.app.getByText("Undone: 1 item is back where it was.").waitFor();
    expect(Object.values(await wall.stepsOf(orders))).toEqual(["artwork", "artwork", "artwork", "photo_review"]);
    await tab.app.locator(".wall-card[data-state=open]", { hasText: orders[3]! }).waitFor();
  });

  test("in full screen it is the picture shown, whatever is selected, and the next one follows by itself", async () => {
    await wall.askFirst(false);
    const tab = await wall.openWall();
    const orders = await openOrders(tab);
    for (const at of [0, 1]) await tab.app.locator(".wall-select").nth(at).click();
    await tab.app.locator(".wall-open").nth(2).click();
    const title = tab.app.locator("dialog.viewer strong");
    await expect.poll(() => title.innerText()).toBe(orders[2]);
    await tab.app.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await expect.poll(() => title.innerText()).toBe(orders[3]);
    await tab.page.keyboard.press("a");
    await expect.poll(() => title.innerText()).toBe(orders[4]);
    await tab.page.keyboard.press("Escape");
    await expect.poll(() => inHand(tab)).toBe(orders[4]);
    await tab.app.getByText("2 selected").waitFor();
    await expect
      .poll(() => wall.stepsOf(orders.slice(0, 4)))
      .toEqual({
        [orders[0]!]: "photo_review",
        [orders[1]!]: "photo_review",
        [orders[2]!]: "artwork",
        [orders[3]!]: "artwork",
      });
  });

  test("the whole card in hand is in sight, above the window too", async () => {
    const tab = await wall.openWall();
    await tab.page.keyboard.press("ArrowRight");
    for (let down = 0; down < 5; down += 1) await tab.page.keyboard.press("ArrowDown");
    for (let up = 0; up < 4; up += 1) {
      await tab.page.keyboard.press("ArrowUp");
      const place = () =>
        frameOf(tab.page).evaluate(() => {
          const card = document.querySelector(".wall-card-in-hand")!.getBoundingClientRect();
          const bar = document.querySelector(".wall-bar")!.getBoundingClientRect();
          return card.top >= bar.bottom - 1 && card.bottom <= window.innerHeight + 1;
        });
      await expect.poll(place).toBe(true);
    }
  });

  test("a selection lives over the pages of its list", async () => {
    const { app } = await wall.openWall();
    for (const at of [0, 1, 2]) await app.locator(".wall-select").nth(at).click();
    const next = app.getByRole("link", { name: /Next/ }).or(app.getByRole("button", { name: /Next/ }));
    await next.first().click();
    await app.getByText("3 selected, 3 of them on other pages").waitFor();
    await app.locator(".wall-select").first().click();
    await app.getByText("4 selected, 3 of them on other pages").waitFor();
    // A card that is taken out of all that match leaves the other ones of this page.
    await app.getByRole("button", { name: /^Select all \d+ that match$/ }).click();
    await app.locator(".wall-select").first().click();
    await app.getByText(`${(await app.locator(".wall-card").count()) - 1} selected`, { exact: true }).waitFor();
    await app.getByRole("button", { name: "Select none" }).click();
    await app.getByText("0 selected").waitFor();
  });
});

describe("many at once", () => {
  test("all that match, on whatever page, are approved by the server through a reload; what nobody can have seen is left out and named", async () => {
    await wall.askFirst(false);
    const tab = await wall.openWall();
    const { app, page } = tab;
    const orders = await openOrders(tab);
    const show = await wall.hidePicture(orders[0]!);
    await page.reload();
    await app.locator(".wall-card").nth(1).locator("img").waitFor();
    const button = app.getByRole("button", { name: /^Select all \d+ that match$/ });
    const count = Number(/\d+/.exec(await button.innerText())![0]);
    expect(count).toBeGreaterThan(48);
    await button.click();
    await app.getByText(`All ${count} that match are selected`).waitFor();
    await page.keyboard.press("a");
    await app.getByText("1 is left out. Not all of its photos can be seen in the list.").waitFor();
    await expect.poll(() => question(tab).innerText()).toBe(`Approve ${count - 1} of the ${count} items in the list?`);
    await pressInDialog(tab, `Approve ${count - 1} items`);
    await app.getByText(new RegExp(`^[1-9]\\d* of ${count - 1} approved`)).waitFor();
    await page.reload();
    await app.getByText("It goes on when you leave this page or close the tab.").waitFor();
    await app.getByText(new RegExp(`in the list\\. ${count - 1} of ${count - 1} approved`)).waitFor();
    await app.getByText("1 item was left out").waitFor();
    await app.getByRole("link", { name: `${orders[0]} item 1` }).waitFor();
    await app.getByRole("button", { name: "Show all items" }).click();
    await expect.poll(() => app.getByRole("dialog").getByRole("listitem").count()).toBe(count);
    expect(Object.values(await wall.stepsOf(orders.slice(0, 2)))).toEqual(["photo_review", "artwork"]);
    await show();
    await wall.refill();
  });

  test("it is stopped, and what was done of it in the last seconds is taken back", async () => {
    const tab = await wall.openWall();
    await approveAll(tab);
    await frameOf(tab.page).locator("body").press("u");
    await tab.app.getByText(/^Taken back: \d+ items? (is|are) where/).waitFor();
    await wall.refill();
  });

  test("its end is told to whoever closed every tab meanwhile, once", async () => {
    const before = await wall.openWall();
    await approveAll(before);
    await before.page.context().close();
    const running = () => wall.db.batch.count({ where: { shopId: wall.shopId, endedAt: null } });
    await expect.poll(running, { timeout: 180_000 }).toBe(0);
    const { app, page } = await wall.world.openAs("Olivia");
    await app.getByText(/^Approve: (\d+) items\. \1 of \1 approved/).waitFor();
    const untold = () => wall.db.batch.count({ where: { shopId: wall.shopId, toldAt: null } });
    await expect.poll(untold).toBe(0);
    await page.context().close();
    await wall.refill();
  });
});

describe("on a bad line", () => {
  test("forty quick decisions are all carried out, each once, through lost answers, a killed server and a deployment", async () => {
    await wall.askFirst(false);
    const tab = await wall.openWall();
    const orders = (await openOrders(tab)).slice(0, 40);
    const before = await wall.db.act.count({ where: { shopId: wall.shopId } });
    await onALine(tab.page, 100, (route, nth) => {
      // Sent and done, but the answer is lost.
      if (nth === 5 || nth === 6) return route.fetch().then(() => route.abort("connectionreset"));
      if (nth === 12) return route.abort("connectionrefused");
      if (nth === 13) return route.fulfill({ status: 502, body: "Bad gateway" });
      return undefined;
    });
    await tab.page.keyboard.press("ArrowRight");
    for (const [at, order] of orders.entries()) {
      await expect.poll(() => inHand(tab), { interval: 10 }).toBe(order);
      await tab.page.keyboard.press("a");
      if (at === 20) wall.world.proofline.shopify.ctx.deployments += 1;
    }
    await tab.app
      .getByText(/are on their way|The server is not reached/)
      .first()
      .waitFor();
    await expect
      .poll(async () => new Set(Object.values(await wall.stepsOf(orders))), { timeout: 180_000 })
      .toEqual(new Set(["artwork"]));
    expect((await wall.db.act.count({ where: { shopId: wall.shopId } })) - before).toBe(40);
    await expect.poll(() => tab.app.locator(".wall-card[data-state=way]").count(), { timeout: 180_000 }).toBe(0);
  });

  test("offline, the page and the selection stay, it says so, and what was decided is done when the line is back", async () => {
    await wall.askFirst(false);
    const tab = await wall.openWall();
    const orders = await openOrders(tab);
    await tab.app.locator(".wall-select").nth(3).click();
    await tab.page.context().setOffline(true);
    await tab.app.getByRole("button", { name: "Approve", exact: true }).click();
    await tab.app.getByText("The server is not reached").waitFor();
    await tab.app.getByText(`“Approve: ${orders[3]}” is kept and sent as soon as it is.`).waitFor();
    await tab.app.getByRole("heading", { name: "Image Approval" }).waitFor();
    await tab.page.context().setOffline(false);
    await tab.app.getByText(`${orders[3]} item 1 is now in Artfile Production`).waitFor();
    expect(await wall.stepsOf([orders[3]!])).toEqual({ [orders[3]!]: "artwork" });
  });

  test("an error of the server is no answer: what became of the act is asked for by its id", async () => {
    await wall.askFirst(false);
    const tab = await wall.openWall();
    const orders = await openOrders(tab);
    await onALine(tab.page, 0, (route, nth) => {
      if (nth === 1) return route.fetch().then(() => route.fulfill({ status: 500, body: "Oops" }));
      return nth === 2 ? route.fulfill({ status: 500, body: "Oops" }) : undefined;
    });
    await tab.page.keyboard.press("ArrowRight");
    await tab.page.keyboard.press("a");
    await tab.app.getByText(`${orders[0]} item 1 is now in Artfile Production`).waitFor();
    await tab.page.keyboard.press("a");
    await tab.app
      .getByText(`Approve: ${orders[1]}. The server met an error, and it was not done. Try again.`)
      .waitFor();
    expect(await wall.stepsOf([orders[1]!])).toEqual({ [orders[1]!]: "photo_review" });
    await tab.app.getByRole("button", { name: "Try again" }).click();
    await tab.app.getByText(`${orders[1]} item 1 is now in Artfile Production`).waitFor();
  });

  test("a page that cannot be read anew stays as it is, and goes on by itself", async () => {
    const tab = await wall.openWall();
    const count = await tab.app.locator(".wall-card").count();
    let isDown = true;
    await tab.page.route(/_data=/, (route) => (isDown ? route.abort("connectionrefused") : route.fallback()));
    await tab.page.getByRole("link", { name: "Orders", exact: true }).last().click();
    await tab.app.getByText("The page stays as it is and goes on as soon as it is.").waitFor();
    expect(await tab.app.locator(".wall-card").count()).toBe(count);
    isDown = false;
    // It may have gone on by itself before the click, and the button with it.
    const goesOn = tab.app.getByRole("heading", { name: "Orders", exact: true }).waitFor();
    await Promise.race([goesOn, tab.app.getByRole("button", { name: "Try now" }).click()]);
    await goesOn;
  });
});

describe("somebody else works on the same list", () => {
  test("what they decide goes, what they take back comes, and the card in hand stays where it is", async () => {
    await wall.askFirst(true);
    const tab = await wall.openWall();
    const orders = await openOrders(tab);
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight"]) await tab.page.keyboard.press(key);
    const place = () => tab.app.locator(".wall-card-in-hand").boundingBox();
    const before = await place();
    const undo = await wall.approveElsewhere(orders[0]!);
    const card = (state: string) => tab.app.locator(`.wall-card[data-state=${state}]`, { hasText: orders[0]! });
    await card("gone").waitFor();
    expect(await inHand(tab)).toBe(orders[2]);
    expect(await place()).toEqual(before);
    await undo();
    await card("open").waitFor();
    expect(await place()).toEqual(before);
  });
});

// The frame is loaded anew by the person, by the browser and by a deployment: it shows the same page again, and nothing that was typed or pressed is lost.
import type { Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { frameOf, fromFrameMenu, loadsAnew, orderWithPhoto, refuseStorage } from "./reloads.ts";
import { comes, letStart } from "./shop-floor.ts";
import { startWorld, type World } from "./set-up.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("reloading");
  const { page, app } = await world.openAs("Olivia");
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Home" }).waitFor();
  await page.context().close();
  await letStart(world);
});
afterAll(() => world?.close());
// A test that fails leaves its pages open: the next one must not find them.
afterEach(() => Promise.all(world.browser.contexts().map((context) => context.close())));

/** The posts of a form that the page sends, and what becomes of each. */
async function formsOf(
  page: Page,
  becomes: (route: Route, nth: number) => Promise<void> | undefined,
): Promise<string[]> {
  const ids: string[] = [];
  await page.route(/_data=/, (route, request) => {
    if (request.method() !== "POST") return route.fallback();
    ids.push(new URLSearchParams(request.postData() ?? "").get("formId") ?? "");
    return becomes(route, ids.length) ?? route.fallback();
  });
  return ids;
}

describe("a form that is no act", () => {
  test("whose answer is lost keeps its text, is asked for again by itself, and counts once", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/team");
    const ids = await formsOf(page, (route, nth) => {
      if (nth === 1) return route.fetch().then(() => route.abort("connectionreset"));
      return nth === 2 ? route.fulfill({ status: 502, body: "Bad gateway" }) : undefined;
    });
    await app.getByRole("button", { name: "Invite by e-mail" }).click();
    const dialog = app.getByRole("dialog");
    await dialog.getByLabel("E-mail address they use in Shopify").fill("once@people.test");
    await dialog.getByLabel("Artist").check();
    await dialog.getByRole("button", { name: "Invite", exact: true }).dblclick();
    await dialog.getByText("What you entered is kept and sent as soon as it is.").waitFor();
    expect(await dialog.getByLabel("E-mail address they use in Shopify").inputValue()).toBe("once@people.test");
    await app.getByText("once@people.test is written to, and has these roles").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
    await app.getByRole("heading", { name: "once@people.test" }).waitFor();
    await page.context().close();
  });

  test("that is refused stands there with its text and why, and is sent when it is mended", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
    const add = async () => {
      await app.getByRole("button", { name: "Add reason" }).click();
      await app.getByLabel("Name, as staff read it").fill("Blue all over");
      await app.getByRole("button", { name: "Add", exact: true }).click();
    };
    await add();
    await app.getByText("The reason is in the list.").waitFor();
    await app.getByRole("dialog").waitFor({ state: "detached" });
    await add();
    const dialog = app.getByRole("dialog");
    await dialog.getByText("This name is taken already. Choose another one.").waitFor();
    expect(await dialog.getByLabel("Name, as staff read it").inputValue()).toBe("Blue all over");
    await dialog.getByLabel("Name, as staff read it").fill("Blue from edge to edge");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await app.getByText("Blue from edge to edge", { exact: true }).waitFor();
    await page.context().close();
  });

  test("on a slow line is pressed once: its button is not live again before the page shows what was done", async () => {
    Object.assign(process.env, world.proofline.env);
    const { db, disconnect } = await import("../../app/adapters/db.ts");
    const { shopId } = await db().member.findFirstOrThrow({ where: { isOwner: true } });
    await db().task.create({
      data: { shopId, kind: "email_bounced", subject: "1", details: { email: "Order issue" } },
    });
    const { page, app } = await world.openAs("Olivia");
    const button = app.getByRole("button", { name: /^Done: The email “Order issue” bounced/ });
    await button.waitFor();
    let arrive = () => {};
    const line = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/_data=/, async (route, request) => {
      if (request.method() === "GET") await line;
      await route.fallback();
    });
    const ids = await formsOf(page, () => undefined);
    await button.dblclick();
    await app.getByText("The task is done.").waitFor();
    expect(await button.isDisabled()).toBe(true);
    arrive();
    await button.waitFor({ state: "detached" });
    expect(ids).toHaveLength(1);
    await page.context().close();
    await disconnect();
  });
});

describe("the frame is loaded anew", () => {
  let order: string;
  beforeAll(() => {
    order = orderWithPhoto(world);
  });

  test("it is another site than the admin, in a process of its own", async () => {
    const { page, app } = await world.openAs("Olivia");
    await app.getByRole("heading", { name: "Home" }).waitFor();
    const { targetInfos } = await (await world.browser.newBrowserCDPSession()).send("Target.getTargets");
    expect(targetInfos.filter(({ type }) => type === "iframe").map(({ url }) => new URL(url).hostname)).toEqual([
      "127.0.0.1",
    ]);
    await page.context().close();
  });

  test("a reload shows the same page wherever the person has gone meanwhile, whatever the address has lost", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/team");
    await app.getByRole("heading", { name: "Team" }).waitFor();
    await page.getByRole("link", { name: "Orders", exact: true }).last().click();
    await app.getByLabel("Find an order").first().fill("#7");
    await app.getByLabel("Find an order").first().press("Enter");
    await page.waitForURL(/\/app\/orders\?.*q=%237/);
    const before = page.url();
    for (const way of ["Reload the frame", "Reload it without its token", "Reload it at its bare address"]) {
      await loadsAnew(page, () => fromFrameMenu(page, way));
      await app.getByText("No order matches").waitFor();
      expect(await app.getByLabel("Find an order").first().inputValue()).toBe("#7");
      await page.waitForURL(before);
    }
    await page.context().close();
  });

  test("the log-in page opens the app again where it was", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/team?tab=x");
    await app.getByRole("heading", { name: "Team" }).waitFor();
    for (const query of ["", "?path=%2Fapp%2Fteam%3Ftab%3Dx"]) {
      const login = `${world.proofline.shopify.frontOrigin}/auth/login${query}`;
      const frame = page.locator("iframe[name=app]");
      await loadsAnew(page, () => frame.evaluate((one, src) => ((one as HTMLIFrameElement).src = src), login));
      await app.getByRole("heading", { name: "Team" }).waitFor();
      await page.waitForURL(/\/app\/team\?tab=x$/);
    }
    await page.context().close();
  });

  test.each(["at hand", "refused by the browser"])(
    "a file of a former build is gone: same page and dialog, and the half-typed comment; storage %s",
    async (storage) => {
      const context = await world.visitor();
      if (storage !== "at hand") await context.addInitScript(refuseStorage);
      const page = await context.newPage();
      await page.goto(`${world.adminOf("Olivia")}/apps/proofline/app/orders`);
      const app = page.frameLocator("iframe[title=Proofline]");
      await (await comes(page, app.getByRole("link", { name: order }))).click();
      await app.getByRole("heading", { name: `Order ${order}` }).waitFor();
      await app.getByRole("button", { name: /^Reject/ }).click();
      await app.getByLabel("Comment for the customer").fill("Both dogs, please, and");
      world.proofline.shopify.ctx.deployments += 1;
      await loadsAnew(page, () => page.getByRole("link", { name: "Team" }).click());
      await app.getByRole("heading", { name: `Order ${order}` }).waitFor();
      await expect.poll(() => app.getByLabel("Comment for the customer").inputValue()).toBe("Both dogs, please, and");
      expect(await frameOf(page).evaluate(() => window.name)).toBe("app");
      await page.getByRole("link", { name: "Team" }).click();
      await app.getByRole("heading", { name: "Team" }).waitFor();
      await context.close();
    },
  );

  test("a click that meets a missing file goes on to where it led when nothing was typed", async () => {
    const { page, app } = await world.openAs("Olivia");
    await app.getByRole("heading", { name: "Home" }).waitFor();
    world.proofline.shopify.ctx.deployments += 1;
    await page.getByRole("link", { name: "Team" }).click();
    await app.getByRole("heading", { name: "Team" }).waitFor();
    await page.waitForURL(/\/app\/team$/);
    await page.context().close();
  });

  test.each(["*.css", "entry.client-*.js"])(
    "a page whose own %s is gone is loaded once more and works",
    async (file) => {
      const context = await world.visitor();
      let loads = 0;
      await context.route(/\/app\/team\?/, (route) => {
        loads += 1;
        return route.fallback();
      });
      await context.route(`**/assets/**/${file}`, (route) =>
        loads < 2 ? route.fulfill({ status: 404 }) : route.fallback(),
      );
      const page = await context.newPage();
      await page.goto(`${world.adminOf("Olivia")}/apps/proofline/app/team`);
      const app = page.frameLocator("iframe[name=app]");
      await expect.poll(() => loads).toBe(2);
      const howLoaded = () => performance.getEntriesByType("navigation").map((entry) => entry.toJSON().type as string);
      await expect.poll(() => frameOf(page).evaluate(howLoaded).catch(Boolean)).toEqual(["reload"]);
      await app.getByRole("button", { name: "Invite by e-mail" }).click();
      await app.getByRole("dialog").waitFor();
      await context.close();
    },
  );

  test("a button pressed before the page's scripts are there does what it says once they are", async () => {
    const context = await world.visitor();
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await context.route("**/assets/**/entry.client-*.js", async (route) => {
      await arrived;
      await route.fallback();
    });
    const page = await context.newPage();
    await page.goto(`${world.adminOf("Olivia")}/apps/proofline/app/team`);
    const app = page.frameLocator("iframe[name=app]");
    const button = app.getByRole("button", { name: "Invite by e-mail" });
    await button.click();
    expect(await button.getAttribute("aria-busy")).toBe("true");
    expect(await app.getByRole("dialog").count()).toBe(0);
    arrive();
    await app.getByRole("dialog").waitFor();
    expect(await button.getAttribute("aria-busy")).toBeNull();
    await context.close();
  });

  test("a link opened in a new tab leads into the admin at the same page", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/orders");
    const link = app.getByRole("link", { name: /^#1/ }).first();
    await link.waitFor();
    const path = await link.getAttribute("href");
    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      link.click({ modifiers: ["ControlOrMeta"] }),
    ]);
    await tab.getByRole("link", { name: /Olivia/ }).click();
    await tab.waitForURL(new RegExp(`/apps/proofline${path}$`));
    await tab
      .frameLocator("iframe[name=app]")
      .getByRole("heading", { name: /^Order #/ })
      .waitFor();
    await page.context().close();
  });

  test("the frame's own address opened in a new tab leads into the admin at the same page", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/team");
    await app.getByRole("heading", { name: "Team" }).waitFor();
    const tab = await page.context().newPage();
    await tab.goto(page.frame("app")!.url());
    await tab.waitForURL(/\/admin\/pawtraits\/apps\/[\w-]+\/app\/team$/);
    await tab.goto(`${world.proofline.shopify.frontOrigin}/app/team`);
    await tab.getByText("Open it from the Apps page of your Shopify admin").waitFor();
    await page.context().close();
  });
});

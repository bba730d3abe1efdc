// The app lives in its frame inside the admin: it is installed, opened by several persons, reloaded, and removed.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import { ordinaryUserAgent } from "./browser.ts";
import { orderWithPhoto } from "./reloads.ts";
import { comes, letStart } from "./shop-floor.ts";
import { startWorld, type World } from "./set-up.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("embedding");
});
afterAll(() => world?.close());
// A test that fails leaves its pages open: the next one must not find them.
afterEach(() => Promise.all(world.browser.contexts().map((context) => context.close())));

describe("the app inside the admin", () => {
  test("the owner installs the app and sees it in the admin", async () => {
    const { page, app } = await world.openAs("Olivia");
    await page.getByRole("button", { name: "Install" }).click();
    await app.getByRole("heading", { name: "Home" }).waitFor();
    await page.waitForURL(/\/apps\/proofline\/app$/);
    await page.context().close();
  });

  test("an order clerk cannot install an app", async () => {
    const { page } = await world.openAs("Sam");
    await page.getByText("Only the store's owner can install an app").waitFor();
    await page.context().close();
  });

  test("two persons work in two tabs of one browser without becoming each other", async () => {
    const context = await world.visitor();
    const tokens: string[] = [];
    context.on("request", (request) => tokens.push(request.headers()["authorization"] ?? ""));
    for (const person of ["Olivia", "Max", "Olivia"]) {
      const page = await context.newPage();
      await page.goto(`${world.adminOf(person)}/apps/proofline`);
      const frame = page.frameLocator("iframe[name=app]");
      await frame.locator("body").filter({ hasText: /\w/ }).waitFor();
      const id = world.adminOf(person).split("/").at(-1);
      const token = await page
        .frame("app")!
        .evaluate(() => (window as unknown as { shopify: { idToken(): Promise<string> } }).shopify.idToken());
      expect(JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString())).toMatchObject({
        sub: id,
        dest: "https://pawtraits.myshopify.com",
      });
    }
    await context.close();
  });

  test("a reload stays on the page that the address names", async () => {
    const { page, app } = await world.openAs("Olivia", "/app?from=link");
    await app.getByRole("heading", { name: "Home" }).waitFor();
    await page.reload();
    await app.getByRole("heading", { name: "Home" }).waitFor();
    await page.waitForURL(/\/apps\/proofline\/app\?from=link$/);
    await page.context().close();
  });

  test("a session token that ran out is replaced without the person noticing", async () => {
    const { page, app } = await world.openAs("Olivia");
    await app.getByRole("heading", { name: "Home" }).waitFor();
    const { ctx, state, frontOrigin } = world.proofline.shopify;
    const shop = state.shops[0]!;
    const before = Math.floor(Date.now() / 1000) - 600;
    const address = new URL("/app?late=1", frontOrigin);
    const host = Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64");
    const stale = mintSessionToken(ctx, shop, shop.staff[0]!, { exp: before + 60, nbf: before, iat: before });
    for (const [name, value] of Object.entries({ embedded: "1", shop: shop.domain, host, id_token: stale }))
      address.searchParams.set(name, value);
    await page
      .locator("iframe[name=app]")
      .evaluate((frame, src) => ((frame as HTMLIFrameElement).src = src), address.href);
    await page.waitForURL(/\/app\?late=1$/);
    await app.getByRole("heading", { name: "Home" }).waitFor();
    await page.context().close();
  });

  test("a request with a forged session token is refused", async () => {
    const { ctx, state, frontOrigin } = world.proofline.shopify;
    const shop = state.shops[0]!;
    const good = mintSessionToken(ctx, shop, shop.staff[0]!);
    const forged = `${good.slice(0, good.lastIndexOf("."))}.${Buffer.alloc(32, 1).toString("base64url")}`;
    const ask = (token: string) =>
      fetch(`${frontOrigin}/app?_data=routes%2Fapp`, {
        headers: { authorization: `Bearer ${token}`, "user-agent": ordinaryUserAgent },
      });
    expect((await ask(good)).status).toBe(200);
    const refused = await ask(forged);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("x-shopify-retry-invalid-session-request")).toBe("1");
  });

  test("the doors of Remix that have advisories are shut", async () => {
    for (const path of ["/__manifest?p=%2Fapp&version=x", "/app.data", "/app/orders.data?q=1", "/_root.data"])
      expect([path, (await fetch(world.proofline.appOrigin + path)).status]).toEqual([path, 404]);
  });

  test("pages travel compressed, and event streams as they are", async () => {
    const { page } = await world.openAs("Olivia");
    const stream = await page.waitForResponse(/\/live\//);
    expect([stream.status(), (await stream.allHeaders())["content-encoding"]]).toEqual([200, undefined]);
    const login = await fetch(`${world.proofline.appOrigin}/auth/login`, { headers: { "Accept-Encoding": "gzip" } });
    expect(login.headers.get("content-encoding")).toBe("gzip");
    expect(login.headers.get("vary")).toMatch(/Accept-Encoding/i);
    await page.context().close();
  });

  test("nothing that the pages load is refused by their own policy, and a script that is not theirs is", async () => {
    const { page, app } = await world.openAs("Olivia", "/app/image-approval");
    const { frontOrigin } = world.proofline.shopify;
    const refused: string[] = [];
    page.on("console", (said) => void (/Content.Security.Policy/i.test(said.text()) && refused.push(said.text())));
    for (const path of ["/app", "/app/image-approval", "/app/settings/flow", "/app/orders"]) {
      const loaded = page.waitForResponse((answer) => answer.url().startsWith(`${frontOrigin}${path}?`));
      await page.goto(`${world.adminOf("Olivia")}/apps/proofline${path}`);
      expect((await (await loaded).allHeaders())["content-security-policy"]).toMatch(
        /^frame-ancestors https:\/\/pawtraits[^;]+; default-src 'none'; script-src 'self' [^;]* 'nonce-[^']{20,}';/,
      );
      await app.getByRole("heading").first().waitFor();
      await page.waitForLoadState("load");
    }
    expect(refused).toEqual([]);
    const isRun = await page.frame("app")!.evaluate(() => {
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.isStrange = true" }));
      return "isStrange" in window;
    });
    expect(isRun).toBe(false);
    expect(refused).toHaveLength(1);
    await page.context().close();
  });

  test("a page of the app opened outside the admin leads back into the admin", async () => {
    const page = await (await world.visitor()).newPage();
    const host = Buffer.from("admin.shopify.com/store/pawtraits").toString("base64");
    await page.goto(`${world.proofline.shopify.frontOrigin}/app?shop=pawtraits.myshopify.com&host=${host}`);
    expect(new URL(page.url()).origin).toBe(world.proofline.shopify.hubOrigin);
    await page.getByRole("heading", { name: "Open the admin of Pawtraits as" }).waitFor();
    await page.context().close();
  });

  test("the settings say which blocks are on, as it is when one comes back to them, and lead to where each is placed", async () => {
    const shop = world.proofline.shopify.state.shops[0]!;
    const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
    await app.getByRole("heading", { name: "Where the artwork is shown" }).waitFor();
    const row = (name: string) => app.locator("div", { hasText: name, has: app.getByRole("link", { name }) }).last();
    await row("Artwork status in the theme").getByText("On", { exact: true }).waitFor();
    shop.blocksOff = ["artwork-status"];
    await page.frame("app")!.evaluate(() => void window.dispatchEvent(new Event("focus")));
    await row("Artwork status in the theme").getByText("Off", { exact: true }).waitFor();
    await row("Artwork status under an order").getByText("On", { exact: true }).waitFor();
    shop.blocksOff = [];
    const link = app.getByRole("link", { name: "Place: Artwork status in the theme" });
    expect(await link.getAttribute("href")).toMatch(/^shopify:\/\/admin\/themes\/current\/editor\?.*addAppBlockId=/);
    await page.context().close();
  });

  test("an order shows its customer in their account, and staff on Shopify's page of it, where its artwork stands", async () => {
    const { ctx, state } = world.proofline.shopify;
    const shop = state.shops[0]!;
    await letStart(world);
    const name = orderWithPhoto(world);
    const order = shop.orders.find((one) => one.name === name)!;
    const { page, app } = await world.openAs("Olivia", "/app/orders");
    await comes(page, app.getByText(name, { exact: true }).first());
    await page.goto(`${world.adminOf("Olivia")}/orders/${order.id}`);
    const block = page.frameLocator("iframe[title=order-artwork]");
    await block.getByRole("link", { name: "Open the order in Proofline" }).waitFor();
    const account = `${ctx.origins.hub}/customer-accounts/${shop.id}`;
    await page
      .context()
      .addCookies([{ name: `${shop.handle}_account`, value: String(order.customerId), url: ctx.origins.hub }]);
    await page.goto(`${account}/orders/${order.id}`);
    const under = page.frameLocator("iframe[title=account-artwork]");
    await under.getByRole("heading", { name: "Your artwork" }).waitFor();
    await under.getByRole("link", { name: "See your artwork" }).click();
    await page.getByText(`Your order ${name}`).first().waitFor();
    expect(new URL(page.url()).origin).toBe(ctx.origins.stores[shop.domain]);
    await page.context().close();
  });

  test("after an uninstall the admin asks to install again and gives no more tokens", async () => {
    const owner = world.adminOf("Olivia");
    const { page } = await world.openAs("Olivia");
    await page.goto(`${owner}/settings/apps`);
    await page.getByRole("button", { name: "Uninstall" }).click();
    await page.getByText("Not installed").waitFor();
    expect((await page.request.post(`${owner}/session-token`)).status()).toBe(403);
    await page.goto(`${owner}/apps/proofline`);
    await page.getByRole("button", { name: "Install" }).click();
    await page.frameLocator("iframe[name=app]").getByRole("heading", { name: "Home" }).waitFor();
    await page.context().close();
  });
});

test("the admin works at the width of a phone", async () => {
  const { page, app } = await world.openAs("Olivia", "", 390);
  await app.getByRole("heading", { name: "Home" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Navigation" }).click();
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  await page.getByRole("heading", { name: "Orders" }).waitFor();
  await page.context().close();
});

// The app lives in its frame inside the admin: it is installed, opened by several persons, reloaded, and removed.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import { ordinaryUserAgent } from "./browser.ts";
import { startWorld, type World } from "./set-up.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("embedding");
});
afterAll(() => world?.close());

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

  test("a page of the app opened outside the admin leads back into the admin", async () => {
    const page = await (await world.visitor()).newPage();
    const host = Buffer.from("admin.shopify.com/store/pawtraits").toString("base64");
    await page.goto(`${world.proofline.shopify.frontOrigin}/app?shop=pawtraits.myshopify.com&host=${host}`);
    expect(new URL(page.url()).origin).toBe(world.proofline.shopify.hubOrigin);
    await page.getByRole("heading", { name: "Open the admin of Pawtraits as" }).waitFor();
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

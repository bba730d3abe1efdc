import express from "express";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { placeOrder } from "../../dev/local-shopify/orders/orders.ts";
import { startLocalShopify, type LocalShopify } from "../../dev/local-shopify/server.ts";
import { launchBrowser, ordinaryUserAgent } from "./browser.ts";

type BridgeWindow = {
  shopify: { toast: { show(message: string): void }; saveBar: { show(id: string): Promise<void> } };
};

// A bare app, to see the App Bridge stand-in by itself: what it does must not depend on what Proofline happens to use.
const bareApp = express();
const asked: { authorization: string | undefined }[] = [];
bareApp.get("/ask", (request, response) => {
  asked.push({ authorization: request.headers.authorization });
  if (asked.length === 1) response.set("X-Shopify-Retry-Invalid-Session-Request", "1").status(401);
  response.end("answered");
});
const told: { origin: string | undefined; cookies: string | undefined; sub: string }[] = [];
bareApp.all("/app/order-block/:id", (request, response) => {
  response.set({ "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "Authorization" });
  if (request.method === "OPTIONS") return void response.status(204).end();
  const [, claims = ""] = request.headers.authorization?.split(".") ?? [];
  const { sub } = JSON.parse(Buffer.from(claims, "base64url").toString()) as { sub: string };
  told.push({ origin: request.headers.origin, cookies: request.headers.cookie, sub });
  const item = { number: 1, product: "Portrait", step: "Image Approval", standing: "Waits.", isOverdue: false };
  const order = { orderName: "#1", path: "app/orders/abc", items: [{ ...item, picture: null }] };
  response.json({ order });
});
bareApp.get("*", (request, response) => {
  response
    .set("Content-Security-Policy", "frame-ancestors https://pawtraits.myshopify.com https://admin.shopify.com;")
    .type("html").send(`<!doctype html>
    <head><script data-api-key="key" src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script><title>Bare</title></head>
    <h1>${request.path.replace(/[^\w/]/g, "")}</h1>
    <ui-nav-menu><a href="/" rel="home">Home</a><a href="/walls">Walls</a><a href="/people">People</a></ui-nav-menu>
    <ui-title-bar title="Bare app"><button variant="primary" onclick="document.title = 'Pressed'">Press</button></ui-title-bar>
    <ui-save-bar id="bar"><button variant="primary" onclick="bar.hide(); out.textContent = 'saved'"></button><button onclick="bar.hide(); out.textContent = 'discarded'"></button></ui-save-bar>
    <form data-save-bar onsubmit="event.preventDefault(); out.textContent = 'submitted'"><label>Name <input name="name"></label></form>
    <a id="order" href="shopify:admin/orders">Orders in Shopify</a>
    <p id="out"></p>
    <script>const bar = document.getElementById("bar"), out = document.getElementById("out");
      addEventListener("shopify:navigate", (event) => { history.pushState(null, "", event.target.getAttribute("href")); document.querySelector("h1").textContent = location.pathname; });</script>`);
});

let appServer: ReturnType<typeof createServer>;
let shopify: LocalShopify;
let browser: Browser;
let page: Page;
let app: FrameLocator;

beforeAll(async () => {
  appServer = createServer(bareApp).listen(0, "127.0.0.1");
  await new Promise((ready) => appServer.once("listening", ready));
  shopify = await startLocalShopify({ appOrigin: `http://localhost:${(appServer.address() as AddressInfo).port}` });
  browser = await launchBrowser();
});
beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext({ userAgent: ordinaryUserAgent })).newPage();
  const shop = shopify.state.shops[0]!;
  shop.installed = true;
  await page.goto(`${shopify.hubOrigin}/admin/${shop.handle}/${shop.staff[0]!.id}/apps/proofline`);
  app = page.frameLocator("iframe[name=app]");
  await app.getByRole("heading", { name: "/" }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await shopify?.close();
  appServer?.close();
});

describe("the admin around the app", () => {
  test("the app's menu stands in the admin's navigation and changes the page in the frame", async () => {
    await page.getByRole("link", { name: "People" }).click();
    await app.getByRole("heading", { name: "/people" }).waitFor();
    await page.waitForURL(/\/apps\/proofline\/people$/);
    await page.goBack();
    await page.waitForURL(/\/apps\/proofline$/);
  });

  test("a request of the app carries a session token and is sent again when the app asks for it", async () => {
    asked.length = 0;
    expect(await page.frame("app")!.evaluate(async () => (await fetch("/ask")).text())).toBe("answered");
    expect(asked.map(({ authorization }) => authorization?.startsWith("Bearer "))).toEqual([true, true]);
  });

  test("a request to another origin carries no session token", async () => {
    const seen = page.waitForRequest((request) => request.url().endsWith("/elsewhere"));
    await page.frame("app")!.evaluate((hub) => void fetch(`${hub}/elsewhere`, { mode: "no-cors" }), shopify.hubOrigin);
    expect((await seen).headers()["authorization"]).toBeUndefined();
  });

  test("unsaved changes show a bar that saves or discards", async () => {
    const bar = page.getByRole("region", { name: "Unsaved changes" });
    await page.frame("app")!.evaluate(() => (window as unknown as BridgeWindow).shopify.saveBar.show("bar"));
    await bar.getByRole("button", { name: "Save" }).click();
    await app.getByText("saved").waitFor();
    await bar.waitFor({ state: "hidden" });
    await app.getByLabel("Name").fill("Bella");
    await bar.getByRole("button", { name: "Discard" }).click();
    await bar.waitFor({ state: "hidden" });
    expect(await app.getByLabel("Name").inputValue()).toBe("");
    await app.getByLabel("Name").fill("Bella");
    await bar.getByRole("button", { name: "Save" }).click();
    await app.getByText("submitted").waitFor();
  });

  test("a message of the app appears and can be sent away", async () => {
    await page
      .frame("app")!
      .evaluate(() => (window as unknown as BridgeWindow).shopify.toast.show("3 photos approved"));
    const toast = page.getByRole("status").filter({ hasText: "3 photos approved" });
    await toast.getByRole("button", { name: "Dismiss" }).click();
    await page.getByText("3 photos approved").waitFor({ state: "detached" });
  });

  test("the title bar's button presses the app's button", async () => {
    await page.getByRole("button", { name: "Press" }).click();
    await expect.poll(() => page.frame("app")!.title()).toBe("Pressed");
  });

  test("a link of the app into Shopify leads to the admin's own page", async () => {
    await app.getByRole("link", { name: "Orders in Shopify" }).click();
    await page.getByRole("heading", { name: "Orders" }).waitFor();
  });
});

describe("the app's extensions in the admin", () => {
  test("are named to the app with where they are placed", async () => {
    shopify.state.shops[0]!.blocksOff = ["admin.order-details.block.render"];
    const extensions = await page
      .frame("app")!
      .evaluate(() =>
        (window as unknown as { shopify: { app: { extensions(): Promise<unknown> } } }).shopify.app.extensions(),
      );
    shopify.state.shops[0]!.blocksOff = [];
    expect(extensions).toContainEqual({ handle: "order-artwork", type: "ui_extension", activations: [] });
    expect(extensions).toContainEqual(
      expect.objectContaining({ handle: "customer-page", type: "theme_app_extension" }),
    );
  });

  test("the block on an order's page asks the app as this member, from an origin of its own, and leads into the app", async () => {
    const shop = shopify.state.shops[0]!;
    const member = shop.staff[1]!;
    const [product] = shop.products;
    const order = placeOrder(shopify.ctx, shop, {
      customerId: shop.customers[0]!.id,
      lines: [{ productId: product!.id, variantId: product!.variants[0]!.id, quantity: 1, properties: [] }],
    });
    const address = `${shopify.hubOrigin}/admin/${shop.handle}/${member.id}`;
    await page.goto(`${address}/orders/${order.id}`);
    const block = page.frameLocator("iframe[title=order-artwork]");
    await block.getByRole("heading", { name: "Artwork" }).waitFor();
    await block.getByText("1. Portrait").waitFor();
    expect(told).toEqual([{ origin: "null", cookies: undefined, sub: String(member.id) }]);
    await block.getByRole("link", { name: "Open the order in Proofline" }).click();
    await page.waitForURL(`${address}/apps/proofline/app/orders/abc`);
  });
});

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startLocalShopify, type LocalShopify } from "../server.ts";

type Seen = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage["headers"]; body: string };
type Answer = { status?: number; headers?: Record<string, string>; body?: string };

let local: LocalShopify;
let app: Server;
let store: string;
let seen: Seen[];
let answer: Answer;

beforeAll(async () => {
  app = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://app");
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push({
      method: request.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    });
    response.writeHead(answer.status ?? 200, answer.headers ?? { "content-type": "text/plain" }).end(answer.body ?? "");
  }).listen(0);
  local = await startLocalShopify({ appOrigin: `http://localhost:${(app.address() as AddressInfo).port}` });
  store = local.storeOrigins["pawtraits.myshopify.com"] ?? "";
});
beforeEach(() => {
  seen = [];
  answer = {};
  for (const shop of local.state.shops) shop.installed = true;
  shop().storefront = { locales: ["fr", "en-gb"] };
});
afterAll(async () => {
  await local.close();
  app.close();
});

const shop = () => local.state.shops[0]!;
const liquid = (body: string): Answer => ({ headers: { "content-type": "application/liquid; charset=utf-8" }, body });
const page = async (path: string, init?: RequestInit) => (await fetch(`${store}${path}`, init)).text();
const asCarla = () => ({ headers: { cookie: `pawtraits_customer=${shop().customers[0]!.id}` } });

test("the app is asked for its page with shop, customer and path, and the theme surrounds the answer", async () => {
  answer = liquid("<h1>Hello {{ customer.first_name }} of {{ shop.name }}</h1>");
  const html = await page("/apps/proofline?token=abc", asCarla());
  expect(html).toContain("<h1>Hello Carla of Pawtraits</h1>");
  expect(html).toContain("<!doctype html>");
  expect(seen[0]?.path).toBe("/proxy/");
  expect(Object.fromEntries(seen[0]!.query)).toMatchObject({
    token: "abc",
    shop: "pawtraits.myshopify.com",
    path_prefix: "/apps/proofline",
    logged_in_customer_id: String(shop().customers[0]!.id),
  });
});

test("the customer id is empty for a visitor who is not logged in, whatever the address claims", async () => {
  await page("/apps/proofline/orders/12?logged_in_customer_id=5&signature=0");
  expect(seen[0]?.path).toBe("/proxy/orders/12");
  expect(seen[0]?.query.getAll("logged_in_customer_id")).toEqual([""]);
  expect(seen[0]?.query.getAll("signature")).toHaveLength(1);
});

test("cookies pass in neither direction", async () => {
  answer = {
    headers: { "set-cookie": "spy=1", "content-type": "text/plain", "referrer-policy": "no-referrer" },
    body: "ok",
  };
  const response = await fetch(`${store}/apps/proofline/`, asCarla());
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(seen[0]?.headers.cookie).toBeUndefined();
});

test("a form post reaches the app as it was sent", async () => {
  answer = { headers: { "content-type": "application/json" }, body: '{"waiting":2}' };
  const response = await fetch(`${store}/apps/proofline/decide/`, {
    method: "POST",
    body: new URLSearchParams({ note: "a & b", decision: "approve" }),
    headers: { origin: store },
  });
  expect(await response.json()).toEqual({ waiting: 2 });
  expect(seen[0]).toMatchObject({ method: "POST", path: "/proxy/decide/", body: "note=a+%26+b&decision=approve" });
  expect(seen[0]?.headers.origin).toBe("https://pawtraits.myshopify.com");
  expect(seen[0]?.headers["content-type"]).toContain("application/x-www-form-urlencoded");
});

test("a redirect goes to the visitor, and an address in the shop opens this storefront", async () => {
  answer = { status: 302, headers: { location: "https://pawtraits.myshopify.com/apps/proofline/?done=1" } };
  const response = await fetch(`${store}/apps/proofline/x`, { redirect: "manual" });
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toBe(`${store}/apps/proofline/?done=1`);
});

test("an answer may ask for no theme around it; one that is no Liquid is passed as it is", async () => {
  answer = liquid("{% layout none %}<p>{{ shop.name }}</p>");
  expect(await page("/apps/proofline")).toBe("<p>Pawtraits</p>");
  answer = { headers: { "content-type": "text/html" }, body: "{{ shop.name }}" };
  expect(await page("/apps/proofline")).toBe("{{ shop.name }}");
});

test("an answer that is not 200 is replaced by Shopify's own page, unless the shop is set to pass it raw or in the theme", async () => {
  answer = { ...liquid("<p>gone from {{ shop.name }}</p>"), status: 410 };
  const seenAs = async (otherAnswers: "in the theme" | "raw" | "replaced") => {
    shop().storefront = { otherAnswers };
    const response = await fetch(`${store}/apps/proofline`);
    const text = await response.text();
    return [response.status, text.includes("<!doctype"), /third-party|gone from .*(?=<\/p>)/.exec(text)?.[0]];
  };
  expect(await seenAs("replaced")).toEqual([410, true, "third-party"]);
  expect(await seenAs("raw")).toEqual([410, false, "gone from {{ shop.name }}"]);
  expect(await seenAs("in the theme")).toEqual([410, true, "gone from Pawtraits"]);
});

test("broken Liquid is shown as an error", async () => {
  answer = liquid("{% if %}");
  expect(await page("/apps/proofline")).toContain("Liquid error");
});

test("an address that leaves the proxy's path is not forwarded", async () => {
  for (const path of ["/apps/proofline/%2e%2e/webhooks", "/apps/proofline/..%2f..", "/apps/proofline/%2e%2e%2fadmin"])
    await fetch(`${store}${path}`);
  expect(seen.every((request) => request.path.startsWith("/proxy/"))).toBe(true);
});

test("a shop that has not installed the app shows neither its page nor its block", async () => {
  shop().installed = false;
  expect((await fetch(`${store}/apps/proofline`)).status).toBe(404);
  expect(seen).toEqual([]);
  expect(await page("/")).not.toContain("Your artwork");
});

test("an app that does not answer leaves the shop's page standing", async () => {
  const origin = local.ctx.appOrigin;
  local.setAppOrigin("http://localhost:9");
  const response = await fetch(`${store}/apps/proofline`);
  local.setAppOrigin(origin);
  expect(response.status).toBe(502);
  expect(await response.text()).toContain("There was an error in the third-party application");
});

test("the theme block leads to the artwork page and asks for the count only for a customer", async () => {
  shop().storefront = { customerAccounts: "legacy" };
  const account = await page("/account", asCarla());
  expect(account).toContain('data-source="/apps/proofline/waiting"');
  expect(account).toContain('href="/apps/proofline"');
  expect(account).toContain("1 artwork waits for you.");
  expect(account).not.toMatch(/Translation missing|t:blocks/);
  expect(await page("/")).not.toContain("data-source");
  shop().theme.blockSettings = { heading: "<Now> & here", only_logged_in: true };
  expect(await page("/account", asCarla())).toContain("&lt;Now&gt; &amp; here");
  expect(await page("/")).not.toContain("proofline-status");
  shop().theme.blockSettings = {};
});

test("links to the shop's own domain open this storefront", async () => {
  answer = liquid('<a href="https://pawtraits.myshopify.com/account">account</a>');
  expect(await page("/apps/proofline")).toContain(`<a href="${store}/account">`);
});

// A shop may move the app's pages, have languages, a domain, a password and one of two kinds of customer accounts; each is met as the real one.
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startLocalShopify, type LocalShopify } from "../server.ts";
import { changeStorefront } from "./change-storefront.ts";

let local: LocalShopify;
let app: Server;
let store: string;
let seen: URL[];

beforeAll(async () => {
  app = createServer((request, response) => {
    if (request.method === "GET") seen.push(new URL(`http://app${request.url}`));
    response
      .writeHead(200, { "content-type": "application/liquid" })
      .end("root {{ routes.root_url }} in {{ request.locale.iso_code }} at {{ shop.domain }}");
  }).listen(0);
  local = await startLocalShopify({
    appOrigin: `http://localhost:${(app.address() as AddressInfo).port}`,
    webhookTopics: ["shop/update"],
  });
  store = local.storeOrigins["pawtraits.myshopify.com"]!;
});
beforeEach(() => {
  seen = [];
  shop().installed = true;
  shop().storefront = { locales: ["fr", "en-gb"] };
});
afterAll(async () => {
  await local.close();
  app.close();
});

const shop = () => local.state.shops[0]!;

/** A browser that keeps its cookies and follows every redirect; tells where it ended. */
function browser() {
  const jar = new Map<string, string>();
  const open = async (
    address: string,
    init: RequestInit = {},
  ): Promise<{ url: string; status: number; text: string }> => {
    const headers = { cookie: [...jar].map((pair) => pair.join("=")).join("; ") };
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const to = response.headers.get("location");
    if (to !== null) return open(new URL(to, address).href);
    return {
      url: address.replace(store, "").replace(local.hubOrigin, "hub"),
      status: response.status,
      text: await response.text(),
    };
  };
  return {
    open,
    post: (address: string, fields: Record<string, string>) =>
      open(address, { method: "POST", body: new URLSearchParams(fields) }),
  };
}
const asked = () => seen.map(({ pathname, searchParams }) => [pathname, searchParams.get("path_prefix")]);

describe("where the app's pages are", () => {
  test("is the merchant's to change, by prefix and subpath", async () => {
    changeStorefront(local.ctx, shop(), { proxy: { prefix: "a", subpath: "my.art" } });
    expect((await fetch(`${store}/a/my.art/o/token/`)).status).toBe(200);
    expect((await fetch(`${store}/apps/proofline/o/token/`)).status).toBe(404);
    expect(asked()).toEqual([["/proxy/o/token/", "/a/my.art"]]);
    expect(() => changeStorefront(local.ctx, shop(), { proxy: { prefix: "admin" as "a", subpath: "x" } })).toThrow(
      "prefix",
    );
    expect(() => changeStorefront(local.ctx, shop(), { proxy: { prefix: "a", subpath: "x/y" } })).toThrow("subpath");
  });

  test("is below each language of the shop too, and the theme speaks it", async () => {
    expect(await (await fetch(`${store}/fr/apps/proofline/o/token`)).text()).toContain("root /fr in fr at");
    await fetch(`${store}/en-gb/apps/proofline`);
    expect((await fetch(`${store}/de/apps/proofline`)).status).toBe(404);
    shop().storefront!.isLocaleInPathPrefix = false;
    await fetch(`${store}/fr/apps/proofline/x`);
    expect(asked()).toEqual([
      ["/proxy/o/token", "/fr/apps/proofline"],
      ["/proxy/", "/en-gb/apps/proofline"],
      ["/proxy/x", "/apps/proofline"],
    ]);
  });

  test("tells the app of a change with shop/update, and goes back to the app's own with an uninstall", async () => {
    const before = local.ctx.webhooks.deliveries.length;
    changeStorefront(local.ctx, shop(), { password: "secret", primaryDomain: "www.pawtraits.example" });
    const { topic, body } = local.ctx.webhooks.deliveries.slice(before)[0]!;
    expect([topic, JSON.parse(body)]).toMatchObject([
      "shop/update",
      { domain: "www.pawtraits.example", password_enabled: true },
    ]);
    await local.ctx.webhooks.idle();
  });
});

test("the shop's address at myshopify.com leads to its own domain, path and query kept", async () => {
  shop().storefront!.primaryDomain = "www.pawtraits.example";
  const status = await new Promise((done) =>
    ask(`${store}/fr/apps/proofline/o/token/?x=1`, { headers: { host: shop().domain } }, (response) => {
      response.resume();
      done([response.statusCode, response.headers.location]);
    }).end(),
  );
  expect(status).toEqual([301, "https://www.pawtraits.example/fr/apps/proofline/o/token/?x=1"]);
  expect(await (await fetch(`${store}/apps/proofline`)).text()).toContain("at www.pawtraits.example");
});

test("a shop with a password shows its password page in place of everything, the app's pages too", async () => {
  shop().storefront!.password = "let me in";
  const { open, post } = browser();
  for (const path of ["/", "/apps/proofline/o/token/", "/fr/apps/proofline", "/account"]) {
    const page = await open(`${store}${path}`);
    expect([path, page.url, page.status, page.text.includes("Enter the store")]).toEqual([
      path,
      "/password",
      401,
      true,
    ]);
  }
  expect(seen).toEqual([]);
  expect((await post(`${store}/password`, { password: "wrong" })).text).toContain("not right");
  expect((await post(`${store}/password`, { password: "let me in" })).url).toBe("/");
  expect((await open(`${store}/apps/proofline`)).status).toBe(200);
});

describe("new customer accounts", () => {
  const customer = () => String(shop().customers[0]!.id);
  const who = () => seen.at(-1)?.searchParams.get("logged_in_customer_id");

  test("stand outside of the store, and who signs in there alone is a stranger in the store", async () => {
    const { open, post } = browser();
    for (const path of ["/account", "/account/login?return_to=/apps/proofline"]) {
      const page = await open(`${store}${path}`);
      expect(page.url).toBe(`hub/customer-accounts/${shop().id}/login`);
      expect(page.text).not.toContain("proofline");
    }
    const signedIn = await post(`${local.hubOrigin}/customer-accounts/${shop().id}/login`, { customer: customer() });
    expect(signedIn.url).toBe(`hub/customer-accounts/${shop().id}`);
    await open(`${store}/apps/proofline`);
    expect(who()).toBe("");
  });

  test("lead back to the page that asked for the log-in, in its language, and sign in there", async () => {
    const { open, post } = browser();
    const login = await open(`${store}/customer_authentication/login?return_to=%2Ffr%2Fapps%2Fproofline%2F`);
    const [, returnTo = ""] = /name="return_to" value="([^"]*)"/.exec(login.text) ?? [];
    const back = await post(`${local.hubOrigin}/customer-accounts/${shop().id}/login`, {
      customer: customer(),
      return_to: returnTo,
    });
    expect(back.url).toBe("/fr/apps/proofline/");
    expect(who()).toBe(customer());
    await open(`${store}/account/logout`);
    await open(`${store}/apps/proofline`);
    expect(who()).toBe("");
  });

  test("take a code once, and only their own shop's", async () => {
    const other = local.state.shops[1]!;
    other.storefront = { customerAccounts: "new" };
    const { open, post } = browser();
    const login = await post(`${local.hubOrigin}/customer-accounts/${other.id}/login`, {
      customer: String(other.customers[0]!.id),
      return_to: "//evil.example",
    });
    expect(login.url).toBe(`${local.storeOrigins[other.domain]}/`);
    await open(`${store}/customer_authentication/callback?code=forged&return_to=/apps/proofline`);
    expect(who()).toBe("");
  });

  test("are not there where the shop has legacy accounts, which lead back by return_to or checkout_url", async () => {
    shop().storefront = { customerAccounts: "legacy" };
    const { open, post } = browser();
    expect((await open(`${local.hubOrigin}/customer-accounts/${shop().id}`)).status).toBe(404);
    expect((await open(`${store}/customer_authentication/login?return_to=/cart`)).text).toContain('value="/account"');
    expect((await open(`${store}/account/login?checkout_url=/cart`)).text).toContain('value="/cart"');
    await post(`${store}/account/login`, { customer: customer(), return_to: "/apps/proofline" });
    expect(who()).toBe(customer());
  });
});

// Jobs ask Shopify with a token that is refreshed once, whoever needs it first.
import { Session } from "@shopify/shopify-app-remix/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import { ShopGone, ShopifyRefused, ShopifyUnavailable } from "../../app/adapters/shopify/faults.ts";
import { offlineAdmin } from "../../app/adapters/shopify/offline-admin.ts";
import { offlineToken } from "../../app/adapters/shopify/offline-token.ts";
import { operation } from "../../app/adapters/shopify/operation.ts";
import { shopifySessions } from "../../app/adapters/shopify/sessions.ts";
import { installApp, uninstallApp } from "../../dev/local-shopify/proofs/installation.ts";
import { startLocalShopify, type LocalShopify } from "../../dev/local-shopify/server.ts";
import { expireTokens, grantToken } from "../../dev/local-shopify/proofs/tokens.ts";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";

const domain = "pawtraits.myshopify.com";
const shopName = operation<{ shop: { name: string } }, Record<string, never>>("query { shop { name } }");
const orderNames = operation<{ orders: unknown }, Record<string, never>>(
  "query { orders(first: 1) { nodes { name } } }",
);
let shopify: LocalShopify;

beforeAll(async () => {
  shopify = await startLocalShopify({
    appKey: process.env.SHOPIFY_API_KEY!,
    appSecret: process.env.SHOPIFY_API_SECRET!,
    withPages: false,
    scopes: ["read_orders"],
    webhookTopics: [],
  });
  process.env.LOCAL_SHOPIFY_URL = shopify.hubOrigin;
  await import("../../dev/local-shopify/preload.mjs");
});
beforeEach(async () => {
  const shop = shopify.state.shopOf(domain)!;
  shopify.state.tokens.length = 0;
  installApp(shopify.ctx, shop);
  const { body } = grantToken(shopify.ctx, shop, {
    client_id: process.env.SHOPIFY_API_KEY,
    client_secret: process.env.SHOPIFY_API_SECRET,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: mintSessionToken(shopify.ctx, shop, shop.staff[0]!),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  await store(String(body.access_token), String(body.refresh_token), Date.now() + 3_600_000);
});
afterAll(() => shopify?.close());

function store(accessToken: string, refreshToken: string, expires: number) {
  return shopifySessions.storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: "",
      isOnline: false,
      accessToken,
      refreshToken,
      expires: new Date(expires),
      scope: "read_orders",
    }),
  );
}

async function stored() {
  return (await shopifySessions.loadSession(`offline_${domain}`))!;
}

describe("a job speaks to Shopify", () => {
  test("with the shop's token", async () => {
    expect(await offlineAdmin(domain).run(shopName, {})).toEqual({ shop: { name: "Pawtraits" } });
  });

  test("a token that ends soon is refreshed once, however many jobs and processes ask at the same time", async () => {
    const { accessToken, refreshToken } = await stored();
    await store(accessToken!, refreshToken!, Date.now() + 60_000);
    vi.resetModules();
    const otherProcess = (await import("../../app/adapters/shopify/offline-token.ts")).offlineToken;
    const tokens = await Promise.all([
      offlineToken(domain),
      otherProcess(domain),
      offlineToken(domain),
      otherProcess(domain),
    ]);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(accessToken);
    expect(shopify.state.tokens).toHaveLength(1);
    expect((await stored()).refreshToken).not.toBe(refreshToken);
  });

  test("a token that Shopify no longer takes is replaced on the way", async () => {
    expireTokens(shopify.ctx, domain);
    expect(await offlineAdmin(domain).run(shopName, {})).toEqual({ shop: { name: "Pawtraits" } });
  });

  test("a throttled request waits for the bucket and is answered", async () => {
    shopify.faults.graphql = { next: 1, fault: "throttle" };
    expect(await offlineAdmin(domain).run(shopName, {})).toEqual({ shop: { name: "Pawtraits" } });
  });

  test("an order of a shop that took the permission away is refused with Shopify's code", async () => {
    shopify.state.tokens.forEach((token) => (token.scopes = []));
    const refused = await offlineAdmin(domain)
      .run(orderNames, {})
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ShopifyRefused);
    expect((refused as ShopifyRefused).codes).toContain("ACCESS_DENIED");
  });

  test("an unknown field is refused", async () => {
    await expect(offlineAdmin(domain).run(operation("query { shop { shoeSize } }"), {})).rejects.toThrow(
      ShopifyRefused,
    );
  });

  test("a Shopify that is down is told from one that says no", async () => {
    for (const fault of ["500", "reset"] as const) {
      shopify.faults.graphql = { next: 1, fault };
      await expect(offlineAdmin(domain).run(shopName, {})).rejects.toThrow(ShopifyUnavailable);
    }
  });

  test("a shop that uninstalled the app is gone", async () => {
    uninstallApp(shopify.ctx, shopify.state.shopOf(domain)!);
    await expect(offlineAdmin(domain).run(shopName, {})).rejects.toThrow(ShopGone);
  });

  test("a wrong secret of ours is not taken for a shop that left", async () => {
    expireTokens(shopify.ctx, domain);
    const secret = env().SHOPIFY_API_SECRET;
    env().SHOPIFY_API_SECRET = "another-secret-not-a-secret";
    const answer = await offlineAdmin(domain)
      .run(shopName, {})
      .catch((error: unknown) => error);
    env().SHOPIFY_API_SECRET = secret;
    expect(answer).toBeInstanceOf(ShopifyUnavailable);
    expect((answer as Error).message).toContain("401 invalid_client");
    expect(await offlineAdmin(domain).run(shopName, {})).toEqual({ shop: { name: "Pawtraits" } });
  });

  test("a shop that never had the app is gone", async () => {
    await expect(offlineAdmin("nobody.myshopify.com").run(shopName, {})).rejects.toThrow(ShopGone);
  });
});

test("a token in the database cannot be read without the key, nor moved to another row", async () => {
  const { accessToken } = await stored();
  const row = await db().session.findUniqueOrThrow({ where: { id: `offline_${domain}` } });
  expect(Buffer.from(row.payload).toString("latin1")).not.toContain(accessToken);
  await db().session.create({ data: { ...row, id: "offline_other.myshopify.com", shopDomain: "other.myshopify.com" } });
  expect(await shopifySessions.loadSession("offline_other.myshopify.com")).toBeUndefined();
});

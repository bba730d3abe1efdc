// What the merchant changes about their store is followed: domain, log-in, password, and where the customer's page is.
import { afterAll, expect, it } from "vitest";
import { changeStorefront } from "../../dev/local-shopify/storefront/change-storefront.ts";
import { db } from "../../app/adapters/db.ts";
import { ShopifyRefused } from "../../app/adapters/shopify/faults.ts";
import { offlineAdmin } from "../../app/adapters/shopify/offline-admin.ts";
import type { Admin } from "../../app/adapters/shopify/operation.ts";
import { readShopFacts } from "../../app/adapters/shopify/shop-query.ts";
import { followShop } from "../../app/services/intake/follow-shop.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { whoIsVisiting } from "../../app/services/who/who-is-visiting.ts";
import { makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, close } = await openWiredShop();
afterAll(close);

it("the sweep follows the shop: its domain, its customers' log-in, and whether its store has a password", async () => {
  const known = async () => {
    await sweepOrders({ shopId });
    const { primaryDomain, customerAccounts, hasStorePassword } = await db().shop.findUniqueOrThrow({
      where: { id: shopId },
    });
    return { primaryDomain, customerAccounts, hasStorePassword };
  };
  expect(await known()).toEqual({
    primaryDomain: local.shop.domain,
    customerAccounts: "new",
    hasStorePassword: false,
  });
  changeStorefront(local.ctx, local.shop, {
    primaryDomain: "www.pawtraits.example",
    customerAccounts: "legacy",
    password: "x",
  });
  expect(await known()).toEqual({
    primaryDomain: "www.pawtraits.example",
    customerAccounts: "legacy",
    hasStorePassword: true,
  });
  const max = await makeMember(shopId, ["manager"]);
  expect((await showHome({ shopId, actor: max })).overview?.store).toMatchObject({
    hasPassword: true,
    address: "https://www.pawtraits.example/apps/proofline/",
    blockLink: `shopify://admin/themes/current/editor?template=index&addAppBlockId=${local.ctx.registration.apiKey}%2Fartwork-status&target=newAppsSection`,
  });
  // Links that were sent meanwhile open later: they hold nothing of the password.
  changeStorefront(local.ctx, local.shop, { password: null });
  expect(await known()).toMatchObject({ hasStorePassword: false });
  local.shop.storefront = {};
  await sweepOrders({ shopId });
});

it("a shop of which Shopify does not say whether it has a password is swept like any other", async () => {
  const { run } = offlineAdmin(local.shop.domain);
  const refusing: Admin = {
    run: (operation, variables) =>
      operation.includes("onlineStore")
        ? Promise.reject(new ShopifyRefused("Access denied for onlineStore field.", ["ACCESS_DENIED"]))
        : run(operation, variables),
  };
  expect(await readShopFacts(refusing)).toMatchObject({ name: local.shop.name, hasStorePassword: null });
});

it("the theme's block is told where the customer's page is, when that has changed and once", async () => {
  const told = () =>
    local.shop.appMetafields?.map(({ namespace, key, value, updatedAt }) => [namespace, key, value, updatedAt]);
  await followShop({ shopId });
  expect(told()).toBeUndefined();
  const visit = { shopDomain: local.shop.domain, pathPrefix: "/fr/a/my.art", customerId: null };
  await whoIsVisiting(visit);
  await work();
  expect(told()).toEqual([["storefront", "page_path", "/a/my.art", expect.any(String)]]);
  const first = told();
  local.pass(1_000);
  await whoIsVisiting(visit);
  await followShop({ shopId });
  expect(told()).toEqual(first);
  await whoIsVisiting({ ...visit, pathPrefix: "/apps/proofline" });
  await work();
  expect(told()).toMatchObject([["storefront", "page_path", "/apps/proofline", expect.any(String)]]);
});

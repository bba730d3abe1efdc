// The app's links into Shopify's admin lead where a manager takes the store's password off and adds the app's block.
import { afterAll, beforeAll, expect, test } from "vitest";
import { STORE_PREFERENCES, themeBlockLink } from "../../../app/domain/customer/admin-links.ts";
import { startLocalShopify, type LocalShopify } from "../server.ts";
import { storefrontOf } from "../storefront/standing.ts";
import { baseOf } from "./place.ts";

let local: LocalShopify;
beforeAll(async () => {
  local = await startLocalShopify({ appOrigin: "http://localhost:9" });
});
afterAll(() => local.close());

const shop = () => local.state.shops[0]!;
const here = (link: string) => `${local.hubOrigin}${link.replace("shopify://admin", baseOf(shop(), shop().staff[0]!))}`;
const text = async (link: string) => (await fetch(here(link))).text();
const save = (fields: Record<string, string>) =>
  fetch(here(STORE_PREFERENCES), { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

test("the password, the path of the app's pages and the customer accounts are the merchant's to set", async () => {
  await save({ password: "soon", prefix: "a", subpath: "my.art", accounts: "legacy" });
  expect(storefrontOf(shop())).toMatchObject({
    password: "soon",
    proxy: { prefix: "a", subpath: "my.art" },
    customerAccounts: "legacy",
  });
  expect(await text(STORE_PREFERENCES)).toContain('value="soon"');
  const refused = await save({ prefix: "admin", subpath: "x" });
  expect(decodeURIComponent(refused.headers.get("location") ?? "")).toContain("The prefix is one of");
  await save({});
  expect(storefrontOf(shop())).toMatchObject({ password: null, proxy: null, customerAccounts: "new" });
});

test("the link into the theme editor names a block that the app has", async () => {
  const { apiKey } = local.ctx.registration;
  expect(await text(themeBlockLink(apiKey))).toContain("“Artwork status” is added to the template “index”");
  expect(await text(themeBlockLink("another-app"))).toContain("There is no app block another-app/artwork-status");
});

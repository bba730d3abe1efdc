import type { LocalContext } from "../context.ts";
import type { LocalShop, LocalStorefront } from "../shapes.ts";

/** New shops get the newer customer accounts: since February 2026 Shopify offers no others (changelog, "Legacy customer accounts are now deprecated"). */
const defaults: LocalStorefront = {
  proxy: null,
  locales: [],
  isLocaleInPathPrefix: true,
  password: null,
  primaryDomain: null,
  customerAccounts: "new",
  otherAnswers: "replaced",
};

/** How the shop's online store stands. */
export function storefrontOf(shop: LocalShop): LocalStorefront {
  return { ...defaults, ...shop.storefront };
}

/** Below which path of the shop, without a language, the app's pages are. */
export function proxyPathOf({ registration: { appProxy } }: LocalContext, shop: LocalShop): string {
  const { prefix, subpath } = storefrontOf(shop).proxy ?? appProxy;
  return `/${prefix}/${subpath}`;
}

/** The host that visitors of the shop see. */
export function hostOf(shop: LocalShop): string {
  return storefrontOf(shop).primaryDomain ?? shop.domain;
}

/** The root of a language or market that an address lies below: `/fr` of `/fr/cart`; empty for the shop's own. */
export function localeRootOf(shop: LocalShop, address: string): string {
  const first = /^\/([a-z-]+)(?=\/|\?|$)/.exec(address)?.[1];
  return first !== undefined && storefrontOf(shop).locales.includes(first) ? `/${first}` : "";
}

/** The shop that has this domain, be it of myshopify.com or its own. */
export function shopOfHost(ctx: LocalContext, host: string): LocalShop | undefined {
  return ctx.state.shops.find((shop) => shop.domain === host || hostOf(shop) === host);
}

/** Where new customer accounts are on this machine; the real ones stand at `https://shopify.com/<shop id>/account`. */
export function accountsAddress(ctx: LocalContext, shop: LocalShop): string {
  return `${ctx.origins.hub}/customer-accounts/${shop.id}`;
}

import type { Request, Response } from "express";
import type { LocalContext } from "../context.ts";
import type { LocalCustomer, LocalShop } from "../shapes.ts";
import { localeRootOf } from "./standing.ts";
import { cartEntries, type CartEntry, type Carts } from "./carts.ts";

/** One storefront; the shop is looked up anew for every request, because a test may replace it. */
export type Store = { ctx: LocalContext; shopDomain: string; carts: Carts };
export type Visitor = {
  shop: LocalShop;
  customer: LocalCustomer | null;
  /** The root of the visitor's language, such as `/fr`; empty for the shop's own. */
  localeRoot: string;
  cartToken: string | undefined;
  entries: CartEntry[];
};

/** Who is at the storefront, by its two cookies. */
export function visitorOf(store: Store, request: Request): Visitor {
  const shop = store.ctx.state.shopOf(store.shopDomain);
  if (!shop) throw new Error(`Local Shopify knows no shop ${store.shopDomain}.`);
  const cartToken = cookie(request, cookieName(shop, "cart"));
  const customerId = Number(cookie(request, cookieName(shop, "customer")));
  return {
    shop,
    cartToken,
    localeRoot: localeRootOf(shop, request.originalUrl),
    customer: shop.customers.find(({ id }) => id === customerId) ?? null,
    entries: cartEntries(shop, store.carts.linesOf(cartToken)),
  };
}

export function rememberCustomer(response: Response, shop: LocalShop, customer: LocalCustomer | null): void {
  if (customer) response.cookie(cookieName(shop, "customer"), String(customer.id), { httpOnly: true, sameSite: "lax" });
  else response.clearCookie(cookieName(shop, "customer"));
}

export function rememberCart(response: Response, shop: LocalShop, token: string): void {
  response.cookie(cookieName(shop, "cart"), token, { httpOnly: true, sameSite: "lax" });
}

/** Whether the visitor has given the shop's password, where it has one. */
export function mayLookIn(shop: LocalShop, request: Request, password: string | null): boolean {
  return password === null || cookie(request, cookieName(shop, "password")) === encodeURIComponent(password);
}

export function rememberPassword(response: Response, shop: LocalShop, password: string): void {
  response.cookie(cookieName(shop, "password"), password, { httpOnly: true, sameSite: "lax" });
}

/** Browsers share the cookies of localhost among all ports, so each shop's carry its name. */
function cookieName(shop: LocalShop, what: "cart" | "customer" | "password"): string {
  return `${shop.handle}_${what}`;
}

function cookie(request: Request, name: string): string | undefined {
  return request.headers.cookie
    ?.split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

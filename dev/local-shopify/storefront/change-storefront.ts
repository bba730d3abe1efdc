import type { LocalContext } from "../context.ts";
import { changeShop } from "../proofs/installation.ts";
import type { LocalShop, LocalStorefront } from "../shapes.ts";
import { storefrontOf } from "./standing.ts";

/** Changes how the online store stands as the merchant does in the admin. Throws for a proxy path that Shopify's form would not take. */
export function changeStorefront(ctx: LocalContext, shop: LocalShop, change: Partial<LocalStorefront>): void {
  const next = { ...storefrontOf(shop), ...change };
  if (next.proxy && !/^(apps|a|community|tools)$/.test(next.proxy.prefix))
    throw new Error("The prefix is one of apps, a, community and tools.");
  if (next.proxy && !/^[\w.-]{1,100}$/.test(next.proxy.subpath))
    throw new Error("The subpath has letters, digits, - _ and . only.");
  changeShop(ctx, shop, { storefront: next });
}

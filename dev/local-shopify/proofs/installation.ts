import type { LocalContext } from "../context.ts";
import type { LocalCustomer, LocalShop } from "../shapes.ts";
import { hostOf } from "../storefront/standing.ts";
import { sendWebhook } from "../webhooks.ts";

/** Installs the app with the scopes of its configuration, as Shopify's managed installation does when a merchant opens it; a second call changes nothing. */
export function installApp(ctx: LocalContext, shop: LocalShop): void {
  if (shop.installed) return;
  shop.installed = true;
  shop.grantedScopes = [...ctx.registration.scopes];
  ctx.state.save();
}

/** Uninstalls the app: its tokens die at once and app/uninstalled is sent. */
export function uninstallApp(ctx: LocalContext, shop: LocalShop): void {
  sendWebhook(ctx, shop, "app/uninstalled", {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: hostOf(shop),
    myshopify_domain: shop.domain,
    currency: shop.currencyCode,
    iana_timezone: shop.ianaTimezone,
    country_code: "US",
    shop_owner: ownerName(shop),
    plan_name: "basic",
    plan_display_name: "Basic",
    primary_locale: "en",
  });
  shop.installed = false;
  // What the merchant set for this installation, and what the app kept in it, goes with it.
  if (shop.storefront) shop.storefront.proxy = null;
  delete shop.appMetafields;
  shop.grantedScopes = [];
  ctx.state.tokens = ctx.state.tokens.filter(({ shopDomain }) => shopDomain !== shop.domain);
  ctx.state.save();
}

/** Changes what the app was granted, in its living tokens too, and sends app/scopes_update. */
export function grantScopes(ctx: LocalContext, shop: LocalShop, scopes: string[]): void {
  const previous = shop.grantedScopes;
  shop.grantedScopes = scopes;
  for (const token of ctx.state.tokens) if (token.shopDomain === shop.domain) token.scopes = scopes;
  ctx.state.save();
  sendWebhook(ctx, shop, "app/scopes_update", {
    id: 1,
    shop_id: `gid://shopify/Shop/${shop.id}`,
    previous,
    current: scopes,
    updated_at: new Date(ctx.now()).toISOString(),
  });
}

/** Sends one of the two privacy webhooks about a customer. */
export function askAboutCustomer(
  ctx: LocalContext,
  shop: LocalShop,
  customer: LocalCustomer,
  topic: "customers/data_request" | "customers/redact",
): void {
  const orders = shop.orders.filter(({ customerId }) => customerId === customer.id).map(({ id }) => id);
  sendWebhook(ctx, shop, topic, {
    shop_id: shop.id,
    shop_domain: shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
    ...(topic === "customers/redact"
      ? { orders_to_redact: orders }
      : { orders_requested: orders, data_request: { id: ctx.state.nextId() } }),
  });
}

/** Sends shop/redact, as Shopify does 48 hours after an uninstall. */
export function redactShop(ctx: LocalContext, shop: LocalShop): void {
  sendWebhook(ctx, shop, "shop/redact", { shop_id: shop.id, shop_domain: shop.domain });
}

function ownerName(shop: LocalShop): string {
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  return `${owner?.firstName ?? ""} ${owner?.lastName ?? ""}`.trim();
}

import { randomUUID } from "node:crypto";
import type { LocalContext } from "../context.ts";
import type { LocalCustomer, LocalShop } from "../shapes.ts";
import { hostOf, storefrontOf } from "../storefront/standing.ts";
import { sendWebhook } from "../webhooks.ts";

/** Installs the app with the scopes of its configuration, as Shopify's managed installation does when a merchant opens it; a second call changes nothing. */
export function installApp(ctx: LocalContext, shop: LocalShop): void {
  if (shop.installed) return;
  shop.installed = true;
  shop.installationId = ctx.state.nextId();
  shop.grantedScopes = [...ctx.registration.scopes];
  ctx.state.save();
}

/** How the notice of an uninstall comes: so many times (0: it is lost), each so late. */
export type UninstallNotice = { times?: number; lateMs?: number };

const REDACTED_AFTER_MS = 48 * 60 * 60 * 1_000;

/** Uninstalls the app: its tokens die at once, app/uninstalled is sent, and shop/redact 48 hours later, whatever became of the first. */
export function uninstallApp(
  ctx: LocalContext,
  shop: LocalShop,
  { times = 1, lateMs = 0 }: UninstallNotice = {},
): void {
  if (!shop.installed) return;
  shop.installed = false;
  // What the merchant set for this installation, and what the app kept in it, goes with it.
  if (shop.storefront) shop.storefront.proxy = null;
  delete shop.appMetafields;
  shop.grantedScopes = [];
  ctx.state.tokens = ctx.state.tokens.filter(({ shopDomain }) => shopDomain !== shop.domain);
  const notice = { eventId: randomUUID(), triggeredAt: new Date(ctx.now()).toISOString(), evenIfGone: true };
  const tell = () => sendWebhook(ctx, shop, "app/uninstalled", shopPayload(shop), notice);
  for (let sent = 0; sent < times; sent += 1) {
    if (lateMs > 0) ctx.agenda.later(lateMs, tell);
    else tell();
  }
  const redactsAt = ctx.now() + REDACTED_AFTER_MS;
  (shop.redactsAt ??= []).push(redactsAt);
  redactLater(ctx, shop, redactsAt);
  ctx.state.save();
}

/** Puts on the agenda what an earlier run of Local Shopify had not come to. */
export function redactWhatIsLeft(ctx: LocalContext): void {
  for (const shop of ctx.state.shops) for (const at of shop.redactsAt ?? []) redactLater(ctx, shop, at);
}

// Shopify does not say that a return takes the request back.
function redactLater(ctx: LocalContext, shop: LocalShop, at: number): void {
  ctx.agenda.later(Math.max(0, at - ctx.now()), () => {
    shop.redactsAt = shop.redactsAt?.filter((one) => one !== at);
    ctx.state.save();
    redactShop(ctx, shop);
  });
}

/** What a merchant changes in the settings of the store, which shop/update tells of. */
export function changeShop(
  ctx: LocalContext,
  shop: LocalShop,
  changes: Partial<Pick<LocalShop, "name" | "email" | "ianaTimezone" | "storefront">>,
): void {
  Object.assign(shop, changes);
  ctx.state.save();
  sendWebhook(ctx, shop, "shop/update", shopPayload(shop));
}

function shopPayload(shop: LocalShop) {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    customer_email: shop.email,
    domain: hostOf(shop),
    myshopify_domain: shop.domain,
    currency: shop.currencyCode,
    iana_timezone: shop.ianaTimezone,
    password_enabled: storefrontOf(shop).password !== null,
    country_code: "US",
    shop_owner: ownerName(shop),
    plan_name: "basic",
    plan_display_name: "Basic",
    primary_locale: "en",
  };
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

/** Sends shop/redact now. */
export function redactShop(ctx: LocalContext, shop: LocalShop): void {
  sendWebhook(ctx, shop, "shop/redact", { shop_id: shop.id, shop_domain: shop.domain });
}

function ownerName(shop: LocalShop): string {
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  return `${owner?.firstName ?? ""} ${owner?.lastName ?? ""}`.trim();
}

import { randomBytes, timingSafeEqual } from "node:crypto";
import type { LocalContext } from "../context.ts";
import { verifySessionToken } from "./session-token.ts";
import type { LocalShop, LocalStaff, LocalToken } from "../shapes.ts";

/** An answer of the token endpoint: status and JSON body. */
export type TokenAnswer = { status: number; body: Record<string, unknown> };

const offlineLifeSeconds = 3_600;
const onlineLifeSeconds = 86_399;
const refreshLifeSeconds = 90 * 86_400;
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";

/** Answers POST /admin/oauth/access_token: token exchange, and refresh of an expiring offline token, with Shopify's refusals. */
export function grantToken(ctx: LocalContext, shop: LocalShop, asked: Record<string, unknown>): TokenAnswer {
  if (asked.client_id !== ctx.registration.apiKey)
    return refuse(400, "application_cannot_be_found", "The application could not be found.");
  if (!same(String(asked.client_secret ?? ""), ctx.registration.apiSecret)) {
    return refuse(
      401,
      "invalid_client",
      "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
    );
  }
  if (asked.grant_type === "urn:ietf:params:oauth:grant-type:token-exchange") return exchange(ctx, shop, asked);
  if (asked.grant_type === "refresh_token") return refresh(ctx, shop, String(asked.refresh_token ?? ""));
  return refuse(
    400,
    "unsupported_grant_type",
    "The authorization grant type is not supported by the authorization server.",
  );
}

/** The living token behind an access token of this shop; null when it is unknown, of another shop, or expired. Its use retires the refresh token it replaced. */
export function tokenOf(ctx: LocalContext, shop: LocalShop, accessToken: string): LocalToken | null {
  const token = ctx.state.tokens.find((known) => known.accessToken === accessToken && known.shopDomain === shop.domain);
  if (!token || !shop.installed || (token.expiresAt !== null && token.expiresAt <= ctx.now())) return null;
  if (token.previousRefreshToken !== null) {
    token.previousRefreshToken = null;
    ctx.state.save();
  }
  return token;
}

/** Makes every access token given out so far (of one shop, or of all) expired; refresh tokens live on. */
export function expireTokens(ctx: LocalContext, shopDomain?: string): number {
  const found = ctx.state.tokens.filter((token) => shopDomain === undefined || token.shopDomain === shopDomain);
  for (const token of found) token.expiresAt = ctx.now() - 1;
  ctx.state.save();
  return found.length;
}

function exchange(ctx: LocalContext, shop: LocalShop, asked: Record<string, unknown>): TokenAnswer {
  if (asked.subject_token_type !== "urn:ietf:params:oauth:token-type:id_token")
    return refuse(400, "invalid_request", "The subject token type is not supported.");
  const claims = shop.installed ? verifySessionToken(ctx, shop, String(asked.subject_token ?? "")) : null;
  const staff = shop.staff.find(({ id }) => String(id) === claims?.sub);
  if (claims === null || !staff)
    return refuse(400, "invalid_subject_token", "The subject token is invalid or expired.");
  const type = asked.requested_token_type ?? offlineType;
  if (type === onlineType)
    return give(ctx, shop, { staffId: staff.id, life: onlineLifeSeconds }, onlinePart(shop, staff));
  if (type !== offlineType) return refuse(400, "invalid_request", "The requested token type is not supported.");
  return String(asked.expiring ?? "0") === "1"
    ? giveExpiring(ctx, shop, null)
    : give(ctx, shop, { staffId: null, life: null }, {});
}

/** Shopify keeps the refresh token that was used last until its replacement is first used, so that a lost answer can be asked for again. */
function refresh(ctx: LocalContext, shop: LocalShop, refreshToken: string): TokenAnswer {
  const mine = ctx.state.tokens.filter((token) => token.shopDomain === shop.domain && refreshToken !== "");
  const current = mine.find((token) => token.refreshToken === refreshToken);
  const replaced = mine.find((token) => token.previousRefreshToken === refreshToken);
  const found = current ?? replaced;
  if (!found || !shop.installed || (found.refreshExpiresAt ?? 0) <= ctx.now())
    return refuse(400, "invalid_grant", "Token has been expired or revoked.");
  found.refreshToken = null;
  found.previousRefreshToken = null;
  return giveExpiring(ctx, shop, refreshToken);
}

function giveExpiring(ctx: LocalContext, shop: LocalShop, previousRefreshToken: string | null): TokenAnswer {
  const refreshToken = `local-refresh-${randomBytes(20).toString("hex")}`;
  return give(
    ctx,
    shop,
    { staffId: null, life: offlineLifeSeconds, refreshToken, previousRefreshToken },
    { refresh_token: refreshToken, refresh_token_expires_in: refreshLifeSeconds },
  );
}

type Grant = {
  staffId: number | null;
  life: number | null;
  refreshToken?: string;
  previousRefreshToken?: string | null;
};

function give(ctx: LocalContext, shop: LocalShop, grant: Grant, extra: Record<string, unknown>): TokenAnswer {
  const now = ctx.now();
  const token: LocalToken = {
    accessToken: `local-${grant.staffId === null ? "offline" : "online"}-${randomBytes(20).toString("hex")}`,
    shopDomain: shop.domain,
    staffId: grant.staffId,
    scopes: [...shop.grantedScopes],
    expiresAt: grant.life === null ? null : now + grant.life * 1000,
    refreshToken: grant.refreshToken ?? null,
    previousRefreshToken: grant.previousRefreshToken ?? null,
    refreshExpiresAt: grant.refreshToken === undefined ? null : now + refreshLifeSeconds * 1000,
  };
  const isLongDead = (old: LocalToken) =>
    old.expiresAt !== null && old.expiresAt < now - 86_400_000 && old.refreshToken === null;
  ctx.state.tokens = [...ctx.state.tokens.filter((old) => !isLongDead(old)), token];
  ctx.state.save();
  return {
    status: 200,
    body: {
      access_token: token.accessToken,
      scope: scopeText(token.scopes),
      ...(grant.life === null ? {} : { expires_in: grant.life }),
      ...extra,
    },
  };
}

function onlinePart(shop: LocalShop, staff: LocalStaff): Record<string, unknown> {
  return {
    associated_user_scope: scopeText(shop.grantedScopes),
    associated_user: {
      id: staff.id,
      first_name: staff.firstName,
      last_name: staff.lastName,
      email: staff.email,
      account_owner: staff.accountOwner,
      locale: "en",
      collaborator: false,
      email_verified: true,
    },
  };
}

/** Shopify leaves out a read scope that a write scope implies. */
function scopeText(scopes: string[]): string {
  return scopes
    .filter((scope) => !(scope.startsWith("read_") && scopes.includes(scope.replace("read_", "write_"))))
    .join(",");
}

function refuse(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

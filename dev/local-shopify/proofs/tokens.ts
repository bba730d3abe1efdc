import { randomBytes, timingSafeEqual } from "node:crypto";
import type { LocalContext } from "../context.ts";
import { verifySessionToken } from "./session-token.ts";
import type { LocalShop, LocalStaff, LocalToken } from "../shapes.ts";

/** An answer of the token endpoint: status and JSON body. */
export type TokenAnswer = { status: number; body: Record<string, unknown> };

const offlineLifeSeconds = 3_600;
const onlineLifeSeconds = 86_399;
const refreshLifeSeconds = 90 * 86_400;
const retriedForMs = 30 * 86_400_000;
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";
const onlineType = "urn:shopify:params:oauth:token-type:online-access-token";

/** Answers POST /admin/oauth/access_token: token exchange, and refresh of an expiring offline token, with Shopify's refusals. */
export function grantToken(ctx: LocalContext, shop: LocalShop, asked: Record<string, unknown>): TokenAnswer {
  if (asked.client_id !== ctx.registration.apiKey)
    return refuse(400, "application_cannot_be_found", "The application could not be found.");
  const { apiSecret, formerSecret } = ctx.registration;
  const secret = String(asked.client_secret ?? "");
  const isOfFormerSecret = formerSecret !== undefined && same(secret, formerSecret);
  if (!isOfFormerSecret && !same(secret, apiSecret)) {
    return refuse(
      401,
      "invalid_client",
      "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
    );
  }
  const asker = { ctx, shop, isOfFormerSecret };
  if (asked.grant_type === "urn:ietf:params:oauth:grant-type:token-exchange") return exchange(asker, asked);
  if (asked.grant_type === "refresh_token") return refresh(asker, String(asked.refresh_token ?? ""));
  return refuse(
    400,
    "unsupported_grant_type",
    "The authorization grant type is not supported by the authorization server.",
  );
}

/** The living token behind an access token of this shop; null when it is unknown, of another shop, revoked or expired. */
export function tokenOf(ctx: LocalContext, shop: LocalShop, accessToken: string): LocalToken | null {
  const token = ctx.state.tokens.find((known) => known.accessToken === accessToken && known.shopDomain === shop.domain);
  return token && shop.installed && (token.expiresAt === null || token.expiresAt > ctx.now()) ? token : null;
}

/** Makes every access token given out so far (of one shop, or of all) expired; refresh tokens live on. */
export function expireTokens(ctx: LocalContext, shopDomain?: string): number {
  const found = ctx.state.tokens.filter((token) => shopDomain === undefined || token.shopDomain === shopDomain);
  for (const token of found) token.expiresAt = ctx.now() - 1;
  ctx.state.save();
  return found.length;
}

/** Whose tokens are asked for, and with which of the app's secrets. */
type Asker = { ctx: LocalContext; shop: LocalShop; isOfFormerSecret: boolean };

function exchange(asker: Asker, asked: Record<string, unknown>): TokenAnswer {
  const { ctx, shop } = asker;
  if (asked.subject_token_type !== "urn:ietf:params:oauth:token-type:id_token")
    return refuse(400, "invalid_request", "The subject token type is not supported.");
  const claims = shop.installed ? verifySessionToken(ctx, shop, String(asked.subject_token ?? "")) : null;
  const staff = shop.staff.find(({ id }) => String(id) === claims?.sub);
  if (claims === null || !staff)
    return refuse(400, "invalid_subject_token", "The subject token is invalid or expired.");
  const type = asked.requested_token_type ?? offlineType;
  if (type === onlineType) return give(asker, { staffId: staff.id, life: onlineLifeSeconds }, onlinePart(shop, staff));
  if (type !== offlineType) return refuse(400, "invalid_request", "The requested token type is not supported.");
  return String(asked.expiring ?? "0") === "1"
    ? giveExpiring(asker, null, 0)
    : give(asker, { staffId: null, life: null }, {});
}

/**
 * A refresh token works once. Should the answer be lost, it may be tried again until the refresh token it gave is used itself, for
 * 30 days from its first use and never beyond its own life; what the lost answer gave is dead then.
 * (https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens)
 */
function refresh(asker: Asker, refreshToken: string): TokenAnswer {
  const { ctx, shop } = asker;
  const mine = ctx.state.tokens.filter((token) => token.shopDomain === shop.domain && refreshToken !== "");
  const current = mine.find((token) => token.refreshToken === refreshToken);
  const retried = mine.find((token) => token.previousRefreshToken === refreshToken);
  const until = current
    ? Math.min(current.refreshExpiresAt ?? 0, ctx.now() + retriedForMs)
    : (retried?.previousUntil ?? 0);
  if (!shop.installed || until <= ctx.now()) return refuse(400, "invalid_grant", "Token has been expired or revoked.");
  return giveExpiring(asker, refreshToken, until);
}

/** "Only one expiring offline token can be active per app/shop combination": whatever was given to the shop before is revoked. */
function giveExpiring(asker: Asker, previousRefreshToken: string | null, previousUntil: number): TokenAnswer {
  const { ctx, shop } = asker;
  const isRevoked = (old: LocalToken) =>
    old.shopDomain === shop.domain && old.staffId === null && old.expiresAt !== null;
  ctx.state.tokens = ctx.state.tokens.filter((old) => !isRevoked(old));
  const refreshToken = `local-refresh-${randomBytes(20).toString("hex")}`;
  return give(
    asker,
    { staffId: null, life: offlineLifeSeconds, refreshToken, previousRefreshToken, previousUntil },
    { refresh_token: refreshToken, refresh_token_expires_in: refreshLifeSeconds },
  );
}

type Grant = {
  staffId: number | null;
  life: number | null;
  refreshToken?: string;
  previousRefreshToken?: string | null;
  previousUntil?: number;
};

function give({ ctx, shop, isOfFormerSecret }: Asker, grant: Grant, extra: Record<string, unknown>): TokenAnswer {
  const now = ctx.now();
  const token: LocalToken = {
    accessToken: `local-${grant.staffId === null ? "offline" : "online"}-${randomBytes(20).toString("hex")}`,
    shopDomain: shop.domain,
    staffId: grant.staffId,
    scopes: [...shop.grantedScopes],
    expiresAt: grant.life === null ? null : now + grant.life * 1000,
    refreshToken: grant.refreshToken ?? null,
    previousRefreshToken: grant.previousRefreshToken ?? null,
    previousUntil: grant.previousUntil,
    refreshExpiresAt: grant.refreshToken === undefined ? null : now + refreshLifeSeconds * 1000,
    ...(isOfFormerSecret ? { isOfFormerSecret } : {}),
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

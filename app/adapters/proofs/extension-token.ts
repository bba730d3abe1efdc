import { createHmac, timingSafeEqual } from "node:crypto";

/** A customer for whom Shopify vouches to an extension in their account: which shop's, and their id there. */
export type CustomerOfShop = { shopDomain: string; customerId: string };

/** As Shopify's own library. */
const TOLERANCE_SECONDS = 10;

/**
 * Reads the session token that Shopify gives an extension of customer accounts: a JWT, HS256 with the app's secret, `aud` the app,
 * `dest` the shop, `sub` `gid://shopify/Customer/…` (Shopify, "Session Token API" of customer account UI extensions). Null when
 * Shopify did not sign exactly this for this app, when it ran out, or when it vouches for no customer: `sub` is missing for those who
 * are not logged in, and a member's of the admin is a bare number. `now` is in ms.
 */
export function readExtensionToken(
  token: string,
  { secret, apiKey, now }: { secret: string; apiKey: string; now: number },
): CustomerOfShop | null {
  const [header = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || readPart(header)?.alg !== "HS256" || !isSigned(`${header}.${body}`, signature, secret))
    return null;
  const { aud, dest, sub, exp, nbf } = readPart(body) ?? {};
  const seconds = now / 1000;
  if (aud !== apiKey || typeof exp !== "number" || seconds >= exp + TOLERANCE_SECONDS) return null;
  if (typeof nbf === "number" && seconds < nbf - TOLERANCE_SECONDS) return null;
  const [, shopDomain] = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*\.myshopify\.com)$/i.exec(String(dest)) ?? [];
  const [, customerId] = /^gid:\/\/shopify\/Customer\/(\d+)$/.exec(String(sub)) ?? [];
  return shopDomain && customerId ? { shopDomain: shopDomain.toLowerCase(), customerId } : null;
}

/** Whether a session token is of the kind that extensions outside the admin get: its `dest` is a bare domain. Proves nothing. */
export function isOfExtension(token: string): boolean {
  const dest = readPart(token.split(".")[1] ?? "")?.dest;
  return dest !== undefined && !URL.canParse(String(dest));
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isSigned(signed: string, signature: string, secret: string): boolean {
  const wanted = createHmac("sha256", secret).update(signed).digest();
  const given = Buffer.from(signature, "base64url");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What Shopify vouches for in a request through the app proxy. `customerId` is whoever is logged in to the shop, null for nobody;
 * `pathPrefix` where our pages stand, as it was signed.
 */
export type ProxiedRequest = { shopDomain: string; pathPrefix: string; customerId: string | null };

const TOLERANCE_MS = 90_000;
const ONCE = ["shop", "path_prefix", "timestamp", "logged_in_customer_id", "signature"] as const;

/**
 * Reads a proxied request's query; null when Shopify did not sign exactly this, or more than 90 s ago (or ahead). HMAC-SHA256 in
 * hex over the sorted `name=value` pairs joined by nothing, repeated names joined by commas (Shopify, "Authenticate app proxies").
 */
export function readProxied(query: URLSearchParams, secret: string, now: number): ProxiedRequest | null {
  if (ONCE.some((name) => query.getAll(name).length > 1)) return null;
  if (!isSigned(query, secret) || !isFresh(query.get("timestamp") ?? "", now)) return null;
  const shopDomain = query.get("shop") ?? "";
  const pathPrefix = query.get("path_prefix") ?? "";
  if (!/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i.test(shopDomain)) return null;
  const customerId = query.get("logged_in_customer_id") ?? "";
  return { shopDomain, pathPrefix, customerId: /^\d+$/.test(customerId) ? customerId : null };
}

function isSigned(query: URLSearchParams, secret: string): boolean {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature");
  const pairs = names.map((name) => `${name}=${query.getAll(name).join(",")}`).sort();
  const signed = pairs.join("");
  // Nothing stands between the pairs: whoever knew the signature of their own visit could cut its text anew, and be any customer.
  if (signed.split("logged_in_customer_id=").length - 1 !== query.getAll("logged_in_customer_id").length) return false;
  const wanted = createHmac("sha256", secret).update(signed).digest();
  const given = Buffer.from(query.get("signature") ?? "", "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isFresh(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= TOLERANCE_MS;
}

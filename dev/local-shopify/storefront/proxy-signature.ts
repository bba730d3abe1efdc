import { createHmac } from "node:crypto";

/** Names that only Shopify may set in a proxied request; a visitor's own are dropped. */
const reserved = new Set(["shop", "path_prefix", "timestamp", "logged_in_customer_id", "signature", "hmac"]);

export type ProxyFacts = { shop: string; pathPrefix: string; timestamp: number; loggedInCustomerId: string };

/** The query string of a proxied request as Shopify sends it: the visitor's parameters, Shopify's own, and the signature over all. `timestamp` in seconds. */
export function signedQuery(visitorQuery: URLSearchParams, facts: ProxyFacts, secret: string): string {
  const query = new URLSearchParams([...visitorQuery].filter(([name]) => !reserved.has(name)));
  query.append("shop", facts.shop);
  query.append("logged_in_customer_id", facts.loggedInCustomerId);
  query.append("path_prefix", facts.pathPrefix);
  query.append("timestamp", String(facts.timestamp));
  query.append("signature", proxySignature(query, secret));
  return query.toString();
}

/** HMAC-SHA256 in hex over the sorted `name=value` pairs, repeated names joined by commas, pairs joined by nothing (Shopify, "Verify proxy requests"). */
export function proxySignature(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== "signature");
  const pairs = names.map((name) => `${name}=${query.getAll(name).join(",")}`);
  return createHmac("sha256", secret).update(pairs.sort().join(""), "utf8").digest("hex");
}

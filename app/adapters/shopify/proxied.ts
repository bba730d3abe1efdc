import { env } from "../../env.server.ts";
import { readProxied, type ProxiedRequest } from "../proofs/proxy-signature.ts";

/** What Shopify vouches for in a request of a shop's visitor; null when Shopify did not sign it, or too long ago. */
export function authenticateVisitor(request: Request): ProxiedRequest | null {
  return readProxied(new URL(request.url).searchParams, env().SHOPIFY_API_SECRET, Date.now());
}

import { shopifySecrets } from "../../env.server.ts";
import { visitorHash } from "../proofs/visitor.ts";
import { readProxied, type ProxiedRequest } from "../proofs/proxy-signature.ts";

/** What Shopify vouches for in a request of a shop's visitor; null when Shopify did not sign it, or too long ago. */
export function authenticateVisitor(request: Request): (ProxiedRequest & { visitor: string }) | null {
  const query = new URL(request.url).searchParams;
  for (const secret of shopifySecrets()) {
    const proxied = readProxied(query, secret, Date.now());
    if (proxied)
      return { ...proxied, visitor: visitorHash(request.headers.get("x-forwarded-for"), proxied.shopDomain) };
  }
  return null;
}

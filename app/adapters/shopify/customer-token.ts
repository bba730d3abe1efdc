import { env, shopifySecrets } from "../../env.server.ts";
import { readExtensionToken, type CustomerOfShop } from "../proofs/extension-token.ts";

/** The customer in whose account an extension of ours asks, by its session token (`Authorization: Bearer …`); null when Shopify vouches for none. */
export function authenticateCustomer(request: Request): CustomerOfShop | null {
  const [, token = ""] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  return readExtensionToken(token, { secrets: shopifySecrets(), apiKey: env().SHOPIFY_API_KEY, now: Date.now() });
}

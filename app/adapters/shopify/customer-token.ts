import { env } from "../../env.server.ts";
import { readExtensionToken, type CustomerOfShop } from "../proofs/extension-token.ts";

/** The customer in whose account an extension of ours asks, by its session token (`Authorization: Bearer …`); null when Shopify vouches for none. */
export function authenticateCustomer(request: Request): CustomerOfShop | null {
  const [, token = ""] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const { SHOPIFY_API_SECRET: secret, SHOPIFY_API_KEY: apiKey } = env();
  return readExtensionToken(token, { secret, apiKey, now: Date.now() });
}

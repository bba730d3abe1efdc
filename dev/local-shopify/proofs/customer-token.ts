import { randomUUID } from "node:crypto";
import type { LocalShop } from "../shapes.ts";
import { signToken, type Issuer } from "./session-token.ts";

/** Claims of the session token of checkout and customer account extensions: `dest` is the bare domain, and `sub` may be missing. */
type CustomerClaims = {
  dest: string;
  aud: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sub?: string;
};

const lifeSeconds = 300;

/**
 * The five-minute session token that an extension in a customer's account gets. `sub` is there only for a customer who is logged in, and
 * only while the app may read customers.
 */
export function mintCustomerToken(
  ctx: Issuer,
  shop: Pick<LocalShop, "domain" | "grantedScopes">,
  customer: { id: number } | null,
  claims: Partial<CustomerClaims> = {},
): string {
  const now = Math.floor(ctx.now() / 1000);
  const mayKnow = customer !== null && shop.grantedScopes.includes("read_customers");
  return signToken(ctx, {
    dest: shop.domain,
    aud: ctx.registration.apiKey,
    exp: now + lifeSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    ...(mayKnow ? { sub: `gid://shopify/Customer/${customer.id}` } : {}),
    ...claims,
  });
}

import { z } from "zod";
import { readSignedClaims, type Proof } from "./signed-claims.ts";

/** Who a session token speaks of: Shopify's user id, at which shop. `isCurrent`: the first of the secrets signed it. */
export type ProvenToken = { token: string; shopDomain: string; shopifyUserId: string; isCurrent: boolean };

// https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
const claimsShape = z.object({
  iss: z.string(),
  dest: z.string().regex(/^https:\/\/[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  sub: z.string().regex(/^\d{1,20}$/),
  nbf: z.number(),
});

/** Reads the session token of a member in the admin; null when Shopify did not sign exactly this for this app, or it is not good now. */
export function readSessionToken(token: string, proof: Proof): ProvenToken | null {
  const proven = readSignedClaims(token, proof);
  const read = claimsShape.safeParse(proven?.claims);
  if (!proven || !read.success || read.data.iss !== `${read.data.dest}/admin`) return null;
  const { dest, sub } = read.data;
  return { token, shopDomain: new URL(dest).hostname, shopifyUserId: sub, isCurrent: proven.signer === 0 };
}

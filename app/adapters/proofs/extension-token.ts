import { z } from "zod";
import { readSignedClaims, type Proof } from "./signed-claims.ts";

/** A customer for whom Shopify vouches to an extension in their account: which shop's, and their id there. */
export type CustomerOfShop = { shopDomain: string; customerId: string };

// Shopify, "Session Token API" of customer account UI extensions; `dest` is there a bare domain.
const claimsShape = z.object({
  dest: z.string().regex(/^(?:https:\/\/)?[a-z0-9][a-z0-9-]*\.myshopify\.com$/i),
  sub: z.string().regex(/^gid:\/\/shopify\/Customer\/\d+$/),
});

/**
 * Reads the session token that Shopify gives an extension of customer accounts. Null when Shopify did not sign exactly this for this
 * app, when it is not good now, or when it vouches for no customer: `sub` is missing for those who are not logged in, and a
 * member's of the admin is a bare number.
 */
export function readExtensionToken(token: string, proof: Proof): CustomerOfShop | null {
  const read = claimsShape.safeParse(readSignedClaims(token, proof)?.claims);
  if (!read.success) return null;
  const { dest, sub } = read.data;
  return {
    shopDomain: dest.replace(/^https:\/\//i, "").toLowerCase(),
    customerId: sub.slice(sub.lastIndexOf("/") + 1),
  };
}

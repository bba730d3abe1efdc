// Whom a session token of an extension in customers' accounts vouches for: what Shopify signed, and nothing else.
import { expect, test } from "vitest";
import { mintCustomerToken } from "../../../dev/local-shopify/proofs/customer-token.ts";
import { mintSessionToken } from "../../../dev/local-shopify/proofs/session-token.ts";
import type { LocalContext } from "../../../dev/local-shopify/context.ts";
import type { LocalShop, LocalStaff } from "../../../dev/local-shopify/shapes.ts";
import { readExtensionToken } from "./extension-token.ts";

const NOW = 1_800_000_000_000;
const shop = { domain: "petite.myshopify.com", grantedScopes: ["read_customers"], installed: true } as LocalShop;
const ctx = { registration: { apiKey: "key", apiSecret: "secret" }, now: () => NOW } as LocalContext;
const read = (token: string, now = NOW) =>
  readExtensionToken(token, { secrets: ["newer", "secret"], apiKey: "key", now });

test("a customer who is logged in is known by Shopify's number and shop for five minutes, and ten seconds more", () => {
  const token = mintCustomerToken(ctx, shop, { id: 77 });
  const known = { shopDomain: "petite.myshopify.com", customerId: "77" };
  expect(read(token)).toEqual(known);
  expect(read(token, NOW + 309_000)).toEqual(known);
  expect(read(token, NOW + 310_000)).toBeNull();
  expect(read(token, NOW - 11_000)).toBeNull();
});

test("a token without an end, or for no number, is none", () => {
  expect(read(mintCustomerToken(ctx, shop, { id: 77 }, { exp: undefined }))).toBeNull();
  for (const sub of ["gid://shopify/Customer/", "gid://shopify/Customer/7x", "gid://shopify/Order/7", "7"])
    expect(read(mintCustomerToken(ctx, shop, { id: 77 }, { sub }))).toBeNull();
});

test("a member's token vouches for no customer, and nothing does for none", () => {
  expect(read(mintSessionToken(ctx, shop, { id: 5 } as LocalStaff))).toBeNull();
  for (const nothing of ["", "a.b.c", "not-a-token"]) expect(read(nothing)).toBeNull();
});

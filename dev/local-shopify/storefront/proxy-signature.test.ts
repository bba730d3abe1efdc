import "@shopify/shopify-api/adapters/node";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { proxySignature, signedQuery } from "./proxy-signature.ts";

const secret = "local-shopify-secret-not-a-secret";
const facts = {
  shop: "pawtraits.myshopify.com",
  pathPrefix: "/apps/proofline",
  timestamp: 1_767_348_000,
  loggedInCustomerId: "6104000123",
};
const library = shopifyApi({
  apiKey: "key",
  apiSecretKey: secret,
  apiVersion: ApiVersion.October25,
  hostName: "app.example",
  isEmbeddedApp: true,
  logger: { log: () => {} },
});
const isAccepted = (query: string) => library.utils.validateHmac(new URLSearchParams(query), { signator: "appProxy" });

// The library accepts a timestamp of the last minute and a half only.
beforeAll(() => void vi.useFakeTimers({ now: facts.timestamp * 1000, toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

test("a proxied request is accepted by Shopify's own library", async () => {
  expect(await isAccepted(signedQuery(new URLSearchParams("token=a b&pin=1&pin=2&note=ü&empty="), facts, secret))).toBe(
    true,
  );
  expect(await isAccepted(signedQuery(new URLSearchParams(), { ...facts, loggedInCustomerId: "" }, secret))).toBe(true);
});

test("a changed parameter or another secret is not accepted", async () => {
  const query = signedQuery(new URLSearchParams("token=abc"), facts, secret);
  expect(await isAccepted(query.replace("token=abc", "token=abd"))).toBe(false);
  expect(await isAccepted(query.replace("logged_in_customer_id=6104000123", "logged_in_customer_id=6104000124"))).toBe(
    false,
  );
  expect(await isAccepted(signedQuery(new URLSearchParams("token=abc"), facts, "another secret"))).toBe(false);
});

test("what a visitor claims about shop, customer or signature is dropped", () => {
  const query = new URLSearchParams(
    signedQuery(
      new URLSearchParams(
        "shop=evil.example&logged_in_customer_id=1&signature=x&hmac=x&path_prefix=/&timestamp=0&token=t",
      ),
      facts,
      secret,
    ),
  );
  expect(Object.fromEntries(query)).toEqual({
    token: "t",
    shop: facts.shop,
    path_prefix: facts.pathPrefix,
    timestamp: String(facts.timestamp),
    logged_in_customer_id: "6104000123",
    signature: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect([...query.keys()].length).toBe(6);
});

test("the example of Shopify's documentation has the signature printed there", () => {
  const example = new URLSearchParams(
    "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555",
  );
  expect(proxySignature(example, "hush")).toBe("4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb");
});

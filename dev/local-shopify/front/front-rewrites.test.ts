import { describe, expect, test } from "vitest";
import type { LocalContext } from "../context.ts";
import { localAddress, rewriteCdn, rewritePolicy } from "./front-rewrites.ts";

const shop = { domain: "pawtraits.myshopify.com", handle: "pawtraits" };
const ctx = {
  registration: { apiKey: "app-key" },
  state: { shopOf: (name: string) => (name === shop.domain ? shop : undefined) },
  origins: {
    hub: "http://localhost:4000",
    front: "http://localhost:4001",
    stores: { [shop.domain]: "http://localhost:4002" },
  },
} as unknown as LocalContext;

describe("what stands between the browser and the app", () => {
  test("the page's scripts come from this machine", () => {
    expect(rewriteCdn(ctx, '<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js">')).toBe(
      '<script src="http://localhost:4000/cdn/shopifycloud/app-bridge.js">',
    );
  });

  test("the local admin may embed the app besides the real ones", () => {
    expect(rewritePolicy(ctx, "frame-ancestors https://admin.shopify.com;")).toBe(
      "frame-ancestors https://admin.shopify.com http://localhost:4000;",
    );
    expect(rewritePolicy(ctx, "frame-ancestors 'none';")).toBe("frame-ancestors 'none';");
  });

  test.each([
    [
      "https://admin.shopify.com/store/pawtraits/apps/app-key/app/orders?tab=late",
      "http://localhost:4000/admin/pawtraits/apps/proofline/app/orders?tab=late",
    ],
    ["https://admin.shopify.com/store/pawtraits/orders/1", "http://localhost:4000/admin/pawtraits/orders/1"],
    ["https://pawtraits.myshopify.com/admin/orders/1", "http://localhost:4000/admin/pawtraits/orders/1"],
    [
      "https://pawtraits.myshopify.com/admin/oauth/install?client_id=app-key",
      "http://localhost:4000/admin/pawtraits/apps/proofline",
    ],
    ["https://pawtraits.myshopify.com/apps/proofline/o/token", "http://localhost:4002/apps/proofline/o/token"],
    ["/app?shop=pawtraits.myshopify.com", "/app?shop=pawtraits.myshopify.com"],
    ["https://elsewhere.example/admin", "https://elsewhere.example/admin"],
  ])("a redirect to %s leads to %s", (from, to) => {
    expect(localAddress(ctx, from)).toBe(to);
  });
});

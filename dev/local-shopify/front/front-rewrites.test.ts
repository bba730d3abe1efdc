import { describe, expect, test } from "vitest";
import type { LocalContext } from "../context.ts";
import { builtFile, localAddress, rewriteBuiltFiles, rewriteCdn, rewritePolicy } from "./front-rewrites.ts";

const shop = {
  domain: "pawtraits.myshopify.com",
  handle: "pawtraits",
  storefront: { primaryDomain: "www.pawtraits.example" },
};
const ctx = {
  registration: { apiKey: "app-key" },
  state: { shops: [shop] },
  origins: {
    hub: "http://localhost:4000",
    front: "http://127.0.0.1:4001",
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
    expect(rewritePolicy(ctx, "script-src 'self' https://cdn.shopify.com")).toBe(
      "script-src 'self' http://localhost:4000",
    );
    expect(rewritePolicy(ctx, "frame-ancestors 'none';")).toBe("frame-ancestors 'none';");
  });

  test("after a deployment the built files have new names and the old ones are gone", () => {
    const page = '<script>import("/assets/entry-Ab12.js")</script><link href="/assets/app-Cd34.css">';
    expect(rewriteBuiltFiles({ ...ctx, deployments: 0 }, page)).toBe(page);
    expect(builtFile({ ...ctx, deployments: 0 }, "/assets/entry-Ab12.js")).toBe("/assets/entry-Ab12.js");
    const later = { ...ctx, deployments: 2 };
    expect(rewriteBuiltFiles(later, page)).toBe(page.replaceAll("/assets/", "/assets/deployed-2/"));
    expect(builtFile(later, "/assets/deployed-2/entry-Ab12.js")).toBe("/assets/entry-Ab12.js");
    expect(builtFile(later, "/assets/deployed-1/entry-Ab12.js")).toBeNull();
    expect(builtFile(later, "/assets/entry-Ab12.js")).toBeNull();
    expect(builtFile(later, "/app/orders")).toBe("/app/orders");
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
    ["https://www.pawtraits.example/fr/a/art/o/token/?x=1", "http://localhost:4002/fr/a/art/o/token/?x=1"],
    ["/app?shop=pawtraits.myshopify.com", "/app?shop=pawtraits.myshopify.com"],
    ["https://elsewhere.example/admin", "https://elsewhere.example/admin"],
  ])("a redirect to %s leads to %s", (from, to) => {
    expect(localAddress(ctx, from)).toBe(to);
  });
});

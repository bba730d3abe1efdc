// Where a shop's customers find their page is the merchant's to say; every address is built from what Shopify signed.
import { describe, expect, it } from "vitest";
import { customerPageAddress, readPagePath } from "./customer-page-address.ts";

const own = { domain: "pawtraits.myshopify.com", primaryDomain: null, pagePath: null };

describe("the path that Shopify signs", () => {
  it.each([
    ["/apps/proofline", "", "/apps/proofline"],
    ["/a/my-art", "", "/a/my-art"],
    ["/community/art_2", "", "/community/art_2"],
    ["/tools/my.art.v2", "", "/tools/my.art.v2"],
    ["/fr/apps/proofline", "/fr", "/apps/proofline"],
    ["/en-gb/a/art", "/en-gb", "/a/art"],
    ["/zh-hant-hk/apps/proofline", "/zh-hant-hk", "/apps/proofline"],
    ["//fr//apps/proofline//", "/fr", "/apps/proofline"],
    ["/apps/proofline/", "", "/apps/proofline"],
    ["/apps/größe", "", "/apps/größe"],
    // A path of a kind that Shopify does not have today is taken as it is.
    ["/pages/art", "", "/pages/art"],
    ["/a/b/c", "", "/a/b/c"],
  ])("%s is read", (signed, localeRoot, path) => expect(readPagePath(signed)).toEqual({ localeRoot, path }));

  it.each([
    "",
    "/",
    "apps/proofline",
    "https://evil.example/",
    "/apps/x/../y",
    "/apps/..",
    "/apps/./x",
    "/apps/x y",
    "/apps/{{x}}",
    '/apps/"x',
    "/apps/%2e%2e",
    "/apps/x?y",
    "/apps/x\\y",
    "/apps/x\n",
  ])("%j is none", (text) => expect(readPagePath(text)).toBeNull());
});

describe("an address of the customer's page", () => {
  it("is at myshopify.com and below the app's own path as long as nothing else is known", () => {
    expect(customerPageAddress(own, "/o/t")).toBe("https://pawtraits.myshopify.com/apps/proofline/o/t");
  });

  it("is on the shop's own domain, below the path that was last signed, in the visitor's language where one is asked for", () => {
    const moved = { ...own, primaryDomain: "www.pawtraits.example", pagePath: "/a/my.art" };
    expect(customerPageAddress(moved, "/o/t")).toBe("https://www.pawtraits.example/a/my.art/o/t");
    expect(customerPageAddress(moved, "/o/t/", "/fr")).toBe("https://www.pawtraits.example/fr/a/my.art/o/t/");
  });

  it("is one that every mail program follows", () => {
    expect(customerPageAddress({ ...own, pagePath: "/a/größe" }, "/o/t")).toBe(
      "https://pawtraits.myshopify.com/a/gr%C3%B6%C3%9Fe/o/t",
    );
  });
});

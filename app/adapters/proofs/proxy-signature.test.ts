import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readProxied } from "./proxy-signature.ts";

const SECRET = "not-a-secret";
const NOW = 1_700_000_000_000;

function signed(pairs: [string, string][]): URLSearchParams {
  const text = pairs
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("");
  return new URLSearchParams([...pairs, ["signature", createHmac("sha256", SECRET).update(text).digest("hex")]]);
}
const ordinary: [string, string][] = [
  ["shop", "pawtraits.myshopify.com"],
  ["path_prefix", "/apps/proofline"],
  ["timestamp", "1700000000"],
  ["logged_in_customer_id", ""],
];
const without = (name: string) => ordinary.filter(([one]) => one !== name);

describe("a request through the shop's proxy", () => {
  it("says which shop it is, where our pages stand, and who is logged in", () => {
    expect(readProxied(signed(ordinary), SECRET, NOW)).toEqual({
      shopDomain: "pawtraits.myshopify.com",
      pathPrefix: "/apps/proofline",
      customerId: null,
    });
    expect(
      readProxied(signed([...without("logged_in_customer_id"), ["logged_in_customer_id", "77"]]), SECRET, NOW)
        ?.customerId,
    ).toBe("77");
    expect(readProxied(signed(without("logged_in_customer_id")), SECRET, NOW)?.customerId).toBeNull();
  });

  // The example of Shopify's documentation, with its own secret.
  it("is signed as Shopify's documentation shows", () => {
    const query = new URLSearchParams(
      "extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
    );
    expect(readProxied(query, "hush", 1_317_327_555_000)).toEqual({
      shopDomain: "shop-name.myshopify.com",
      pathPrefix: "/apps/awesome_reviews",
      customerId: "1",
    });
  });

  it("is refused when it is older than 90 seconds, or from the future", () => {
    for (const seconds of [-89, 0, 89])
      expect(readProxied(signed(ordinary), SECRET, NOW + seconds * 1000)).not.toBeNull();
    for (const seconds of [-91, 91]) expect(readProxied(signed(ordinary), SECRET, NOW + seconds * 1000)).toBeNull();
  });

  it("is refused where Shopify's own parameters stand twice, even if all are signed", () => {
    for (const name of ["shop", "path_prefix", "timestamp", "logged_in_customer_id"]) {
      expect(readProxied(signed([...ordinary, [name, "x"]]), SECRET, NOW)).toBeNull();
    }
  });

  it("is refused when the text that Shopify signed is cut into other parameters", () => {
    const sent = "1logged_in_customer_id=77m=";
    const visit = signed([...ordinary, ["a", sent]]);
    expect(readProxied(visit, SECRET, NOW)).toBeNull();
    const cut = new URLSearchParams(visit);
    cut.set("a", "1");
    cut.set("m", "logged_in_customer_id=");
    cut.set("logged_in_customer_id", "77");
    expect(readProxied(cut, SECRET, NOW)).toBeNull();
    const elsewhere = signed([...ordinary, ["a", "1path_prefix=/xshop=other.myshopify.comtimestamp=1700000000tn="]]);
    const hidden = new URLSearchParams([
      ["a", "1"],
      ["path_prefix", "/x"],
      ["shop", "other.myshopify.com"],
      ["timestamp", "1700000000"],
      ["tn", "logged_in_customer_id=path_prefix=/apps/prooflineshop=pawtraits.myshopify.comtimestamp=1700000000"],
      ["signature", elsewhere.get("signature")!],
    ]);
    expect(readProxied(hidden, SECRET, NOW)).toBeNull();
  });

  it("is refused for a shop that is none", () => {
    for (const shop of ["evil.example", "", "pawtraits.myshopify.com.evil.example", "a/b.myshopify.com"])
      expect(readProxied(signed([...without("shop"), ["shop", shop]]), SECRET, NOW)).toBeNull();
  });

  it("is taken with any path that Shopify has signed: which one it is, is said by it and nobody else", () => {
    for (const path of ["/fr/apps/proofline", "/a/my.art", "/apps/proofline/", "//apps//proofline", ""])
      expect(readProxied(signed([...without("path_prefix"), ["path_prefix", path]]), SECRET, NOW)?.pathPrefix).toBe(
        path,
      );
  });
});

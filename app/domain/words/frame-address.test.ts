import { describe, expect, test } from "vitest";
import { adminAddress, framedPath, framePlaceIn, ownPath } from "./frame-address.ts";

const place = { shop: "pawtraits.myshopify.com", host: "YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvcGF3dHJhaXRz" };

describe("the address of the frame", () => {
  test("names the shop, and where its admin is", () => {
    expect(framePlaceIn(new URLSearchParams(place))).toEqual(place);
    expect(framePlaceIn(new URLSearchParams({ shop: place.shop }))).toEqual(place);
    for (const host of ["%", "evil", btoa("evil.example/store/pawtraits")])
      expect(framePlaceIn(new URLSearchParams({ ...place, host }))).toEqual(place);
  });

  test.each(["", "pawtraits", "evil.example", "evil.example/.myshopify.com", "x.myshopify.com.evil.example"])(
    "with the shop “%s” it names none",
    (shop) => expect(framePlaceIn(new URLSearchParams({ ...place, shop }))).toBeNull(),
  );

  test("of a page is kept without what Shopify added", () => {
    expect(ownPath("/app/orders?q=%231001&embedded=1&id_token=x&shop=y&host=z&hmac=h&timestamp=1")).toBe(
      "/app/orders?q=%231001",
    );
    expect(ownPath("/app?locale=de")).toBe("/app");
  });

  test.each(["", "//evil.example/app", "https://evil.example/app", "/apple", "/app/../auth/login", "/\\evil.example"])(
    "that is no page of the app (%s) leads to Home",
    (address) => expect(ownPath(address)).toBe("/app"),
  );

  test("keeps shop and host over a reload", () => {
    const framed = new URL(framedPath("/app/orders?q=%231001", place), "https://app.example");
    expect(framePlaceIn(framed.searchParams)).toEqual(place);
    expect(framed.searchParams.get("embedded")).toBe("1");
    expect(ownPath(framed.pathname + framed.search)).toBe("/app/orders?q=%231001");
  });

  test("has a fellow inside the admin", () => {
    expect(adminAddress("/app/orders?q=1", place, "key")).toBe(
      "https://admin.shopify.com/store/pawtraits/apps/key/app/orders?q=1",
    );
  });
});

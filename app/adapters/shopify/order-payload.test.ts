import { describe, expect, it } from "vitest";
import { readOrderPayload } from "./order-payload.ts";

const line = {
  id: 11,
  admin_graphql_api_id: "gid://shopify/LineItem/11",
  title: "Locket",
  quantity: 3,
  variant_title: "Gold / Large",
  properties: [],
};
const order = {
  id: 1,
  admin_graphql_api_id: "gid://shopify/Order/1",
  name: "#1001",
  created_at: "2026-11-01T10:00:00+01:00",
  updated_at: "2026-11-01T11:00:00.931+01:00",
  line_items: [line],
};
const read = (more: object) => readOrderPayload({ ...order, ...more });

describe("an order from a webhook", () => {
  it("keeps its numbers, its times in UTC and whole seconds, and its options", () => {
    expect(read({})?.order).toMatchObject({
      shopifyOrderId: "1",
      name: "#1001",
      placedAt: "2026-11-01T09:00:00.000Z",
      updatedAt: "2026-11-01T10:00:00.000Z",
      lines: [{ lineId: "11", title: "Locket", quantity: 3, options: ["Gold", "Large"], isDefaultVariant: false }],
    });
  });

  it("has its number from the global id, because large numbers lose digits in JSON", () => {
    const big = JSON.parse(
      `{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","updated_at":"2026-01-01T00:00:00Z","line_items":[]}`,
    ) as unknown;
    expect(readOrderPayload(big)?.order.shopifyOrderId).toBe("820982911946154508");
  });

  it("counts copies left after refunds where Shopify does not say", () => {
    expect(
      read({ refunds: [{ refund_line_items: [{ line_item_id: 11, quantity: 2 }] }] })?.order.lines[0]?.quantity,
    ).toBe(1);
    expect(read({ line_items: [{ ...line, current_quantity: 0 }] })?.order.lines[0]?.quantity).toBe(0);
  });

  it.each([
    ["refunded", true],
    ["voided", true],
    ["partially_refunded", false],
    ["paid", false],
    ["pending", false],
    [null, false],
  ])("whose payment is %s is refunded in full: %s", (status, isRefunded) => {
    expect(read({ financial_status: status })?.order.isRefunded).toBe(isRefunded);
  });

  it.each([
    ["pending", true],
    ["expired", true],
    ["authorized", false],
    ["partially_paid", false],
    ["paid", false],
    [null, false],
  ])("whose payment is %s is not paid: %s", (status, isUnpaid) => {
    expect(read({ financial_status: status })?.order.isUnpaid).toBe(isUnpaid);
  });

  it("tells absent personal fields from empty ones", () => {
    expect(read({})?.order).toMatchObject({
      customerName: undefined,
      customerEmail: undefined,
      shippingAddress: undefined,
    });
    expect(read({ email: null, customer: null, shipping_address: null })?.order).toMatchObject({
      customerName: null,
      customerEmail: null,
      shippingAddress: null,
    });
    expect(read({ email: "a@b.test", customer: { id: 5, first_name: "Ann", last_name: "Bee" } })?.order).toMatchObject({
      customerName: "Ann Bee",
      customerEmail: "a@b.test",
      customerShopifyId: "5",
    });
  });

  it("takes a key that Shopify left out for one that it keeps from us", () => {
    const person = { id: 5 };
    const place = { address1: null, city: "Leeds", country: "United Kingdom" };
    expect(read({ email: "a@b.test", customer: person, shipping_address: place })?.order).toMatchObject({
      customerName: undefined,
      customerEmail: "a@b.test",
      shippingAddress: { address1: null, city: "Leeds", country: "United Kingdom" },
    });
    const { shippingAddress } = read({ shipping_address: place })!.order;
    expect(Object.keys(shippingAddress!)).toEqual(["address1", "city", "country"]);
    expect(read({ customer: person, shipping_address: { ...place, name: "" } })?.order.customerName).toBeNull();
  });

  it("is read again from Shopify when it holds a bundle or lacks its time", () => {
    expect(read({})?.isDoubtful).toBe(false);
    expect(read({ line_items: [{ ...line, sales_line_item_group_id: 7 }] })?.isDoubtful).toBe(true);
    expect(read({ updated_at: null })?.isDoubtful).toBe(true);
  });

  it.each([[null], [[]], ["text"], [{}], [{ id: "not a number" }], [{ id: -1 }]])(
    "that is none is no order: %j",
    (body) => {
      expect(readOrderPayload(body)).toBeNull();
    },
  );

  it.each([
    ["a text", "nonsense"],
    ["null", null],
    ["a number", 5],
    ["a list of nothing", [null, 1, "x"]],
    ["an object", { a: 1 }],
  ])("with lines that are %s still stands", (_what, lines) => {
    expect(read({ line_items: lines })?.order.lines).toEqual([]);
  });

  it("carries no sign that the database refuses", () => {
    const hostile = "a\u0000b\ud800c";
    const { order: found } = read({ name: hostile, line_items: [{ ...line, title: hostile }] })!;
    expect([found.name, found.lines[0]?.title]).toEqual(["ab\ufffdc", "ab\ufffdc"]);
  });
});

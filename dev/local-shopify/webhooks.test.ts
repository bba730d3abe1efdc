import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { askAboutCustomer, grantScopes, installApp, redactShop, uninstallApp } from "./proofs/installation.ts";
import { cancelOrder, editOrder, placeOrder, refundLine } from "./orders/orders.ts";
import { startForTests, type Started } from "./started-for-tests.ts";
import type { LocalOrder } from "./shapes.ts";

let local: Started;
beforeEach(async () => {
  local = await startForTests();
  installApp(local.ctx, local.shop);
});
afterEach(() => local.stop());

function order(quantity = 1): LocalOrder {
  const product = local.shop.products[0]!;
  return placeOrder(local.ctx, local.shop, {
    customerId: local.shop.customers[0]!.id,
    lines: [
      {
        productId: product.id,
        variantId: product.variants[0]!.id,
        quantity,
        properties: [{ name: "Uploaded Images", value: "https://files.example/a.jpg" }],
      },
    ],
  });
}
const told = async () => {
  await local.ctx.webhooks.idle();
  return local.received.map(({ headers, body }) => ({
    topic: headers["x-shopify-topic"],
    eventId: headers["x-shopify-event-id"],
    webhookId: headers["x-shopify-webhook-id"],
    body: JSON.parse(body) as Record<string, never>,
  }));
};

describe("what the app is told", () => {
  test("a new order arrives with Shopify's headers and a signature over its raw body", async () => {
    const placed = order();
    const [one] = await told();
    expect(one).toMatchObject({
      topic: "orders/create",
      body: {
        id: placed.id,
        name: "#1001",
        line_items: [{ properties: [{ name: "Uploaded Images", value: "https://files.example/a.jpg" }] }],
        customer: { email: "carla@customers.example" },
      },
    });
    const { path, headers, body } = local.received[0]!;
    expect(path).toBe("/webhooks");
    expect(headers).toMatchObject({
      "x-shopify-shop-domain": "pawtraits.myshopify.com",
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": "2026-11-21T10:00:00.000Z",
      "content-type": "application/json",
      "x-shopify-hmac-sha256": createHmac("sha256", local.ctx.registration.apiSecret).update(body).digest("base64"),
    });
  });

  test("an edited order brings the new line and what is left of the old", async () => {
    const placed = order(3);
    const mug = local.shop.products[5]!;
    editOrder(local.ctx, local.shop, placed, {
      addLines: [{ productId: mug.id, variantId: mug.variants[0]!.id, quantity: 1 }],
      quantities: [{ lineId: placed.lines[0]!.id, quantity: 1 }],
    });
    const all = await told();
    expect(all.map(({ topic }) => topic).sort()).toEqual(["orders/create", "orders/edited", "orders/updated"]);
    expect(all.find(({ topic }) => topic === "orders/updated")!.body).toMatchObject({
      line_items: [
        { quantity: 3, current_quantity: 1, fulfillable_quantity: 1 },
        { title: "Royal Pet Mug", variant_title: null },
      ],
    });
  });

  test("a cancelled order says so, with nothing left to ship", async () => {
    const placed = order();
    local.pass(local.ctx.routingMs);
    cancelOrder(local.ctx, local.shop, placed);
    const cancelled = (await told()).find(({ topic }) => topic === "orders/cancelled")!;
    expect(cancelled.body).toMatchObject({
      cancelled_at: "2026-11-21T10:00:03.000Z",
      cancel_reason: "customer",
      line_items: [{ current_quantity: 0 }],
    });
    expect(placed.fulfillmentOrders[0]!.status).toBe("CLOSED");
  });

  test("a refunded line lowers what is current, and more than that is refused", async () => {
    const placed = order(2);
    refundLine(local.ctx, local.shop, placed, placed.lines[0]!.id, 1);
    expect((await told()).at(-1)!.body).toMatchObject({
      financial_status: "partially_refunded",
      line_items: [{ quantity: 2, current_quantity: 1 }],
      refunds: [{ refund_line_items: [{ quantity: 1 }] }],
    });
    expect(() => refundLine(local.ctx, local.shop, placed, placed.lines[0]!.id, 2)).toThrow("has 1 left to refund");
  });

  test("an uninstall is told once, and nothing after it but the privacy webhooks", async () => {
    uninstallApp(local.ctx, local.shop);
    order();
    redactShop(local.ctx, local.shop);
    askAboutCustomer(local.ctx, local.shop, local.shop.customers[0]!, "customers/redact");
    askAboutCustomer(local.ctx, local.shop, local.shop.customers[0]!, "customers/data_request");
    const all = await told();
    expect(all.map(({ topic }) => topic).sort()).toEqual([
      "app/uninstalled",
      "customers/data_request",
      "customers/redact",
      "shop/redact",
    ]);
    expect(all.find(({ topic }) => topic === "customers/redact")!.body).toMatchObject({
      shop_domain: local.shop.domain,
      orders_to_redact: [local.shop.orders[0]!.id],
    });
  });

  test("changed scopes are told with those before", async () => {
    grantScopes(local.ctx, local.shop, ["read_orders"]);
    expect((await told())[0]).toMatchObject({
      topic: "app/scopes_update",
      body: { current: ["read_orders"], previous: expect.arrayContaining(["write_orders"]) },
    });
  });
});

describe("retries and misbehaviour", () => {
  test("a webhook that is not answered well is sent again, with the same ids", async () => {
    let failures = 2;
    local.answering.with = () => (failures-- > 0 ? 500 : 200);
    order();
    const all = await told();
    expect(all).toHaveLength(3);
    expect(new Set(all.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect(local.ctx.webhooks.deliveries[0]).toMatchObject({ statuses: [500, 500, 200], outcome: "delivered" });
  });

  test("told to, it sends one webhook twice with one event id", async () => {
    local.faults.webhooks.duplicate = 1;
    order();
    order();
    const all = await told();
    expect(all).toHaveLength(3);
    expect(new Set(all.map(({ eventId }) => eventId)).size).toBe(2);
  });

  test("told to, it drops a webhook", async () => {
    local.faults.webhooks.drop = 1;
    order();
    const second = order();
    expect((await told()).map(({ body }) => body.id)).toEqual([second.id]);
    expect(local.ctx.webhooks.deliveries[0]!.outcome).toBe("dropped");
  });

  test("told to, it sends later orders first", async () => {
    local.faults.webhooks.reorder = true;
    const [first, second] = [order(), order()];
    expect((await told()).map(({ body }) => body.id)).toEqual([second.id, first.id]);
  });
});

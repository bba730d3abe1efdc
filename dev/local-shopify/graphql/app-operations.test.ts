import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOrder } from "../orders/orders.ts";
import { startForTests, testScopes, type Started } from "../started-for-tests.ts";
import { gid } from "./call.ts";

const folder = new URL("../../../app/adapters/shopify/", import.meta.url);
const names = readdirSync(fileURLToPath(folder)).filter((name) => /^(queries|.*-operations)\.ts$/.test(name));
const modules = await Promise.all(
  names.map((name) => import(new URL(name, folder).href) as Promise<Record<string, unknown>>),
);
const operations = modules
  .flatMap((module) => Object.values(module))
  .filter((one): one is string => typeof one === "string" && /^\s*(query|mutation)\s/.test(one));

let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
let variables: Record<string, unknown>;
beforeAll(async () => {
  local = await startForTests({
    scopes: [...testScopes, "read_third_party_fulfillment_orders", "write_third_party_fulfillment_orders"],
  });
  run = await local.graphql();
  const product = local.shop.products[0]!;
  const order = placeOrder(local.ctx, local.shop, {
    customerId: local.shop.customers[0]!.id,
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 1 }],
  });
  local.pass(local.ctx.routingMs);
  const toShip = order.fulfillmentOrders[0]!;
  toShip.holds.push({ id: 5, handle: "h", reason: "OTHER", reasonNotes: "", heldByApp: true });
  toShip.status = "ON_HOLD";
  const orderId = gid("Order", order.id);
  const fulfillmentOrderId = gid("FulfillmentOrder", toShip.id);
  variables = {
    OrderForIntake: { id: orderId, name: true, address: true, email: true, phone: true },
    OrderLines: { id: orderId, after: Buffer.from(JSON.stringify({ last_id: 1, last_value: 0 })).toString("base64") },
    OrdersUpdated: { query: "updated_at:>'2026-01-01T00:00:00Z'" },
    ShopFacts: {},
    StorePassword: {},
    WritePagePath: {
      metafields: [
        {
          ownerId: gid("AppInstallation", local.shop.installationId ?? local.shop.id),
          namespace: "storefront",
          key: "page_path",
          type: "single_line_text_field",
          value: "/a/art",
        },
      ],
    },
    Installation: {},
    OrderState: { id: orderId, after: null },
    FulfillmentOrderLines: { id: fulfillmentOrderId, after: null },
    // As many as the app asks for in one call.
    OrdersAtAGlance: { ids: Array.from({ length: 30 }, () => orderId) },
    SplitFulfillmentOrder: {
      split: [
        {
          fulfillmentOrderId,
          fulfillmentOrderLineItems: [{ id: gid("FulfillmentOrderLineItem", toShip.lines[0]!.id), quantity: 1 }],
        },
      ],
    },
    ForgetArtworkState: {
      id: orderId,
      oldTags: ["a"],
      metafields: [{ ownerId: orderId, namespace: "$app:proofline", key: "state" }],
    },
    FulfillmentOrderOwners: { ids: Array.from({ length: 50 }, () => fulfillmentOrderId) },
    HoldFulfillmentOrder: {
      id: fulfillmentOrderId,
      hold: { reason: "OTHER", handle: "proofline", reasonNotes: "Artwork is not approved", notifyMerchant: false },
    },
    ReleaseHold: { id: fulfillmentOrderId, holdIds: [gid("FulfillmentHold", 5)] },
    CreateFulfillment: {
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }],
        trackingInfo: { company: "UPS", number: "1Z" },
        notifyCustomer: true,
      },
    },
    WriteArtworkState: {
      id: orderId,
      oldTags: ["a"],
      newTags: ["b"],
      metafields: [
        { ownerId: orderId, namespace: "$app:proofline", key: "state", type: "single_line_text_field", value: "x" },
      ],
    },
  };
});
afterAll(() => local.stop());

test("the app's operations were found", () => expect(operations.length).toBeGreaterThan(5));

test.each(operations.map((text) => [/(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? text, text] as const))(
  "%s is answered, within the cost of one query",
  async (name, text) => {
    expect(variables, `variables for ${name} are missing in this test`).toHaveProperty(name);
    local.pass(60_000);
    const { data, errors, extensions } = await run(text, variables[name] as Record<string, unknown>);
    expect(errors).toBeUndefined();
    expect(data).toBeDefined();
    const most = name === "OrdersAtAGlance" ? 500 : 1_000;
    expect(extensions!.cost.requestedQueryCost).toBeLessThanOrEqual(most);
  },
);

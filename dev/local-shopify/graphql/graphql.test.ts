import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { grantScopes } from "../proofs/installation.ts";
import { placeOrder } from "../orders/orders.ts";
import { startForTests, testScopes, type Started } from "../started-for-tests.ts";
import type { LocalOrder } from "../shapes.ts";
import { gid } from "./call.ts";

let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
let order: LocalOrder;
beforeAll(async () => {
  local = await startForTests();
  run = await local.graphql();
});
beforeEach(() => {
  local.pass(60_000);
  grantScopes(local.ctx, local.shop, testScopes);
  const product = local.shop.products[0]!;
  order = placeOrder(local.ctx, local.shop, {
    customerId: local.shop.customers[0]!.id,
    tags: ["vip"],
    lines: [
      {
        productId: product.id,
        variantId: product.variants[0]!.id,
        quantity: 2,
        properties: [
          { name: "Uploaded Images", value: "https://files.example/cat.jpg" },
          { name: "_count", value: 1 },
        ],
        group: { title: "Set", properties: [{ name: "Name", value: "Rex" }] },
      },
    ],
  });
  local.pass(local.ctx.routingMs);
});
afterAll(() => local.stop());

const wholeOrder = `query ($id: ID!) { order(id: $id) {
  id name email tags createdAt cancelledAt displayFulfillmentStatus
  customer { id displayName email } shippingAddress { name address1 city countryCodeV2 zip }
  metafield(namespace: "proofline", key: "state") { value }
  lineItems(first: 20) { nodes { id title variantTitle quantity currentQuantity sku vendor
    product { id tags productType } variant { selectedOptions { name value } } customAttributes { key value } lineItemGroup { customAttributes { key value } } } }
  fulfillmentOrders(first: 5) { nodes { id status fulfillmentHolds { id handle heldByRequestingApp } supportedActions { action } lineItems(first: 20) { nodes { id remainingQuantity lineItem { id } } } } }
} }`;

describe("reading orders", () => {
  test("one order is answered with everything the app reads", async () => {
    const { data, errors } = await run(wholeOrder, { id: gid("Order", order.id) });
    expect(errors).toBeUndefined();
    expect(data.order).toMatchObject({
      name: order.name,
      email: "carla@customers.example",
      tags: ["vip"],
      customer: { displayName: "Carla Cooper" },
      metafield: null,
      displayFulfillmentStatus: "UNFULFILLED",
    });
    expect(data.order.lineItems.nodes[0]).toMatchObject({
      title: "Yellow Portrait",
      variantTitle: "LivingRoom / Full",
      quantity: 2,
      product: { productType: "Portrait" },
      variant: {
        selectedOptions: [
          { name: "Room", value: "LivingRoom" },
          { name: "Size", value: "Full" },
        ],
      },
      customAttributes: [
        { key: "Uploaded Images", value: "https://files.example/cat.jpg" },
        { key: "_count", value: "1" },
      ],
      lineItemGroup: { customAttributes: [{ key: "Name", value: "Rex" }] },
    });
    expect(data.order.fulfillmentOrders.nodes[0]).toMatchObject({
      status: "OPEN",
      fulfillmentHolds: [],
      lineItems: { nodes: [{ remainingQuantity: 2 }] },
    });
  });

  test("an order that does not exist is null", async () => {
    expect(await run(wholeOrder, { id: gid("Order", 1) })).toMatchObject({ data: { order: null } });
  });

  test("a sweep by update time pages through without a gap or a repetition", async () => {
    const since = new Date(local.clock.now - 5_000).toISOString();
    const product = local.shop.products[1]!;
    for (let index = 0; index < 4; index += 1)
      placeOrder(local.ctx, local.shop, {
        lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 1 }],
      });
    const names: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors } = await run(
        `query ($q: String, $after: String) { orders(first: 2, after: $after, query: $q, sortKey: UPDATED_AT) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { q: `updated_at:>'${since}'`, after },
      );
      expect(errors).toBeUndefined();
      names.push(...data.orders.nodes.map((node: { name: string }) => node.name));
      after = data.orders.pageInfo.endCursor as string;
      if (!data.orders.pageInfo.hasNextPage) break;
    }
    expect(names).toEqual(local.shop.orders.slice(-5).map(({ name }) => name));
  });

  test("orders older than 60 days are not shown without read_all_orders", async () => {
    order.createdAt = new Date(local.clock.now - 61 * 86_400_000).toISOString();
    expect((await run(`query ($id: ID!) { order(id: $id) { id } }`, { id: gid("Order", order.id) })).data).toEqual({
      order: null,
    });
  });

  test("nodes of several kinds come back in the order asked for", async () => {
    const { data } = await run(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { name } ... on Product { title } } }`,
      { ids: [gid("Product", local.shop.products[0]!.id), gid("Order", order.id), gid("Order", 2)] },
    );
    expect(data.nodes).toEqual([
      expect.objectContaining({ title: "Yellow Portrait" }),
      expect.objectContaining({ name: order.name }),
      null,
    ]);
  });

  test("the app sees its own scopes, and no shop subscriptions", async () => {
    const { data } = await run(
      `{ currentAppInstallation { accessScopes { handle } } webhookSubscriptions(first: 5) { nodes { id } } }`,
    );
    expect(data.currentAppInstallation.accessScopes).toContainEqual({ handle: "write_orders" });
    expect(data.webhookSubscriptions.nodes).toEqual([]);
  });
});

describe("what is refused", () => {
  test("a field that does not exist", async () => {
    const { errors, data } = await run(`{ shop { nonsense } }`);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      expect.objectContaining({
        message: "Field 'nonsense' doesn't exist on type 'Shop'",
        extensions: { code: "undefinedField", typeName: "Shop", fieldName: "nonsense" },
      }),
    ]);
  });

  test("an argument that does not exist", async () => {
    expect((await run(`{ orders(first: 1, limit: 2) { nodes { id } } }`)).errors?.[0]).toMatchObject({
      message: "Field 'orders' doesn't accept argument 'limit'",
      extensions: { code: "argumentNotAccepted" },
    });
  });

  test("a variable of the wrong type", async () => {
    expect((await run(wholeOrder, {})).errors?.[0]?.extensions?.code).toBe("INVALID_VARIABLE");
  });

  test("a list without a page size", async () => {
    expect((await run(`{ orders { nodes { id } } }`)).errors?.[0]?.message).toBe(
      "you must provide one of first or last",
    );
  });

  test("a real field that Local Shopify does not have, plainly and never as null", async () => {
    const { errors } = await run(`{ shop { timezoneAbbreviation } }`);
    expect(errors?.[0]).toMatchObject({
      message: "Local Shopify does not implement field Shop.timezoneAbbreviation",
      extensions: { code: "LOCAL_SHOPIFY_NOT_IMPLEMENTED" },
    });
  });

  test.each([
    ["read_orders", `{ orders(first: 1) { nodes { id } } }`, "orders", ["write_orders"]],
    ["read_customers", `{ orders(first: 1) { nodes { customer { id } } } }`, "customer", []],
    ["read_products", `{ products(first: 1) { nodes { id } } }`, "products", []],
    [
      "read_merchant_managed_fulfillment_orders",
      `{ orders(first: 1) { nodes { fulfillmentOrders(first: 1) { nodes { id } } } } }`,
      "fulfillmentOrders",
      ["write_merchant_managed_fulfillment_orders"],
    ],
  ])("a field behind %s without it", async (scope, query, field, writing) => {
    grantScopes(
      local.ctx,
      local.shop,
      testScopes.filter((one) => one !== scope && !writing.includes(one)),
    );
    const { errors } = await run(query);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(new RegExp(`^Access denied for ${field} field. Required access: .*\`${scope}\``)),
      extensions: { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" },
    });
  });

  test("staff members, which this app may not see", async () => {
    const { errors } = await run(
      `{ staffMembers(first: 5) { nodes { id } } shop { accountOwner { id } } currentStaffMember { id } }`,
    );
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(expect.arrayContaining(["ACCESS_DENIED"]));
    expect(errors?.[0]?.message).toContain("`read_users` access scope");
  });

  test("a query that costs more than a thousand points", async () => {
    const { errors } = await run(
      `{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id product { id } variant { id } } } } } }`,
    );
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/^Query cost is \d+, which exceeds the single query max cost limit \(1000\)\./),
      extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 },
    });
  });

  test("writing tags without write_orders", async () => {
    grantScopes(
      local.ctx,
      local.shop,
      testScopes.filter((scope) => scope !== "write_orders"),
    );
    const { errors } = await run(`mutation ($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { userErrors { message } } }`, {
      id: gid("Order", order.id),
    });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "ACCESS_DENIED",
      requiredAccess: "`write_orders` access scope.",
    });
  });
});

describe("cost and throttling", () => {
  test("every answer tells what it cost and how much is left", async () => {
    const { extensions } = await run(`{ shop { name } orders(first: 10) { nodes { id } } }`);
    expect(extensions?.cost).toEqual({
      requestedQueryCost: 13,
      actualQueryCost: expect.any(Number),
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: expect.any(Number), restoreRate: 100 },
    });
    expect(extensions!.cost.actualQueryCost).toBeLessThanOrEqual(13);
    expect(extensions!.cost.throttleStatus.currentlyAvailable).toBe(2000 - extensions!.cost.actualQueryCost!);
  });

  test("a mutation costs ten", async () => {
    const { extensions } = await run(
      `mutation ($id: ID!) { tagsAdd(id: $id, tags: ["seen"]) { userErrors { message } } }`,
      { id: gid("Order", order.id) },
    );
    expect(extensions?.cost.requestedQueryCost).toBe(10);
  });

  test("a drained bucket throttles with status 200, and fills by the restore rate", async () => {
    await local.post("/control/bucket/drain", {});
    const query = `{ orders(first: 10) { nodes { id } } }`;
    const { errors, extensions, data } = await run(query);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: "Throttled",
        extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
      },
    ]);
    expect(extensions?.cost).toEqual({
      requestedQueryCost: 12,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
    });
    local.pass(119);
    expect((await run(query)).errors).toBeDefined();
    local.pass(1);
    expect((await run(query)).errors).toBeUndefined();
  });

  test("the next calls can be made to fail", async () => {
    local.faults.graphql = { next: 2, fault: "throttle" };
    expect((await run("{ shop { name } }")).errors?.[0]?.message).toBe("Throttled");
    local.faults.graphql.fault = "reset";
    await expect(run("{ shop { name } }")).rejects.toThrow();
    local.pass(1000);
    expect((await run("{ shop { name } }")).data).toEqual({ shop: { name: "Pawtraits" } });
  });
});

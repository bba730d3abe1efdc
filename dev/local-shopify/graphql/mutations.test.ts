import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { placeOrder } from "../orders/orders.ts";
import { startForTests, type Started } from "../started-for-tests.ts";
import type { LocalFulfillmentOrder, LocalOrder } from "../shapes.ts";
import { gid } from "./call.ts";

let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
let order: LocalOrder;
let toShip: LocalFulfillmentOrder;
beforeAll(async () => {
  local = await startForTests();
  run = await local.graphql();
});
beforeEach(() => {
  local.pass(60_000);
  const product = local.shop.products[0]!;
  order = placeOrder(local.ctx, local.shop, {
    email: "new@customers.example",
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 3 }],
  });
  local.pass(local.ctx.routingMs);
  toShip = order.fulfillmentOrders[0]!;
});
afterAll(() => local.stop());

const shipIt = (lines?: { id: string; quantity: number }[]) =>
  run(
    `mutation ($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { fulfillment { id status trackingInfo { company number url } } userErrors { field message } } }`,
    {
      f: {
        lineItemsByFulfillmentOrder: [
          {
            fulfillmentOrderId: gid("FulfillmentOrder", toShip.id),
            ...(lines ? { fulfillmentOrderLineItems: lines } : {}),
          },
        ],
        trackingInfo: { company: "UPS", number: "1Z-TEST" },
      },
    },
  );
const holdIt = (handle: string) =>
  run(
    `mutation ($id: ID!, $h: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $h) { fulfillmentHold { id handle heldByRequestingApp } fulfillmentOrder { status } userErrors { code field message } } }`,
    { id: gid("FulfillmentOrder", toShip.id), h: { reason: "OTHER", reasonNotes: "Artwork", handle } },
  );
const release = (holdIds: string[]) =>
  run(
    `mutation ($id: ID!, $ids: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $ids) { fulfillmentOrder { status fulfillmentHolds { handle } } userErrors { code message } } }`,
    { id: gid("FulfillmentOrder", toShip.id), ids: holdIds },
  );

describe("shipping", () => {
  test("everything ships with its tracking, and the shop is told", async () => {
    const { data, errors } = await shipIt();
    expect(errors).toBeUndefined();
    expect(data.fulfillmentCreate).toEqual({
      fulfillment: {
        id: expect.stringContaining("gid://shopify/Fulfillment/"),
        status: "SUCCESS",
        trackingInfo: [{ company: "UPS", number: "1Z-TEST", url: null }],
      },
      userErrors: [],
    });
    expect(toShip.status).toBe("CLOSED");
    await local.ctx.webhooks.idle();
    expect(JSON.parse(local.received.at(-1)!.body)).toMatchObject({
      id: order.id,
      fulfillment_status: "fulfilled",
      fulfillments: [{ tracking_number: "1Z-TEST" }],
    });
  });

  test("a part ships, and the rest stays", async () => {
    await shipIt([{ id: gid("FulfillmentOrderLineItem", toShip.lines[0]!.id), quantity: 2 }]);
    expect([toShip.status, toShip.lines[0]!.remainingQuantity]).toEqual(["IN_PROGRESS", 1]);
  });

  test("a held order is refused", async () => {
    await holdIt("proofline");
    const { data } = await shipIt();
    expect(data.fulfillmentCreate).toEqual({
      fulfillment: null,
      userErrors: [
        { field: ["fulfillment"], message: `Fulfillment order ${toShip.id} has an unfulfillable status= on_hold.` },
      ],
    });
    expect(order.fulfillments).toEqual([]);
  });

  test("more copies than remain are refused", async () => {
    const { data } = await shipIt([{ id: gid("FulfillmentOrderLineItem", toShip.lines[0]!.id), quantity: 4 }]);
    expect(data.fulfillmentCreate.userErrors[0].message).toBe(
      "Invalid fulfillment order line item quantity requested.",
    );
  });

  test("what has been shipped is refused a second time", async () => {
    await shipIt();
    expect((await shipIt()).data.fulfillmentCreate.userErrors[0].message).toContain("unfulfillable status= closed");
  });

  test("a fulfillment order that does not exist is refused", async () => {
    toShip = { ...toShip, id: 5 };
    expect((await shipIt()).data.fulfillmentCreate.userErrors[0].message).toBe("Fulfillment order does not exist.");
  });
});

describe("holds", () => {
  test("a hold carries the app's handle and is released by its id alone", async () => {
    toShip.holds.push({
      id: 77,
      handle: "someone-else",
      reason: "HIGH_RISK_OF_FRAUD",
      reasonNotes: "",
      heldByApp: false,
    });
    const { data } = await holdIt("proofline");
    expect(data.fulfillmentOrderHold).toMatchObject({
      fulfillmentHold: { handle: "proofline", heldByRequestingApp: true },
      fulfillmentOrder: { status: "ON_HOLD" },
      userErrors: [],
    });
    const released = await release([data.fulfillmentOrderHold.fulfillmentHold.id]);
    expect(released.data.fulfillmentOrderReleaseHold.fulfillmentOrder).toEqual({
      status: "ON_HOLD",
      fulfillmentHolds: [{ handle: "someone-else" }],
    });
    await release([gid("FulfillmentHold", 77)]);
    expect(toShip.status).toBe("OPEN");
  });

  test("the same handle twice is refused", async () => {
    await holdIt("proofline");
    expect((await holdIt("proofline")).data.fulfillmentOrderHold.userErrors[0].code).toBe(
      "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    );
  });

  test("an eleventh hold is refused", async () => {
    for (let index = 0; index < 10; index += 1) await holdIt(`hold-${index}`);
    expect((await holdIt("hold-10")).data.fulfillmentOrderHold.userErrors[0].code).toBe(
      "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    );
  });

  test("a shipped order cannot be held, and an open one not released", async () => {
    expect((await release([gid("FulfillmentHold", 1)])).data.fulfillmentOrderReleaseHold.userErrors[0].message).toBe(
      "The fulfillment order is not on hold.",
    );
    await shipIt();
    expect((await holdIt("late")).data.fulfillmentOrderHold.userErrors).toHaveLength(1);
  });
});

describe("tags and metafields", () => {
  const tag = (verb: "tagsAdd" | "tagsRemove", tags: string[]) =>
    run(
      `mutation ($id: ID!, $t: [String!]!) { ${verb}(id: $id, tags: $t) { node { id ... on Order { tags } } userErrors { message } } }`,
      { id: gid("Order", order.id), t: tags },
    );

  test("tags are added once whatever their case, and removed; only a change is told", async () => {
    await local.ctx.webhooks.idle();
    const before = local.received.length;
    await tag("tagsAdd", ["Artwork: in review", "vip"]);
    expect((await tag("tagsAdd", ["VIP"])).data.tagsAdd.node.tags).toEqual(["Artwork: in review", "vip"]);
    expect((await tag("tagsRemove", ["Vip"])).data.tagsRemove.node.tags).toEqual(["Artwork: in review"]);
    await local.ctx.webhooks.idle();
    expect(local.received.slice(before).map(({ headers }) => headers["x-shopify-topic"])).toEqual([
      "orders/updated",
      "orders/updated",
    ]);
  });

  test("a tag longer than forty characters is refused", async () => {
    expect((await tag("tagsAdd", ["x".repeat(41)])).data.tagsAdd).toMatchObject({
      node: null,
      userErrors: [{ message: "Each tag must be 40 characters or less" }],
    });
  });

  const set = (fields: Record<string, unknown>) =>
    run(
      `mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { key value compareDigest } userErrors { code field message } } }`,
      { m: [{ ownerId: gid("Order", order.id), namespace: "$app:proofline", key: "state", ...fields }] },
    );

  test("a metafield is set, changed and read back", async () => {
    await set({ type: "single_line_text_field", value: "in review" });
    await set({ value: "approved" });
    const { data } = await run(
      `query ($id: ID!) { order(id: $id) { metafield(namespace: "$app:proofline", key: "state") { value type } } }`,
      { id: gid("Order", order.id) },
    );
    expect(data.order.metafield).toEqual({ value: "approved", type: "single_line_text_field" });
    expect(order.metafields).toHaveLength(1);
  });

  test.each([
    ["without a type", { value: "x" }, "BLANK"],
    ["of another type than its definition", { key: "artwork_state", type: "json", value: "{}" }, "INVALID_TYPE"],
    ["with a value of another type", { type: "json", value: "{" }, "INVALID_VALUE"],
    ["with an empty value", { type: "single_line_text_field", value: "" }, "BLANK"],
    ["with a stale digest", { type: "single_line_text_field", value: "x", compareDigest: "old" }, "STALE_OBJECT"],
  ])("a metafield %s is refused", async (_name, fields, code) => {
    expect((await set(fields)).data.metafieldsSet).toMatchObject({ metafields: null, userErrors: [{ code }] });
  });
});

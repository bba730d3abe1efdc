// What the app is not approved for in the Partner Dashboard is kept from it, field by field, in queries and in webhooks.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CUSTOMER_FIELDS, type CustomerField } from "./customer-data.ts";
import { gid } from "./graphql/call.ts";
import { placeOrder } from "./orders/orders.ts";
import { startForTests, type Started } from "./started-for-tests.ts";

const ASKED = `query ($id: ID!) { order(id: $id) {
  name note email phone
  customer { id firstName }
  shippingAddress { address1 zip city country phone }
} }`;
const PATHS: Record<CustomerField, string[]> = {
  name: ["order.customer.firstName"],
  address: ["order.shippingAddress.address1", "order.shippingAddress.zip"],
  email: ["order.email"],
  phone: ["order.phone", "order.shippingAddress.phone"],
};

let local: Started;
let run: Awaited<ReturnType<Started["graphql"]>>;
beforeAll(async () => {
  local = await startForTests();
  run = await local.graphql();
});
beforeEach(() => {
  Object.assign(local.faults.customerData, { customerData: true, name: true, address: true, email: true, phone: true });
  local.received.length = 0;
});
afterAll(() => local.stop());

function place() {
  const customer = local.shop.customers[0]!;
  customer.phone = "+15550100";
  customer.addresses[0]!.phone = "+15550100";
  const product = local.shop.products[0]!;
  return placeOrder(local.ctx, local.shop, {
    customerId: customer.id,
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 1 }],
  });
}

async function told() {
  await local.ctx.webhooks.idle();
  return local.received.map(({ body }) => JSON.parse(body) as Record<string, Record<string, unknown>>);
}

describe.each(CUSTOMER_FIELDS)("without %s", (field) => {
  test("a query gets null and a refusal for it, and everything else", async () => {
    const order = place();
    const before = (await run(ASKED, { id: gid("Order", order.id) })).data;
    local.faults.customerData[field] = false;
    const { data, errors } = await run(ASKED, { id: gid("Order", order.id) });
    expect(errors?.map(({ path }) => path!.join(".")).toSorted()).toEqual(PATHS[field].toSorted());
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(["ACCESS_DENIED"]));
    expect(errors?.[0]?.message).toMatch(/^This app is not approved to use the \w+ field\. See https:/);
    for (const path of PATHS[field]) {
      const parts = path.split(".");
      const last = parts.pop()!;
      const parent = parts.reduce((at: Record<string, never>, part) => at[part]!, before);
      if (path !== "order.phone") expect(parent[last], path).not.toBeNull();
      (parent as Record<string, unknown>)[last] = null;
    }
    expect(data).toEqual(before);
  });

  test("a webhook comes without its keys, and with all others", async () => {
    local.faults.customerData[field] = false;
    place();
    const { customer, shipping_address: address, ...order } = (await told())[0]!;
    const of = {
      name: [customer!.first_name, address!.name, order.order_status_url],
      address: [address!.address1, address!.zip],
      email: [customer!.email, order.email, order.contact_email],
      phone: [customer!.phone, address!.phone],
    };
    for (const one of CUSTOMER_FIELDS)
      expect(new Set(of[one].map((value) => value === undefined)), one).toEqual(new Set([one === field]));
    expect([order.name, address!.country]).toEqual([expect.stringMatching(/^#/), "United States"]);
  });
});

test("without level 1 there is no order, and no topic about orders can be subscribed", async () => {
  local.faults.customerData.customerData = false;
  const order = place();
  const { data, errors } = await run(ASKED, { id: gid("Order", order.id) });
  expect(data).toEqual({ order: null });
  expect(errors?.[0]).toMatchObject({
    message: expect.stringMatching(/^This app is not approved to access the Order object\. See https:/) as string,
    extensions: { code: "ACCESS_DENIED" },
  });
  expect(await told()).toEqual([]);
  const { refused } = (await (await local.post("/control/app/register", {})).json()) as {
    refused: { topic: string }[];
  };
  expect(refused.map(({ topic }) => topic)).toEqual([
    "orders/create",
    "orders/updated",
    "orders/cancelled",
    "orders/edited",
    "fulfillment_orders/placed_on_hold",
  ]);
});

// A customer who was forgotten stays so in every column, whatever Shopify tells of the order later.
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { activeShopById, type IntakeShop } from "../../app/adapters/rows/shop/shops.ts";
import type { IncomingOrder } from "../../app/domain/intake/incoming-order.ts";
import { takeOrder } from "../../app/services/intake/take-order.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { migration } from "./migrations.ts";
import { drainJobs } from "./set-up.ts";
import { makeOrder } from "./shop.ts";

const domain = "forgotten.myshopify.com";
const PERSONAL = /carla|jamie|doe|high street|leeds|forever|customer\.test|2030/i;
const id = 7_001;
let shop: IntakeShop;

const work = () => drainJobs({ with: { ...withoutShopify, "fetch-item-photo": async () => {} } });
const line = (number: number) => ({
  id: number,
  properties: [
    photoProperty(`https://photos.test/carla-${number}.jpg`),
    { name: "Inscription", value: "Carla forever" },
    { name: "Delivery date", value: "2030-05-01" },
  ],
});
const tell = async (minute: number, lines: number[], orderId = id) => {
  const more = {
    created_at: new Date().toISOString(),
    note: "For Carla",
    tags: "gift, Carla Doe",
    note_attributes: [{ name: "Wrapped for", value: "Carla" }],
    shipping_lines: [{ title: "To Carla's door", code: "Carla" }],
  };
  const updatedAt = new Date(Date.now() + minute * 60_000).toISOString();
  const body = orderBody({ id: orderId, number: orderId, updatedAt, lines: lines.map(line), more });
  await sendWebhook(body, { domain, topic: "orders/updated" });
  await work();
};
const forget = async (orderId = id) => {
  await sendWebhook({ shop_domain: domain, orders_to_redact: [orderId] }, { domain, topic: "customers/redact" });
  await work();
};
const whole = (orderId = id) =>
  db().order.findFirstOrThrow({
    where: { shopId: shop.id, shopifyOrderId: String(orderId) },
    include: {
      items: { include: { photos: true }, orderBy: { number: "asc" } },
      history: { omit: { id: true } },
      tasks: true,
      emails: true,
    },
  });
const written = async (orderId = id) =>
  JSON.stringify(await whole(orderId), (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));

beforeAll(async () => {
  const shopId = await openShop(domain);
  await db().shop.update({ where: { id: shopId }, data: { photoSettings: { grouping: "photo" } } });
  shop = (await activeShopById(shopId))!;
});

describe("of a forgotten customer's order", () => {
  it("every column that intake writes is blank after redaction, though each was written before", async () => {
    await tell(1, [1]);
    const before = await whole();
    expect(before).toMatchObject({
      customerName: "Jamie Doe",
      tags: ["Carla Doe", "gift"],
      wantedBy: new Date("2030-05-01"),
    });
    expect(before.items).toHaveLength(1);
    expect(JSON.stringify(before.items[0]!.details)).toContain("Carla forever");
    expect(before.items[0]!.sourceKey).toContain("carla-1.jpg");
    await forget();
    expect(await written()).not.toMatch(PERSONAL);
  });

  it("a later edit by webhook brings the new line, and nothing of the person; the item that was there stays the same", async () => {
    const { items: before } = await whole();
    await tell(2, [1, 2]);
    const { items } = await whole();
    expect(items.map(({ number, lineId, step }) => [number, lineId, step])).toEqual([
      [1, "1", "photo_review"],
      [2, "2", "photo_review"],
    ]);
    expect(items[0]!.id).toBe(before[0]!.id);
    expect(items[1]!.photos).toMatchObject([{ state: "failed", failure: "forgotten", sourceUrl: null }]);
    expect(await written()).not.toMatch(PERSONAL);
  });

  it("staff read that the customer was forgotten, and not that Shopify tells nothing of them", async () => {
    const { id: orderId } = await whole();
    const { id: memberId } = await db().member.create({
      data: { shopId: shop.id, name: "Olivia", email: "olivia@forgotten.test", roles: ["admin"] },
    });
    const page = await showOrder({ shopId: shop.id, actor: { kind: "member", memberId, roles: ["admin"] }, orderId });
    expect(page!.customer).toEqual({ name: null, email: null, address: [], isForgotten: true });
  });

  it("the same where GraphQL tells it", async () => {
    const told: IncomingOrder = {
      shopifyOrderId: String(id),
      name: `#${id}`,
      placedAt: new Date().toISOString(),
      updatedAt: new Date(Date.now() + 180_000).toISOString(),
      cancelledAt: null,
      isRefunded: false,
      isUnpaid: false,
      note: "For Carla",
      locale: "de",
      tags: ["Carla Doe"],
      shippingLines: [{ title: "To Carla", code: null }],
      noteAttributes: [{ key: "For", value: "Carla" }],
      customerShopifyId: "77",
      customerName: "Jamie Doe",
      customerEmail: "jamie@customer.test",
      shippingAddress: { name: "Jamie Doe", city: "Leeds" },
      lines: [1, 2, 3].map((number) => ({
        lineId: String(number),
        title: "Yellow Portrait",
        variantTitle: null,
        isDefaultVariant: true,
        options: [],
        productId: "9",
        isPhysical: true,
        sku: null,
        isFulfilled: false,
        quantity: 1,
        properties: line(number).properties,
      })),
    };
    expect(await takeOrder(shop, told, true)).toBe("updated");
    const row = await whole();
    expect([row.items.length, row.customerShopifyId]).toEqual([3, null]);
    expect(await written()).not.toMatch(PERSONAL);
  });

  it("an order that comes in only after its customer was forgotten is as blank", async () => {
    await forget(7_002);
    await tell(1, [1], 7_002);
    expect((await whole(7_002)).items).toHaveLength(1);
    expect(await written(7_002)).not.toMatch(PERSONAL);
  });
});

it("an upgrade knows who was forgotten before, blanks what came back, and has every order compared anew", async () => {
  const other = await makeOrder(shop.id);
  await tell(1, [1], 7_003);
  const row = await whole(7_003);
  const { customerName, customerEmail, shippingAddress, note, searchText, tags } = row;
  await forget(7_003);
  const { items: forgotten, searchText: blank } = await whole(7_003);
  // As the release before left it: no row, and an order webhook that wrote the person again.
  await db().forgottenOrder.deleteMany({ where: { shopId: shop.id, shopifyOrderId: "7003" } });
  const again = { customerName, customerEmail, shippingAddress: shippingAddress!, note, searchText, tags };
  await db().order.update({ where: { shopId_id: { shopId: shop.id, id: row.id } }, data: again });
  const { sourceKey } = row.items[0]!;
  await db().item.updateMany({
    where: { orderId: row.id },
    data: { sourceKey, details: [{ name: "a", value: "Carla" }] },
  });
  await db().order.updateMany({ where: { shopId: shop.id }, data: { comparedAt: new Date() } });
  expect(await written(7_003)).toMatch(PERSONAL);

  await pool().query(migration("forgotten_orders_have_rows_and_all_are_compared"));
  await pool().query(migration("forgotten_orders_have_rows_and_all_are_compared"));
  expect(await written(7_003)).not.toMatch(PERSONAL);
  const now = await whole(7_003);
  expect([now.items[0]!.sourceKey, now.searchText]).toEqual([forgotten[0]!.sourceKey, blank]);
  await tell(2, [1], 7_003);
  expect((await whole(7_003)).items).toHaveLength(1);
  expect(await written(7_003)).not.toMatch(PERSONAL);
  expect(await db().order.count({ where: { comparedAt: { not: null } } })).toBe(0);
  expect(await db().order.findFirst({ where: { id: other.orderId } })).toMatchObject({
    customerName: "Carla Customer",
  });
});

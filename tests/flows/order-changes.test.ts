// What changes of an order in Shopify changes its items, and nothing of them is lost.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, startFileHost, withoutShopify } from "./intake.ts";
import { drainJobs } from "./set-up.ts";
import { act, makeMember } from "./shop.ts";

let host: Awaited<ReturnType<typeof startFileHost>>;
let shopId: string;

beforeAll(async () => {
  host = await startFileHost({
    "/cat.jpg": await jpeg(),
    "/dog.jpg": await jpeg(2400, 1800),
    "/text.jpg": Buffer.from("<html>not a photo</html>"),
    "/broken.jpg": (await jpeg()).subarray(0, 300),
  });
  shopId = await openShop();
  await openShop("lockets.myshopify.com");
  await drainJobs({ with: withoutShopify });
});
afterAll(() => host.close());

const work = () => drainJobs({ with: withoutShopify, alsoLater: true });
const orderOf = (id: number) =>
  db().order.findFirst({
    where: { shopId, shopifyOrderId: String(id) },
    include: { items: { orderBy: { number: "asc" }, include: { photos: true, history: { orderBy: { id: "asc" } } } } },
  });

describe("an order changes in Shopify", () => {
  const cat = () => photoProperty(`${host.origin}/cat.jpg`);

  it("an added line becomes a new item, a removed one is cancelled, copies, address and name follow", async () => {
    const first = { id: 91, properties: [cat()] };
    const second = { id: 92, properties: [cat()] };
    await sendWebhook(orderBody({ id: 9, number: 1009, lines: [first, second] }));
    await work();
    const later = orderBody({
      id: 9,
      number: 1009,
      updatedAt: "2026-11-01T11:00:00Z",
      email: "new@customer.test",
      lines: [
        { ...first, quantity: 2 },
        { ...second, current: 0 },
        { id: 93, title: "Canvas", properties: [cat()] },
      ],
    });
    await sendWebhook(
      { ...later, shipping_address: { ...later.shipping_address, city: "York" } },
      { topic: "orders/updated" },
    );
    await work();
    const order = await orderOf(9);
    expect(order?.items.map(({ number, step, quantity }) => [number, step, quantity])).toEqual([
      [1, "photo_review", 2],
      [2, "cancelled", 1],
      [3, "photo_review", 1],
    ]);
    expect(order).toMatchObject({ customerEmail: "new@customer.test", shippingAddress: { city: "York" } });
    const events = (await db().history.findMany({ where: { shopId, orderId: order?.id } })).map(({ event }) => event);
    expect(events).toEqual(
      expect.arrayContaining(["item_added", "copies_changed", "address_changed", "cancel_in_shopify"]),
    );
  });

  it("a line that is added to an order that had ended opens it again", async () => {
    const [first, second] = [
      { id: 201, properties: [cat()] },
      { id: 202, properties: [cat()] },
    ];
    await sendWebhook(orderBody({ id: 20, number: 1020, lines: [first] }));
    await work();
    await db().item.updateMany({ where: { shopId, orderId: (await orderOf(20))!.id }, data: { step: "done" } });
    await db().order.updateMany({ where: { shopId, shopifyOrderId: "20" }, data: { endedAt: new Date() } });
    const edited = orderBody({ id: 20, number: 1020, updatedAt: "2026-11-01T12:00:00Z", lines: [first, second] });
    await sendWebhook(edited, { topic: "orders/updated" });
    // At once, and not only when its photo has arrived.
    await drainJobs({ with: { ...withoutShopify, "fetch-item-photo": async () => {} } });
    const order = await orderOf(20);
    expect(order?.items.map(({ step }) => step)).toEqual(["done", "photo_review"]);
    expect(order?.endedAt).toBeNull();
  });

  it("more copies of an item that is done are a task for managers, which ends once Shopify counts the line as shipped", async () => {
    const line = { id: 211, properties: [cat()] };
    const told = async (hour: number, more: object) => {
      const lines = [{ ...line, ...more }];
      const body = orderBody({ id: 21, number: 1021, updatedAt: `2026-11-01T${hour}:00:00Z`, lines });
      await sendWebhook(body, { topic: "orders/updated" });
      await work();
    };
    const tasks = () =>
      db().task.findMany({ where: { shopId, kind: "copies_added" }, select: { details: true, closedAt: true } });
    await told(10, {});
    await db().item.updateMany({ where: { shopId, orderId: (await orderOf(21))!.id }, data: { step: "done" } });
    await told(11, { fulfilled: true });
    expect(await tasks()).toEqual([]);
    await told(12, { quantity: 3 });
    expect(await tasks()).toMatchObject([{ closedAt: null, details: { cause: expect.stringContaining("3 copies") } }]);
    expect((await orderOf(21))?.items.map(({ step, quantity }) => [step, quantity])).toEqual([["done", 3]]);
    await told(13, { quantity: 3 });
    expect(await tasks()).toMatchObject([{ closedAt: null }]);
    await told(14, { quantity: 3, fulfilled: true });
    expect((await tasks()).map(({ closedAt }) => closedAt !== null)).toEqual([true]);
  });

  it("a line that is removed and put back has its item again, and the order does not ship without it", async () => {
    const [first, second] = [
      { id: 141, properties: [cat()] },
      { id: 142, properties: [cat()] },
    ];
    const edited = (updatedAt: string, current: number) =>
      sendWebhook(orderBody({ id: 14, number: 1014, updatedAt, lines: [first, { ...second, quantity: 2, current }] }), {
        topic: "orders/updated",
      });
    await edited("2026-11-01T10:00:00Z", 1);
    await work();
    await edited("2026-11-01T11:00:00Z", 0);
    await work();
    expect((await orderOf(14))?.items.map(({ step }) => step)).toEqual(["photo_review", "cancelled"]);
    await db().item.updateMany({
      where: { shopId, orderId: (await orderOf(14))!.id, number: 1 },
      data: { step: "done" },
    });
    await db().order.updateMany({ where: { shopId, shopifyOrderId: "14" }, data: { endedAt: new Date() } });
    await edited("2026-11-01T12:00:00Z", 2);
    const held: unknown[] = [];
    await drainJobs({
      with: { ...withoutShopify, "settle-order": async (job) => void held.push(job) },
      alsoLater: true,
    });
    expect(held).not.toEqual([]);
    const order = await orderOf(14);
    expect(order?.items.map(({ number, step, quantity }) => [number, step, quantity])).toEqual([
      [1, "done", 1],
      [2, "photo_review", 2],
    ]);
    expect(order?.endedAt).toBeNull();
    expect(order?.items[1]?.history.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["item_made", "cancel_in_shopify", "reopen_in_shopify"]),
    );
  });

  it("an item that a manager cancelled stays cancelled whatever Shopify says of its line", async () => {
    const line = { id: 151, properties: [cat()] };
    await sendWebhook(orderBody({ id: 15, number: 1015, lines: [line] }));
    await work();
    const manager = await makeMember(shopId, ["manager"]);
    await act({
      shopId,
      actor: manager,
      command: { action: "cancel" },
      itemIds: (await orderOf(15))!.items.map(({ id }) => id),
    });
    for (const [hour, current] of [
      [11, 0],
      [12, 1],
    ] as const) {
      await sendWebhook(
        orderBody({ id: 15, number: 1015, updatedAt: `2026-11-01T${hour}:00:00Z`, lines: [{ ...line, current }] }),
        { topic: "orders/updated" },
      );
      await work();
    }
    expect((await orderOf(15))?.items.map(({ step }) => step)).toEqual(["cancelled"]);
  });

  it("an older webhook that arrives later changes nothing", async () => {
    await sendWebhook(
      orderBody({
        id: 10,
        number: 1010,
        updatedAt: "2026-11-01T12:00:00Z",
        email: "newer@customer.test",
        lines: [{ id: 101, properties: [cat()] }],
      }),
      { topic: "orders/updated" },
    );
    await sendWebhook(
      orderBody({
        id: 10,
        number: 1010,
        updatedAt: "2026-11-01T10:00:00Z",
        email: "older@customer.test",
        lines: [{ id: 101, quantity: 5, properties: [cat()] }],
      }),
    );
    await work();
    const order = await orderOf(10);
    expect(order?.customerEmail).toBe("newer@customer.test");
    expect(order?.items.map(({ quantity }) => quantity)).toEqual([1]);
  });

  it("a cancelled order leaves every queue and keeps its history", async () => {
    const lines = [{ id: 111, properties: [cat()] }];
    await sendWebhook(orderBody({ id: 11, number: 1011, lines }));
    await work();
    await sendWebhook(
      orderBody({
        id: 11,
        number: 1011,
        updatedAt: "2026-11-02T10:00:00Z",
        cancelledAt: "2026-11-02T10:00:00Z",
        lines: [{ ...lines[0]!, current: 0 }],
      }),
      { topic: "orders/cancelled" },
    );
    await work();
    const order = await orderOf(11);
    expect(order?.items.map(({ step }) => step)).toEqual(["cancelled"]);
    expect(order?.cancelledInShopify).not.toBeNull();
    expect(order?.endedAt).not.toBeNull();
    expect(order?.items[0]?.history.map(({ event }) => event)).toEqual(["item_made", "cancel_in_shopify"]);
  });

  it.each([
    [16, "refunded"],
    [17, "voided"],
  ])("order %i whose payment is %s leaves every queue and keeps its history", async (id, status) => {
    const lines = [{ id: id * 10, properties: [cat()] }];
    const told = (updatedAt: string, financial_status: string) =>
      sendWebhook(orderBody({ id, number: 1000 + id, updatedAt, lines, more: { financial_status } }), {
        topic: "orders/updated",
      });
    await told("2026-11-01T10:00:00Z", "paid");
    await work();
    await told("2026-11-02T10:00:00Z", status);
    await work();
    const order = await orderOf(id);
    expect(order?.items.map(({ step }) => step)).toEqual(["cancelled"]);
    expect(order?.endedAt).not.toBeNull();
    expect(order?.items[0]?.history.map(({ event }) => event)).toEqual(["item_made", "cancel_in_shopify"]);
    await told("2026-11-03T10:00:00Z", "paid");
    await work();
    expect((await orderOf(id))?.items.map(({ step }) => step)).toEqual(["photo_review"]);
  });

  it("an order that is refunded before it is read is not kept", async () => {
    await sendWebhook(
      orderBody({ id: 18, lines: [{ id: 181, properties: [cat()] }], more: { financial_status: "refunded" } }),
    );
    await work();
    expect(await orderOf(18)).toBeNull();
  });

  it("a line that was shipped before the order came to us makes no item", async () => {
    const lines = [
      { id: 191, properties: [cat()], fulfilled: true },
      { id: 192, properties: [cat()] },
    ];
    await sendWebhook(orderBody({ id: 19, number: 1019, lines }));
    await work();
    expect((await orderOf(19))?.items.map(({ lineId, step }) => [lineId, step])).toEqual([["192", "photo_review"]]);
  });

  it("fulfilled in Shopify before approval: done, marked, and a task for managers", async () => {
    const line = { id: 121, properties: [cat()] };
    await sendWebhook(orderBody({ id: 12, number: 1012, lines: [line] }));
    await work();
    await sendWebhook(
      orderBody({
        id: 12,
        number: 1012,
        updatedAt: "2026-11-02T10:00:00Z",
        lines: [{ ...line, fulfilled: true }],
        more: { fulfillment_status: "fulfilled" },
      }),
      { topic: "orders/updated" },
    );
    await work();
    const order = await orderOf(12);
    expect(order?.items[0]?.step).toBe("done");
    expect(order?.fulfilledInShopify).not.toBeNull();
    expect(
      await db().task.findMany({ where: { shopId, orderId: order?.id, kind: "fulfilled_before_approval" } }),
    ).toHaveLength(1);
  });

  it("personal fields that Shopify keeps from us break nothing and blank nothing", async () => {
    const {
      email: _e,
      customer: _c,
      shipping_address: _s,
      ...bare
    } = orderBody({ id: 13, number: 1013, lines: [{ id: 131, properties: [cat()] }] });
    await sendWebhook(bare);
    await work();
    expect(await orderOf(13)).toMatchObject({ customerName: null, customerEmail: null, shippingAddress: null });
    await sendWebhook(
      orderBody({ id: 13, number: 1013, updatedAt: "2026-11-02T10:00:00Z", lines: [{ id: 131, properties: [cat()] }] }),
      { topic: "orders/updated" },
    );
    await work();
    await sendWebhook({ ...bare, updated_at: "2026-11-03T10:00:00Z" }, { topic: "orders/updated" });
    await work();
    expect(await orderOf(13)).toMatchObject({ customerName: "Jamie Doe", customerEmail: "jamie@customer.test" });
  });
});

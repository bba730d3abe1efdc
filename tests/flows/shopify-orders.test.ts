// What a shop does to its orders in Shopify is followed here, to the end and without running in circles.
import { afterAll, describe, expect, it } from "vitest";
import { archiveOrder, deleteOrder } from "../../dev/local-shopify/orders/order-ends.ts";
import { liftHolds } from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import { orderChanged } from "../../dev/local-shopify/orders/order-changed.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { queueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { ordersToCompare } from "../../app/adapters/rows/fulfilment/orders-in-shopify.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { unsettledOrders } from "../../app/adapters/rows/fulfilment/unsettled-orders.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { orderDeleted } from "../../app/services/intake/order-deleted.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { untilItWaits } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);

const told = (order: LocalOrder, topic: string) =>
  local.ctx.webhooks.deliveries.filter((one) => one.topic === topic && one.body.includes(String(order.id)));
const openTasks = async (order: LocalOrder) => (await ours(order)).tasks.filter(({ closedAt }) => closedAt === null);

/** The sweep comes to these orders on its round. */
async function roundOver(...orders: LocalOrder[]) {
  const shopifyOrderId = { in: orders.map(({ id }) => String(id)) };
  await db().order.updateMany({ where: { shopId, shopifyOrderId }, data: { comparedAt: new Date(0) } });
  await sweepOrders({ shopId });
  await work();
}

describe("an order changes in Shopify", () => {
  it("what the app writes itself is told back to it, and then there is silence", async () => {
    const order = place();
    await work();
    expect(order.metafields).not.toEqual([]);
    const updates = told(order, "orders/updated").length;
    expect(updates).toBeGreaterThanOrEqual(2);
    expect(updates).toBeLessThanOrEqual(8);
    const [calls, webhooks] = [local.ctx.graphqlCalls, local.ctx.webhooks.deliveries.length];
    await work();
    await work();
    expect(local.ctx.graphqlCalls - calls).toBe(0);
    expect(local.ctx.webhooks.deliveries.length - webhooks).toBe(0);
  });
});

describe("an order is deleted in Shopify", () => {
  it("only a cancelled or an archived one can be", async () => {
    const order = place();
    await work();
    expect(deleteOrder(local.ctx, local.shop, order)).toEqual({ refused: expect.stringMatching(/archive/) });
    expect(local.shop.orders).toContain(order);
  });

  it("it leaves every queue: items, emails, tasks and holds, and its history says why", async () => {
    const order = place(2);
    await work();
    const { id: orderId, items } = await ours(order);
    expect((await ours(order)).holds).not.toEqual([]);
    await inTransaction(async (tx) => {
      const itemIds = items.map(({ id }) => id);
      await queueEmail(tx, {
        shopId,
        orderId,
        kind: "order_issue",
        itemIds,
        actId: null,
        undoableUntil: new Date(Date.now() + 60_000),
      });
      await openTask(tx, { shopId, kind: "fulfilled_before_approval", subject: orderId, orderId });
    });
    archiveOrder(local.ctx, local.shop, order);
    expect(deleteOrder(local.ctx, local.shop, order)).toBeNull();
    expect(told(order, "orders/delete").map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ id: order.id }]);
    await work();
    const after = await ours(order);
    expect(after.items.map(({ step }) => step)).toEqual(["cancelled", "cancelled"]);
    expect(after).toMatchObject({ holds: [], endedAt: expect.any(Date), deletedInShopify: expect.any(Date) });
    expect(await openTasks(order)).toEqual([]);
    expect((await db().email.findMany({ where: { shopId, orderId } })).map(({ state }) => state)).toEqual([
      "withdrawn",
    ]);
    const reasons = after.history.filter(({ event }) => event === "cancel_in_shopify");
    expect(reasons.map(({ details }) => details)).toEqual([
      expect.objectContaining({ note: "The order was deleted in Shopify." }),
      expect.objectContaining({ note: "The order was deleted in Shopify." }),
    ]);
    // What was on its way meanwhile does not bring it back.
    orderChanged(local.ctx, local.shop, order);
    await work();
    await roundOver(order);
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["cancelled", "cancelled"]);
    expect(await openTasks(order)).toEqual([]);
  });

  it("a job that was on its way asks nothing of Shopify for it any more, and opens no task", async () => {
    const order = place();
    await work();
    archiveOrder(local.ctx, local.shop, order);
    deleteOrder(local.ctx, local.shop, order);
    await work();
    const { id: orderId } = await ours(order);
    const calls = local.ctx.graphqlCalls;
    for (let tries = 0; tries < 5; tries += 1) await settleOrder({ shopId, orderId });
    expect(local.ctx.graphqlCalls - calls).toBe(0);
    expect(await ours(order)).toMatchObject({ unsettledCause: null, unsettledTries: 0 });
    expect(await openTasks(order)).toEqual([]);
  });

  it("it is deleted while Shopify is being asked about it: managers are told of nothing any more", async () => {
    const order = place();
    await work();
    const { id: orderId } = await ours(order);
    // Something of it could not be settled three times, so that the next time in vain opens a task.
    Object.assign(order.fulfillmentOrders[0]!, { status: "SCHEDULED", holds: [] });
    await db().order.updateMany({
      where: { shopId, id: orderId },
      data: { unsettledCause: "cannot_be_held", unsettledTries: 3, holds: [] },
    });
    const calls = local.ctx.graphqlCalls;
    const both = await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      const deleting = orderDeleted({ shopId, shopifyOrderId: String(order.id) });
      await untilItWaits(deleting);
      const settling = settleOrder({ shopId, orderId });
      while (local.ctx.graphqlCalls === calls) await new Promise(setImmediate);
      return { end: Promise.all([deleting, settling]) };
    });
    await both.end;
    expect((await ours(order)).deletedInShopify).not.toBeNull();
    expect(await openTasks(order)).toEqual([]);
    expect(await db().task.count({ where: { shopId, subject: "cannot_be_held", closedAt: null } })).toBe(0);
  });

  it("one that was taken for deleted, and is shown again, is worked on and held again", async () => {
    const order = place();
    await work();
    await orderDeleted({ shopId, shopifyOrderId: String(order.id) });
    await work();
    liftHolds(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    local.pass(1_100);
    orderChanged(local.ctx, local.shop, order);
    await work();
    await roundOver(order);
    expect(order.fulfillmentOrders.map(({ status }) => status)).toEqual(["ON_HOLD"]);
    expect(await ours(order)).toMatchObject({
      deletedInShopify: null,
      cancelledInShopify: null,
      endedAt: null,
      items: [{ step: "photo_review" }],
    });
  });

  it("one that was taken for deleted and never changes again is found by the round, and then there is silence", async () => {
    const [order, deleted] = [place(), place()];
    await work();
    archiveOrder(local.ctx, local.shop, deleted);
    deleteOrder(local.ctx, local.shop, deleted);
    await orderDeleted({ shopId, shopifyOrderId: String(order.id) });
    await work();
    // So long ago that no sweep reads it again for its own sake.
    order.updatedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 86_400_000).toISOString();
    await db().order.updateMany({ where: { shopId }, data: { shopifyUpdatedAt: new Date(order.updatedAt) } });
    expect((await ours(order)).items).toMatchObject([{ step: "cancelled" }]);
    await roundOver(order, deleted);
    expect(await ours(order)).toMatchObject({
      deletedInShopify: null,
      cancelledInShopify: null,
      endedAt: null,
      holds: [{ fulfillmentOrderId: expect.any(String) }],
      items: [{ step: "photo_review" }],
    });
    expect(await ours(deleted)).toMatchObject({ deletedInShopify: expect.any(Date), items: [{ step: "cancelled" }] });
    await roundOver(order, deleted);
    const calls = local.ctx.graphqlCalls;
    await work();
    expect(local.ctx.graphqlCalls - calls).toBe(0);
    // What was deleted long ago is asked for no more.
    const isAskedFor = async () => {
      await db().order.updateMany({ where: { shopId }, data: { comparedAt: new Date(0) } });
      const all = await ordersToCompare(shopId, new Date(), 0, 100);
      return all.some(({ shopifyOrderId }) => shopifyOrderId === String(deleted.id));
    };
    expect(await isAskedFor()).toBe(true);
    const longAgo = new Date(Date.now() - 61 * 86_400_000);
    const shopifyOrderId = String(deleted.id);
    await db().order.updateMany({ where: { shopId, shopifyOrderId }, data: { deletedInShopify: longAgo } });
    expect(await isAskedFor()).toBe(false);
  });

  it("the round finds it where the webhook was lost, and tells it from an order that is hidden for its age", async () => {
    const [deleted, hidden] = [place(), place()];
    await work();
    archiveOrder(local.ctx, local.shop, deleted);
    await work();
    local.faults.webhooks.drop = 1;
    deleteOrder(local.ctx, local.shop, deleted);
    const longAgo = new Date(Date.now() - 61 * 86_400_000);
    hidden.createdAt = longAgo.toISOString();
    await db().order.updateMany({ where: { shopId, shopifyOrderId: String(hidden.id) }, data: { placedAt: longAgo } });
    await roundOver(deleted, hidden);
    expect((await ours(deleted)).items.map(({ step }) => step)).toEqual(["cancelled"]);
    expect(await ours(hidden)).toMatchObject({ deletedInShopify: null, items: [{ step: "photo_review" }] });
    const told = await unsettledOrders(shopId, "not_visible", 10);
    expect(told.orders.map(({ name }) => name)).toEqual([hidden.name]);
    expect(await db().task.count({ where: { shopId, subject: "not_visible", closedAt: null } })).toBe(1);
  });
});

// What was marked as fulfilled here is fulfilled in Shopify, once and no more than was asked for; what others fulfil there is done here.
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { editOrder } from "../../dev/local-shopify/orders/orders.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { withdraw } from "../../app/adapters/queue/queue.ts";
import { askOnce } from "../../app/adapters/rows/fulfilment/fulfilments.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { drainJobsWithFaults } from "./set-up.ts";
import { makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, approveAll, close } = await openWiredShop();
afterAll(close);
const fulfiller = await makeMember(shopId, ["fulfiller"]);

/** An approved order that the shop has marked as fulfilled, and its job. */
async function placeAndAsk(): Promise<{ order: LocalOrder; orderId: string; fulfilmentId: string }> {
  const order = place();
  await work();
  await approveAll(order);
  const { id: orderId, items } = await ours(order);
  const fulfilmentId = randomUUID();
  const wish = {
    ...{ itemIds: items.map(({ id }) => id), trackingNumber: "1Z999", trackingCompany: "UPS", trackingUrl: null },
    ...{ notifyCustomer: false, askedById: fulfiller.memberId },
  };
  await inTransaction((tx) => askOnce(tx, shopId, orderId, fulfilmentId, wish));
  return { order, orderId, fulfilmentId };
}

/** As if its job had failed so often that the queue tries it no more. */
async function giveUp(fulfilmentId: string): Promise<void> {
  await inTransaction((tx) => withdraw(tx, `fulfil-order:${fulfilmentId}`));
}

async function roundOver(order: LocalOrder): Promise<void> {
  await db().order.updateMany({
    where: { shopId, shopifyOrderId: String(order.id) },
    data: { comparedAt: new Date(0) },
  });
  await sweepOrders({ shopId });
  await work();
}

const answerOf = (id: string) =>
  db().fulfilment.findUniqueOrThrow({ where: { shopId_id: { shopId, id } }, select: { state: true, refusal: true } });
const notFulfilled = () => db().task.findMany({ where: { shopId, kind: "not_settled", subject: "not_fulfilled" } });

describe("what was marked as fulfilled", () => {
  it("is asked for again by the round when its job gave up, with its tracking, and is fulfilled once", async () => {
    const { order, fulfilmentId } = await placeAndAsk();
    await giveUp(fulfilmentId);
    await work();
    expect(order.fulfillments).toEqual([]);
    await roundOver(order);
    expect(order.fulfillments).toMatchObject([{ trackingNumbers: ["1Z999"], trackingCompany: "UPS" }]);
    expect(await answerOf(fulfilmentId)).toEqual({ state: "fulfilled", refusal: null });
    await roundOver(order);
    expect(order.fulfillments).toHaveLength(1);
    expect(await ours(order)).toMatchObject({ unsettledCause: null, items: [{ step: "done" }] });
    expect(await notFulfilled()).toEqual([]);
  });

  it("is not fulfilled a second time when the answer of the first was lost", async () => {
    const { order, orderId, fulfilmentId } = await placeAndAsk();
    const before = await db().item.findFirstOrThrow({ where: { shopId, orderId } });
    local.faults.webhooks.drop = 100;
    await fulfilOrder({ shopId, fulfilmentId });
    await local.ctx.webhooks.idle();
    local.faults.webhooks.drop = 0;
    const { step, shippedInShopify } = before;
    await db().item.updateMany({ where: { shopId, orderId }, data: { step, shippedInShopify } });
    await db().order.updateMany({ where: { shopId, id: orderId }, data: { endedAt: null } });
    await db().fulfilment.updateMany({ where: { shopId, id: fulfilmentId }, data: { state: "asked" } });
    await giveUp(fulfilmentId);
    await roundOver(order);
    expect(order.fulfillments).toHaveLength(1);
    expect(await answerOf(fulfilmentId)).toMatchObject({ state: "fulfilled" });
    expect((await ours(order)).items).toMatchObject([{ step: "done" }]);
  });

  it("is refused, and nothing ships, where more was ordered than was asked for", async () => {
    const { order, fulfilmentId } = await placeAndAsk();
    await giveUp(fulfilmentId);
    local.pass(1_100);
    editOrder(local.ctx, local.shop, order, { quantities: [{ lineId: order.lines[0]!.id, quantity: 3 }] });
    await work();
    await roundOver(order);
    expect(order.fulfillments).toEqual([]);
    expect(await answerOf(fulfilmentId)).toEqual({
      state: "refused",
      refusal: expect.stringContaining("More copies were ordered"),
    });
    expect((await ours(order)).items).toMatchObject([{ step: "fulfilment", quantity: 3 }]);
  });

  it("is not fulfilled when it was cancelled here meanwhile", async () => {
    const { order, orderId, fulfilmentId } = await placeAndAsk();
    await db().item.updateMany({ where: { shopId, orderId }, data: { step: "cancelled" } });
    await fulfilOrder({ shopId, fulfilmentId });
    expect(order.fulfillments).toEqual([]);
    expect(await answerOf(fulfilmentId)).toMatchObject({
      state: "refused",
      refusal: expect.stringContaining("cancelled"),
    });
    await work();
  });

  it("is one task while it cannot be brought about, which ends by itself", async () => {
    const { order, orderId, fulfilmentId } = await placeAndAsk();
    const broken = { "fulfil-order": () => Promise.reject(new Error("broken")) };
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await notFulfilled()).toEqual([]);
      await settleOrder({ shopId, orderId });
      await drainJobsWithFaults({ with: broken });
    }
    expect(await notFulfilled()).toMatchObject([{ orderId, closedAt: null }]);
    expect(await ours(order)).toMatchObject({ unsettledCause: "not_fulfilled", settledAs: null });
    await roundOver(order);
    expect(await answerOf(fulfilmentId)).toMatchObject({ state: "fulfilled" });
    expect(await notFulfilled()).toMatchObject([{ closedAt: expect.any(Date) }]);
  });
});

describe("what others fulfilled in Shopify", () => {
  it("is done here, although no webhook told and the order says nothing of a change", async () => {
    const order = place();
    await work();
    await approveAll(order);
    const { shopifyUpdatedAt } = await ours(order);
    local.faults.webhooks.drop = 100;
    local.pass(1_100);
    fulfilParcels(local.ctx, local.shop, order, [{ fulfillmentOrderId: order.fulfillmentOrders[0]!.id }], {});
    await local.ctx.webhooks.idle();
    local.faults.webhooks.drop = 0;
    order.updatedAt = shopifyUpdatedAt.toISOString();
    await db().shop.update({ where: { id: shopId }, data: { sweptUntil: new Date(Date.now() + 3_600_000) } });
    await roundOver(order);
    expect((await ours(order)).items).toMatchObject([{ step: "done", shippedInShopify: true }]);
    expect(order.tags).toEqual(["artwork: done"]);
  });
});

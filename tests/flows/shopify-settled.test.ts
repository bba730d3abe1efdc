// What has to be so in Shopify is compared and settled until it is so, or a task says that it is not.
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { editOrder } from "../../dev/local-shopify/orders/orders.ts";
import {
  liftHolds,
  moveByHand,
  openScheduled,
  splitByHand,
} from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import { orderChanged } from "../../dev/local-shopify/orders/order-changed.ts";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { queueSettling } from "../../app/adapters/queue/queue.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { drainJobs } from "./set-up.ts";
import { act, letUndoWindowPass, makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, drawAndApprove, approveAll, askedFulfilment, close } = await openWiredShop();
afterAll(close);
const manager = await makeMember(shopId, ["manager"]);
const aSecond = () => Promise.resolve(local.pass(1_100));
const held = (order: ReturnType<typeof place>) =>
  order.fulfillmentOrders
    .filter(({ lines }) => lines.some(({ remainingQuantity }) => remainingQuantity > 0))
    .map(({ status }) => status);

/** As if what brought the item to its step had been done just now. */
const undoable = (id: string) =>
  db().item.update({ where: { shopId_id: { shopId, id } }, data: { visibleAt: new Date(Date.now() + 10_000) } });

describe("what is not approved is held, or somebody is told that it is not", () => {
  it("Shopify makes the fulfilment orders a moment after orders/create", async () => {
    const order = place();
    await local.ctx.webhooks.idle();
    // The job asks while there is none yet.
    const tooEarly = async (about: { shopId: string; orderId: string }) => {
      const later = order.fulfillmentOrders.splice(0);
      try {
        await settleOrder(about);
      } finally {
        order.fulfillmentOrders.push(...later);
      }
    };
    await drainJobs({ with: { "settle-order": tooEarly } });
    await work();
    await aSecond();
    orderChanged(local.ctx, local.shop, order);
    await work();
    await sweepOrders({ shopId });
    await work();
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("a fulfilment order that cannot be held now is held when it can, and until then a task says so", async () => {
    const order = place();
    local.pass(local.ctx.routingMs);
    order.fulfillmentOrders[0]!.status = "SCHEDULED";
    await work();
    expect.soft((await ours(order)).tasks.map(({ kind }) => kind)).not.toEqual([]);
    order.fulfillmentOrders[0]!.status = "OPEN";
    await aSecond();
    orderChanged(local.ctx, local.shop, order);
    await work();
    await sweepOrders({ shopId });
    await work();
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("an order edit that asks for more copies opens no way around the hold", async () => {
    const order = place();
    await work();
    await aSecond();
    editOrder(local.ctx, local.shop, order, { quantities: [{ lineId: order.lines[0]!.id, quantity: 3 }] });
    await work();
    expect(held(order)).toEqual(["ON_HOLD", "ON_HOLD"]);
  });

  it("more copies are held by the sweep that finds them, where every webhook was lost", async () => {
    const order = place();
    await work();
    await aSecond();
    local.faults.webhooks.drop = 100;
    editOrder(local.ctx, local.shop, order, { quantities: [{ lineId: order.lines[0]!.id, quantity: 3 }] });
    local.pass(local.ctx.routingMs);
    await local.ctx.webhooks.idle();
    local.faults.webhooks.drop = 0;
    await sweepOrders({ shopId });
    await work();
    expect(held(order)).toEqual(["ON_HOLD", "ON_HOLD"]);
  });

  it("since when something of an order is not held is not forgotten while Shopify cannot be reached", async () => {
    const order = place();
    await work();
    const { id: orderId } = await ours(order);
    const unheldSince = new Date(Date.now() - 3_600_000);
    await db().order.updateMany({ where: { shopId, id: orderId }, data: { unheldSince } });
    local.faults.graphql = { next: 5, fault: "500" };
    await expect(settleOrder({ shopId, orderId })).rejects.toThrow();
    local.faults.graphql = { next: 0, fault: "500" };
    expect((await ours(order)).unheldSince).toEqual(unheldSince);
    await settleOrder({ shopId, orderId });
    expect((await ours(order)).unheldSince).toBeNull();
  });

  it("a variant is swapped by an order edit: the new line has no properties, and a person is told", async () => {
    const order = place();
    await work();
    await aSecond();
    const product = local.shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
    editOrder(local.ctx, local.shop, order, {
      quantities: [{ lineId: order.lines[0]!.id, quantity: 0 }],
      addLines: [{ productId: product.id, variantId: product.variants[1]!.id, quantity: 1, properties: [] }],
    });
    await work();
    const { items, tasks } = await ours(order);
    expect(items.some(({ step }) => step !== "cancelled") || tasks.length > 0).toBe(true);
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("an order that became older than 60 days is not said to be released when it is not", async () => {
    const order = place();
    await work();
    const placedAt = new Date(Date.now() - 61 * 86_400_000);
    order.createdAt = placedAt.toISOString();
    await db().order.updateMany({ where: { shopId, shopifyOrderId: String(order.id) }, data: { placedAt } });
    await approveAll(order);
    const { history, tasks, writtenState } = await ours(order);
    const isReleased = order.fulfillmentOrders[0]!.status === "OPEN";
    expect.soft(history.some(({ event }) => event === "hold_released")).toBe(isReleased);
    expect.soft(writtenState === "artwork: approved").toBe(order.tags.includes("artwork: approved"));
    expect(isReleased || tasks.length > 0).toBe(true);
    const fulfilmentId = await askedFulfilment(order);
    await fulfilOrder({ shopId, fulfilmentId });
    const { refusal } = await db().fulfilment.findFirstOrThrow({ where: { shopId, id: fulfilmentId } });
    expect(refusal).not.toBe("The order no longer exists in Shopify.");
  });

  it("what is routed late is held as soon as it is, told by its webhook alone", async () => {
    const order = place();
    await local.ctx.webhooks.idle();
    await drainJobs({ alsoLater: true });
    expect(order.fulfillmentOrders).toEqual([]);
    local.pass(local.ctx.routingMs);
    await local.ctx.webhooks.idle();
    await drainJobs();
    expect(held(order)).toEqual(["ON_HOLD"]);
    expect((await ours(order)).tasks.filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });

  it("a hold that somebody lifted by hand is placed again", async () => {
    const order = place();
    await work();
    liftHolds(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    await work();
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("an approval frees its order when it can no longer be undone, whatever has it compared before", async () => {
    const order = place(2);
    await work();
    const orderId = await drawAndApprove(order);
    const [item] = (await ours(order)).items;
    await undoable(item!.id);
    const compare = () => inTransaction((tx) => queueSettling(tx, { shopId, orderId }));
    await compare();
    await drainJobs();
    expect(held(order)).toEqual(["ON_HOLD"]);
    await letUndoWindowPass();
    // The job that was left for the end of the ten seconds is enough.
    await drainJobs({ alsoLater: true });
    expect(held(order)).toEqual(["OPEN"]);
  });

  it("what is asked to be fulfilled while something beside it can be undone ships when it cannot", async () => {
    const order = place(2);
    await work();
    await approveAll(order);
    const [item] = (await ours(order)).items;
    await undoable(item!.id);
    const fulfilmentId = await askedFulfilment(order);
    const state = async () => (await db().fulfilment.findFirstOrThrow({ where: { shopId, id: fulfilmentId } })).state;
    await fulfilOrder({ shopId, fulfilmentId });
    expect([await state(), order.fulfillments.length]).toEqual(["asked", 0]);
    await letUndoWindowPass();
    await drainJobs({ alsoLater: true });
    expect([await state(), order.fulfillments.length]).toEqual(["fulfilled", 1]);
  });

  it("taking back what is free holds it at once, and what is taken back of that is free again", async () => {
    const order = place();
    await work();
    await approveAll(order);
    expect(held(order)).toEqual(["OPEN"]);
    const { items } = await ours(order);
    const actId = randomUUID();
    const itemIds = [items[0]!.id];
    await act({
      shopId,
      actId,
      actor: manager,
      command: { action: "move", to: "artwork", note: "A whisker" },
      itemIds,
    });
    await drainJobs();
    expect(held(order)).toEqual(["ON_HOLD"]);
    await undoAct({ shopId, actor: manager, actId });
    await drainJobs();
    expect(held(order)).toEqual(["OPEN"]);
  });

  it("what is split or moved is held too", async () => {
    const order = place(2);
    await work();
    const [first] = order.fulfillmentOrders;
    const rest = splitByHand(local.ctx, local.shop, order, first!, [{ id: first!.lines[0]!.id, quantity: 1 }])!;
    moveByHand(local.ctx, local.shop, order, rest, "Another workshop");
    expect(held(order)).toEqual(["ON_HOLD", "OPEN"]);
    await work();
    expect(held(order)).toEqual(["ON_HOLD", "ON_HOLD"]);
  });

  it("what no webhook tells of is found by the round over all open orders", async () => {
    const order = place();
    await work();
    local.faults.webhooks.drop = 10;
    liftHolds(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    local.faults.webhooks.drop = 0;
    await work();
    expect(held(order)).toEqual(["OPEN"]);
    await db().order.updateMany({ where: { shopId }, data: { comparedAt: new Date(0) } });
    await sweepOrders({ shopId });
    await work();
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("what was scheduled is held by its webhook as soon as it opens, and the task ends by itself", async () => {
    const order = place();
    local.pass(local.ctx.routingMs);
    order.fulfillmentOrders[0]!.status = "SCHEDULED";
    await work();
    expect((await ours(order)).tasks).toMatchObject([{ kind: "not_settled", closedAt: null }]);
    openScheduled(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    await local.ctx.webhooks.idle();
    await drainJobs();
    expect(held(order)).toEqual(["ON_HOLD"]);
    expect((await ours(order)).tasks.filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });
});

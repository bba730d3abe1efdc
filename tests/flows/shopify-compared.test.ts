// Whatever differs in Shopify is found and put right, and what cannot be is told once for the whole shop.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { liftHolds } from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db } from "../../app/adapters/db.ts";
import { unsettledOrders } from "../../app/adapters/rows/fulfilment/unsettled-orders.ts";
import { compareOrders } from "../../app/services/fulfilment/compare-orders.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { listOrders } from "../../app/services/screens/list-orders.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, place, ours, close } = await openWiredShop();
afterAll(close);

async function taken(lines = 1): Promise<LocalOrder> {
  const order = place(lines);
  await local.ctx.webhooks.idle();
  await drainJobs({ with: withoutShopify });
  local.pass(local.ctx.routingMs);
  return order;
}
const settle = async (order: LocalOrder) => settleOrder({ shopId, orderId: (await ours(order)).id });
async function settled(): Promise<LocalOrder> {
  const order = await taken();
  await settle(order);
  return order;
}
/** A round over all orders, as if none had been compared for long; gives which orders it has settled. */
async function round(): Promise<string[]> {
  await db().order.updateMany({ where: { shopId }, data: { comparedAt: new Date(0) } });
  await compareOrders({ shopId, began: new Date().toISOString() });
  const asked = (await waitingJobs()).filter(({ job }) => job === "settle-order");
  await drainJobs({ alsoLater: true });
  return [...new Set(asked.map(({ payload }) => (payload as { orderId: string }).orderId))];
}
const openTasks = () => db().task.findMany({ where: { shopId, closedAt: null } });
const DAY_MS = 86_400_000;

beforeEach(async () => {
  // Each story begins with nothing on the list and nothing on the queue.
  await local.ctx.webhooks.idle();
  await drainJobs({ with: withoutShopify, alsoLater: true });
  await db().order.deleteMany({ where: { shopId } });
  await db().task.deleteMany({ where: { shopId } });
});

describe("what somebody changes in Shopify", () => {
  it("a tag that was taken away and a metafield that was changed are put right by the round; the next one writes nothing", async () => {
    const order = await settled();
    const untouched = await settled();
    expect(order.tags).toEqual(["artwork: photo check"]);
    const other = await settled();
    order.tags = ["vip"];
    other.metafields[0]!.value = "done";
    expect((await round()).sort()).toEqual([(await ours(order)).id, (await ours(other)).id].sort());
    expect(order.tags).toEqual(["artwork: photo check", "vip"]);
    expect(other.metafields).toMatchObject([{ value: "photo check" }]);
    const before = JSON.stringify([order, untouched]);
    expect(await round()).toEqual([]);
    await settle(order);
    await local.ctx.webhooks.idle();
    await drainJobs({ alsoLater: true });
    expect(JSON.stringify([order, untouched])).toBe(before);
  });

  it("of an order that the shop takes back, or has not begun with, nothing of ours is left", async () => {
    const order = await settled();
    order.tags = [...order.tags, "vip"];
    await db().order.updateMany({ where: { shopId }, data: { isOurs: false } });
    await settle(order);
    expect(order).toMatchObject({ tags: ["vip"], metafields: [], fulfillmentOrders: [{ status: "OPEN", holds: [] }] });
    expect(await ours(order)).toMatchObject({ holds: [], writtenState: null, unsettledCause: null, unheldSince: null });
    await db().order.updateMany({ where: { shopId }, data: { isOurs: true } });
    expect(await round()).toHaveLength(1);
    expect(order.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
  });

  it("the round looks at many orders in one call, settles those that differ, and goes on at a pace that leaves Shopify's points to others", async () => {
    const orders = [await settled(), await settled(), await settled()];
    local.faults.webhooks.drop = 100;
    liftHolds(local.ctx, local.shop, orders[1]!.fulfillmentOrders[0]!);
    local.faults.webhooks.drop = 0;
    await db().order.updateMany({ where: { shopId }, data: { comparedAt: new Date(0) } });
    const before = Date.now();
    await compareOrders({ shopId, began: new Date(before).toISOString() });
    const waiting = (await waitingJobs()).filter(({ job }) => job !== "work-inbox");
    expect(waiting.map(({ job, payload }) => [job, (payload as { orderId?: string }).orderId])).toEqual([
      ["settle-order", (await ours(orders[1]!)).id],
      ["compare-orders", undefined],
    ]);
    expect(waiting[1]!.runAt.getTime() - before).toBeGreaterThanOrEqual(13_000);
    await drainJobs({ alsoLater: true });
    expect(orders[1]!.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
  });
});

describe("what cannot be settled now", () => {
  it("orders that Shopify hides are one task of the shop, which counts them, and which ends by itself when they are seen again", async () => {
    const orders = [await settled(), await settled()];
    const made = orders.map(({ createdAt }) => createdAt);
    for (const order of orders) order.createdAt = new Date(Date.now() - 61 * DAY_MS).toISOString();
    for (let time = 1; time <= 4; time += 1) {
      expect(await openTasks()).toEqual([]);
      for (const order of orders) await settle(order);
    }
    expect(await openTasks()).toMatchObject([{ kind: "not_settled", subject: "not_visible" }]);
    expect((await unsettledOrders(shopId, "not_visible", 10)).count).toBe(2);
    const max = await makeMember(shopId, ["manager"]);
    const { overview } = await showHome({ shopId, actor: max });
    expect(overview!.tasks.cards).toMatchObject([
      { orderCount: 2, orders: orders.map(({ name }) => ({ name })), advice: expect.stringContaining("60 days") },
    ]);
    expect((await ours(orders[0]!)).holds).toHaveLength(1);
    for (const [at, order] of orders.entries()) order.createdAt = made[at]!;
    expect((await round()).sort()).toEqual((await Promise.all(orders.map(ours))).map(({ id }) => id).sort());
    expect(await openTasks()).toEqual([]);
  });

  it("a Shopify that cannot be reached is never taken for done: what was known stays, a task says so after some tries, and it is held later", async () => {
    const order = await taken();
    for (let time = 1; time <= 4; time += 1) {
      expect(await openTasks()).toEqual([]);
      Object.assign(local.faults.graphql, { next: 1, fault: "502" });
      await expect(settle(order)).rejects.toThrow();
    }
    expect(await openTasks()).toMatchObject([{ kind: "not_settled", subject: "unreachable" }]);
    expect(await ours(order)).toMatchObject({ writtenState: null, settledAs: null, unsettledCause: "unreachable" });
    await settle(order);
    expect(order.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
    expect(await openTasks()).toEqual([]);
  });

  it("orders that are not held for more than five minutes are counted on Home and listed, until they are held", async () => {
    const max = await makeMember(shopId, ["manager"]);
    const unheld = async () => ({
      count: (await showHome({ shopId, actor: max })).overview!.unheld,
      listed: (
        await listOrders({ shopId, actor: max, filters: { state: "open", isUnheld: true }, after: null })
      ).lines.map(({ orderName }) => orderName),
    });
    const order = await taken();
    await settled();
    expect(await unheld()).toEqual({ count: 0, listed: [] });
    await db().order.updateMany({
      where: { shopId, unheldSince: { not: null } },
      data: { unheldSince: new Date(Date.now() - 6 * 60_000) },
    });
    expect(await unheld()).toEqual({ count: 1, listed: [order.name] });
    await settle(order);
    expect(await unheld()).toEqual({ count: 0, listed: [] });
  });
});

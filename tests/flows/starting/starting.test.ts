// The shop starts: with orders to come alone, with some of those in shadow, or with all of them.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cancelOrder, editOrder } from "../../../dev/local-shopify/orders/orders.ts";
import { fulfilParcels } from "../../../dev/local-shopify/orders/fulfillment.ts";
import type { LocalOrder } from "../../../dev/local-shopify/shapes.ts";
import { db } from "../../../app/adapters/db.ts";
import { countInShadow } from "../../../app/adapters/rows/orders/shadow-orders.ts";
import { NOT_BEGUN, type StartWith } from "../../../app/domain/shop/shadow.ts";
import { DEFAULT_FLOW } from "../../../app/domain/words/flow.ts";
import { setFlow } from "../../../app/services/shop/set-flow.ts";
import { startOrders } from "../../../app/services/shop/start-orders.ts";
import { startShop } from "../../../app/services/shop/start-shop.ts";
import { drainJobs, waitingJobs } from "../set-up.ts";
import { makeMember } from "../shop.ts";
import { openWiredShop } from "../wired-shop.ts";

vi.setConfig({ testTimeout: 300_000 });

const { local, shopId, work, place, ours, close } = await openWiredShop({ isStarted: false });
afterAll(close);
const owner = await makeMember(shopId, ["admin"]);
const placed = (count: number) => Array.from({ length: count }, () => place());
const start = async (with_: StartWith, picked: readonly LocalOrder[] = []) => {
  const orderIds = await Promise.all(picked.map(async (order) => (await ours(order)).id));
  return startShop({ shopId, actor: owner, with: with_, orderIds });
};
const idOf = async (order: LocalOrder) => (await ours(order)).id;

const isHeld = ({ tags, fulfillmentOrders, metafields }: LocalOrder) =>
  tags.includes("artwork: photo check") &&
  metafields.length === 1 &&
  fulfillmentOrders.every(({ status }) => status === "ON_HOLD");
const isUntouched = ({ tags, metafields, fulfillmentOrders }: LocalOrder) =>
  tags.length + metafields.length === 0 && fulfillmentOrders.every(({ holds }) => holds.length === 0);

/** As on the day of the installation. */
async function beginAnew(): Promise<void> {
  await db().order.deleteMany({ where: { shopId } });
  await db().shop.update({ where: { id: shopId }, data: { startedAt: null, startsFrom: null } });
}

describe("a shop that starts with new orders only", () => {
  let older: LocalOrder[];
  beforeAll(async () => {
    older = placed(5);
    await work();
  });

  it("is let start by nobody but an admin, and with picked orders only when some are", async () => {
    const manager = await makeMember(shopId, ["manager"]);
    const asked = { shopId, orderIds: [] };
    expect(await startShop({ ...asked, actor: manager, with: "all" })).toEqual({ refused: "not_your_role" });
    expect(await startShop({ ...asked, actor: owner, with: "picked" })).toEqual({ refused: "nothing_selected" });
    expect(await db().shop.findUnique({ where: { id: shopId } })).toMatchObject({ startedAt: null });
  });

  it("works on what is placed from then on, and leaves the older ones as they are", async () => {
    expect(await start("new")).toEqual({ orders: 0 });
    const fresh = place();
    await work();
    expect(isHeld(fresh)).toBe(true);
    expect((await ours(fresh)).isOurs).toBe(true);
    expect(older.every(isUntouched)).toBe(true);
    expect(await countInShadow(shopId)).toMatchObject({ orders: 5 });
  });

  it("is not brought to an older order by its edit", async () => {
    const order = older[0]!;
    const { productId, variantId, properties } = order.lines[0]!;
    editOrder(local.ctx, local.shop, order, {
      addLines: [{ productId: productId!, variantId: variantId!, quantity: 1, properties }],
      note: "please hurry",
    });
    await work();
    const { isOurs, items } = await ours(order);
    expect({ isOurs, items: items.length }).toEqual({ isOurs: false, items: 2 });
    expect(items.every(({ visibleAt }) => +visibleAt === +NOT_BEGUN)).toBe(true);
    expect(isUntouched(order)).toBe(true);
  });

  it("leaves an older order alone that it hears of for the first time", async () => {
    const order = place();
    order.createdAt = new Date(Date.now() - 5 * 86_400_000).toISOString();
    await local.ctx.webhooks.idle();
    await db().order.deleteMany({ where: { shopId, shopifyOrderId: String(order.id) } });
    editOrder(local.ctx, local.shop, order, { note: "edited" });
    await work();
    expect((await ours(order)).isOurs).toBe(false);
  });

  it("asked for the same once more it changes nothing", async () => {
    const before = await db().shop.findUnique({ where: { id: shopId } });
    expect(await start("new")).toEqual({ orders: 0 });
    expect(await db().shop.findUnique({ where: { id: shopId } })).toEqual(before);
  });
});

describe("a shop that starts with some of its orders", () => {
  it("holds and gives out these, with the flow as it is by now, and not those that ended meanwhile", async () => {
    await beginAnew();
    const [one, two, cancelled, shipped, left] = placed(5);
    await work();
    await setFlow({ shopId, actor: owner, flow: { ...DEFAULT_FLOW, skips: ["photo_review"] } });
    expect(await start("picked", [one!, two!, cancelled!, shipped!])).toEqual({ orders: 4 });
    cancelOrder(local.ctx, local.shop, cancelled!);
    for (const { id } of shipped!.fulfillmentOrders)
      fulfilParcels(local.ctx, local.shop, shipped!, [{ fulfillmentOrderId: id }], {});
    await local.ctx.webhooks.idle();
    // The webhooks come before the job has its turn.
    await drainJobs({ with: { "start-orders": async () => {} } });
    await startOrders({ shopId });
    await work();
    for (const order of [one!, two!]) {
      const { items, isOurs, history } = await ours(order);
      expect(isOurs).toBe(true);
      // Image Approval is left out by now: the photo that came in the shadow leads on.
      expect(items).toMatchObject([{ step: "artwork", skips: ["photo_review"] }]);
      expect(history.map(({ event }) => event)).toContain("started_with");
      expect(order.fulfillmentOrders).toMatchObject([{ status: "ON_HOLD" }]);
      expect(await db().openWork.count({ where: { shopId, orderId: await idOf(order) } })).toBe(1);
    }
    for (const order of [cancelled!, shipped!, left!]) {
      expect((await ours(order)).isOurs).toBe(false);
      expect(isUntouched(order)).toBe(true);
    }
    await setFlow({ shopId, actor: owner, flow: DEFAULT_FLOW });
    expect(await db().shop.findUnique({ where: { id: shopId } })).toMatchObject({ startTotal: 0, startDone: 0 });
  });
});

describe("a shop that starts with all of its orders", () => {
  it("brings in 64 of them ten at a time, each held in its turn, and goes on where it was killed", async () => {
    await beginAnew();
    const orders = placed(64);
    await work();
    expect(await start("all")).toEqual({ orders: 64 });
    await startOrders({ shopId });
    expect(await db().order.count({ where: { shopId, isOurs: true } })).toBe(10);
    expect(await db().shop.findUnique({ where: { id: shopId } })).toMatchObject({ startTotal: 64, startDone: 10 });
    const settles = (await waitingJobs()).filter(({ job }) => job === "settle-order").map(({ runAt }) => +runAt);
    expect(settles).toHaveLength(10);
    expect(Math.max(...settles) - Math.min(...settles)).toBe(9_000);
    const [next] = (await waitingJobs()).filter(({ job }) => job === "start-orders");
    expect(+next!.runAt - Math.min(...settles)).toBeGreaterThanOrEqual(9_000);

    // Killed in its transaction: nothing of that portion is so, and the job that waits takes it up again.
    await db().$executeRawUnsafe(
      `CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''killed''; END'`,
    );
    await db().$executeRawUnsafe(
      `CREATE TRIGGER killed BEFORE INSERT ON "History" FOR EACH ROW EXECUTE FUNCTION killed()`,
    );
    await expect(startOrders({ shopId })).rejects.toThrow("killed");
    await db().$executeRawUnsafe(`DROP TRIGGER killed ON "History"`);
    await db().$executeRawUnsafe(`DROP FUNCTION killed`);
    expect(await db().order.count({ where: { shopId, isOurs: true } })).toBe(10);
    expect(await db().item.count({ where: { shopId, visibleAt: NOT_BEGUN } })).toBe(54);

    await work();
    expect(orders.filter(isHeld)).toHaveLength(64);
    expect(await db().item.count({ where: { shopId, visibleAt: NOT_BEGUN } })).toBe(0);
    const events = await db().history.groupBy({
      by: ["orderId"],
      where: { shopId, event: "started_with" },
      _count: true,
    });
    expect(events.map(({ _count }) => _count)).toEqual(Array(64).fill(1));
    expect(await db().shop.findUnique({ where: { id: shopId } })).toMatchObject({ startTotal: 0, startDone: 0 });
    const late = place();
    late.createdAt = new Date(Date.now() - 30 * 86_400_000).toISOString();
    editOrder(local.ctx, local.shop, late, { note: "an old one" });
    await work();
    expect(isHeld(late)).toBe(true);
  });
});

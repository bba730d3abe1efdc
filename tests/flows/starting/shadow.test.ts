// A shop installs the app: its orders and their photos are kept, and nothing happens to them until the shop starts.
import { afterAll, describe, expect, it, vi } from "vitest";
import { cancelOrder, editOrder } from "../../../dev/local-shopify/orders/orders.ts";
import { fulfilParcels } from "../../../dev/local-shopify/orders/fulfillment.ts";
import type { LocalOrder } from "../../../dev/local-shopify/shapes.ts";
import { db } from "../../../app/adapters/db.ts";
import {
  loadCustomerOrder,
  orderIdOfCustomer,
  ordersOfCustomer,
} from "../../../app/adapters/rows/orders/customer-orders.ts";
import { openTasks } from "../../../app/adapters/rows/shop/tasks.ts";
import { countInShadow } from "../../../app/adapters/rows/orders/shadow-orders.ts";
import { NOT_BEGUN } from "../../../app/domain/shop/shadow.ts";
import { DEFAULT_FLOW } from "../../../app/domain/words/flow.ts";
import { STEPS } from "../../../app/domain/words/steps.ts";
import { compareOrders } from "../../../app/services/fulfilment/compare-orders.ts";
import { listOrders } from "../../../app/services/screens/list-orders.ts";
import { countQueues } from "../../../app/services/screens/list-queue.ts";
import { showHome } from "../../../app/services/screens/show-home.ts";
import { showOrder } from "../../../app/services/screens/show-order.ts";
import { setFlow } from "../../../app/services/shop/set-flow.ts";
import { assignWork } from "../../../app/services/team/assign-work.ts";
import { reassignOrder } from "../../../app/services/team/reassign-order.ts";
import { act, makeMember } from "../shop.ts";
import { openWiredShop } from "../wired-shop.ts";

const MANY = 64;
vi.setConfig({ testTimeout: 300_000 });

const { local, shopId, work, place, ours, close } = await openWiredShop({ isStarted: false });
afterAll(close);
const owner = await makeMember(shopId, ["admin"]);
const everyRole = await makeMember(shopId, ["image_processor", "artist", "quality_controller", "fulfiller"]);

const orders = Array.from({ length: MANY }, (_none, at) => place(1 + (at % 3)));
await work();

const untouched = {
  tags: [],
  metafields: [],
  fulfillmentOrders: [{ status: "OPEN", holds: [] }],
};
const listed = (state: "open" | "shadow") => {
  const filters = { state };
  return listOrders({ shopId, actor: owner, filters, after: null }).then(({ lines }) => lines);
};
const itemsOf = async (order: LocalOrder) => (await ours(order)).items;

describe("a shop that has not started", () => {
  it("has its orders and every photo of them, fetched, kept and drawn", async () => {
    expect(await countInShadow(shopId)).toEqual({
      orders: MANY,
      lines: 127,
      items: 127,
      photosKept: 127,
      photosComing: 0,
      photosFailed: 0,
      withoutPhoto: 0,
    });
    expect(await db().photo.count({ where: { shopId, renditions: "made", thumbKey: { not: null } } })).toBe(127);
  });

  it("changes nothing in Shopify: no hold, no tag, no metafield, also when the round comes by and every job is tried", async () => {
    await db().order.updateMany({ where: { shopId }, data: { comparedAt: null } });
    await compareOrders({ shopId, began: new Date().toISOString() });
    await work();
    for (const order of orders) expect(order).toMatchObject(untouched);
    expect(local.state.mails).toEqual([]);
    expect(await db().email.count({ where: { shopId } })).toBe(0);
  });

  it("has no work: no queue holds an item, nothing counts, waits, is stuck, late, unheld or assigned", async () => {
    await assignWork({ shopId });
    for (const order of orders.slice(0, 3)) await assignWork({ shopId, orderId: (await ours(order)).id });
    const steps = STEPS.map((step) => ({ shopId, actor: owner, step, filters: {} }));
    expect(new Set(await countQueues(steps))).toEqual(new Set([0]));
    const { overview, mine } = await showHome({ shopId, actor: owner });
    expect(mine.every(({ count }) => count === 0)).toBe(true);
    expect(overview!.start).toMatchObject({
      stage: "shadow",
      inShadow: { orders: MANY, lines: 127 },
      isReading: false,
      starting: null,
      isBack: false,
      asksAtOnce: false,
    });
    expect(overview!.start.orders).toHaveLength(MANY);
    expect(overview).toMatchObject({ stuck: { count: 0 }, tasks: { count: 0 }, unheld: 0 });
    expect(overview!.steps.every(({ here, overdue, waiting }) => here + overdue + waiting === 0)).toBe(true);
    expect(await db().openWork.count({ where: { shopId } })).toBe(0);
    expect(await db().assignment.count({ where: { shopId } })).toBe(0);
    expect(await listed("open")).toEqual([]);
    expect(await listed("shadow")).toHaveLength(50);
  });

  it("shows its customers nothing of it", async () => {
    const customerId = String(local.shop.customers[0]!.id);
    expect(await ordersOfCustomer(shopId, customerId, 50)).toEqual([]);
    const { id: orderId, shopifyOrderId } = await ours(orders[0]!);
    expect(await orderIdOfCustomer(shopId, shopifyOrderId, customerId)).toBeNull();
    expect(await loadCustomerOrder(shopId, orderId)).toBeNull();
  });

  it("lets nobody act on an order, nor give it to somebody; its page says why", async () => {
    const { id: orderId, items } = await ours(orders[0]!);
    const asked = { shopId, actor: owner, itemIds: items.map(({ id }) => id) };
    for (const command of [{ action: "approve_photo" }, { action: "cancel", note: "" }] as const)
      expect((await act({ ...asked, command })).refused).toMatchObject([{ refusal: "not_started" }]);
    expect(
      await reassignOrder({ shopId, actor: owner, orderId, role: "artist", memberId: everyRole.memberId }),
    ).toEqual({
      refused: "not_started",
    });
    const page = await showOrder({ shopId, actor: owner, orderId });
    expect(page).toMatchObject({ isInShadow: true, hold: null, assignable: [] });
    expect(page!.items).toMatchObject([
      { standing: "The shop has not started with this order", isOverdue: false, card: { actions: [] } },
    ]);
  });

  it("keeps a photo that could not be had to itself until it starts", async () => {
    const order = orders[1]!;
    const { id: orderId, items } = await ours(order);
    await db().task.create({ data: { shopId, kind: "photo_unplaced", subject: items[0]!.id, orderId } });
    expect(await openTasks(shopId, 10)).toEqual({ tasks: [], count: 0 });
    await db().order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { isOurs: true } });
    expect(await openTasks(shopId, 10)).toMatchObject({ count: 1 });
    await db().order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { isOurs: false } });
  });

  it("moves nothing on by itself, also where the flow leaves Image Approval out", async () => {
    await setFlow({ shopId, actor: owner, flow: { ...DEFAULT_FLOW, skips: ["photo_review"] } });
    const order = place(2);
    await work();
    expect(await itemsOf(order)).toMatchObject([
      { step: "photo_review", readyFor: null, stepSince: NOT_BEGUN, visibleAt: NOT_BEGUN },
      { step: "photo_review", readyFor: null, stepSince: NOT_BEGUN, visibleAt: NOT_BEGUN },
    ]);
    expect(order).toMatchObject(untouched);
    await setFlow({ shopId, actor: owner, flow: DEFAULT_FLOW });
  });

  it("follows what Shopify does to an order: an edit, a cancellation and a shipment, without a word to anybody", async () => {
    const [edited, cancelled, shipped] = [orders[3]!, orders[4]!, orders[5]!];
    const [line] = edited.lines;
    const { productId, variantId, properties } = line!;
    const added = { productId: productId!, variantId: variantId!, quantity: 1, properties };
    editOrder(local.ctx, local.shop, edited, { addLines: [added] });
    cancelOrder(local.ctx, local.shop, cancelled);
    for (const { id } of shipped.fulfillmentOrders)
      fulfilParcels(local.ctx, local.shop, shipped, [{ fulfillmentOrderId: id }], {});
    await work();
    expect(await itemsOf(edited)).toHaveLength(edited.lines.length);
    expect((await itemsOf(edited)).every(({ visibleAt }) => +visibleAt === +NOT_BEGUN)).toBe(true);
    expect((await itemsOf(cancelled)).every(({ step }) => step === "cancelled")).toBe(true);
    expect((await itemsOf(shipped)).every(({ step }) => step === "done")).toBe(true);
    expect(edited).toMatchObject({ tags: [], metafields: [] });
    expect(edited.fulfillmentOrders.every(({ holds }) => holds.length === 0)).toBe(true);
    expect(await db().task.count({ where: { shopId, kind: "fulfilled_before_approval" } })).toBe(0);
    expect(await db().email.count({ where: { shopId } })).toBe(0);
  });
});

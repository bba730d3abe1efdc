// What somebody released in Shopify, and the flow leaves so, is held again when a manager asks for it: by the same comparison, and never said to be done before Shopify has it.
import { afterAll, describe, expect, it } from "vitest";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { liftHolds } from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import { db } from "../../app/adapters/db.ts";
import { liftedOrders } from "../../app/adapters/rows/fulfilment/unsettled-orders.ts";
import { holdAgain, holdAgainByNumber } from "../../app/services/fulfilment/hold-again.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { showOrderBlock } from "../../app/services/screens/show-order-block.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember, makeShop } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);
const manager = await makeMember(shopId, ["manager"]);

/** Long enough for Shopify to route what was ordered. */
const A_WHILE_MS = 5_000;

type Order = ReturnType<typeof place>;
const status = (order: Order) => order.fulfillmentOrders.map((one) => one.status);
const pageOf = async (order: Order, actor = manager) =>
  (await showOrder({ shopId, actor, orderId: (await ours(order)).id }))?.hold ?? null;
const settle = async (order: Order) => settleOrder({ shopId, orderId: (await ours(order)).id });
const isTaskOpen = async () => (await db().task.count({ where: { shopId, kind: "hold_lifted", closedAt: null } })) > 0;
const again = async (order: Order, actor = manager) => holdAgain({ shopId, actor, orderId: (await ours(order)).id });

/** An order whose hold was released by hand, of a flow that leaves it so. */
async function released(): Promise<Order> {
  const order = place();
  await local.ctx.webhooks.idle();
  local.pass(A_WHILE_MS);
  await drainJobs();
  const { id, flow } = await ours(order);
  await db().order.updateMany({
    where: { shopId, id },
    data: { flow: { ...(flow as object), liftedHold: "leave" } },
  });
  liftHolds(local.ctx, local.shop, order.fulfillmentOrders[0]!);
  await settle(order);
  expect(status(order)).toEqual(["OPEN"]);
  return order;
}

describe("a hold that was released by hand and is left so", () => {
  it("is told on the order's page and in Shopify's block of it, and held again when a manager says so", async () => {
    const order = await released();
    const told = await pageOf(order);
    expect(told).toMatchObject({ kind: "released", mayHoldAgain: true });
    expect(told!.sentence).toMatch(
      /^Released by hand in Shopify on .+: can be shipped although item 1 is not approved\.$/,
    );
    const block = await showOrderBlock({ shopId, actor: manager, shopifyOrderId: String(order.id) });
    expect(block?.hold).toEqual(told);
    expect(await isTaskOpen()).toBe(true);

    expect(await again(order)).toEqual({ ok: true });
    // Nothing is said to be done before Shopify has it.
    expect(await pageOf(order)).toMatchObject({ kind: "asked_again", mayHoldAgain: false });
    expect([await isTaskOpen(), status(order)]).toEqual([true, ["OPEN"]]);
    await work();
    expect([await isTaskOpen(), status(order)]).toEqual([false, ["ON_HOLD"]]);
    expect(await pageOf(order)).toMatchObject({ kind: "held", mayHoldAgain: false });
    expect((await ours(order)).history.map(({ event }) => event)).toContain("hold_asked_again");
  });

  it("released once more is told once more", async () => {
    const order = await released();
    await again(order);
    await settle(order);
    liftHolds(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    await settle(order);
    expect([await isTaskOpen(), status(order)]).toEqual([true, ["OPEN"]]);
    expect(await pageOf(order)).toMatchObject({ kind: "released", mayHoldAgain: true });
    await again(order);
    await settle(order);
    expect([await isTaskOpen(), status(order)]).toEqual([false, ["ON_HOLD"]]);
  });

  it("fulfilled by somebody meanwhile is not held, and nobody is told that it is", async () => {
    const order = await released();
    await again(order);
    const [one] = order.fulfillmentOrders;
    fulfilParcels(local.ctx, local.shop, order, [{ fulfillmentOrderId: one!.id }], {});
    await work();
    expect(status(order)).toEqual(["CLOSED"]);
    expect(await pageOf(order)).toBeNull();
    expect((await liftedOrders(shopId, 9)).count).toBe(0);
    const open = (await ours(order)).tasks.filter(({ closedAt }) => closedAt === null).map(({ kind }) => kind);
    expect(open).toEqual(["fulfilled_before_approval"]);
  });

  it("while Shopify throttles it is being held again, and then it is held", async () => {
    const order = await released();
    await again(order);
    Object.assign(local.faults.graphql, { next: 1, fault: "throttle" });
    const settling = settle(order);
    while (local.faults.graphql.next > 0) await new Promise((next) => setImmediate(next));
    expect(await pageOf(order)).toMatchObject({ kind: "asked_again" });
    await settling;
    expect([(await pageOf(order))?.kind, status(order)]).toEqual(["held", ["ON_HOLD"]]);
  });

  it("while Shopify is away it stays asked for, with its task", async () => {
    const order = await released();
    await again(order);
    Object.assign(local.faults.graphql, { next: 100, fault: "502" });
    await settle(order).catch(() => undefined);
    local.faults.graphql.next = 0;
    expect([(await pageOf(order))?.kind, await isTaskOpen()]).toEqual(["asked_again", true]);
    await settle(order);
    expect([(await pageOf(order))?.kind, await isTaskOpen()]).toEqual(["held", false]);
  });

  it("asked for while Shopify is being read, it is not lost", async () => {
    const order = await released();
    Object.assign(local.faults.graphql, { next: 1, fault: "throttle" });
    const settling = settle(order);
    while (local.faults.graphql.next > 0) await new Promise((next) => setImmediate(next));
    await again(order);
    await settling;
    expect(await pageOf(order)).toMatchObject({ kind: "asked_again" });
    // The job that the press left goes on.
    await drainJobs({ alsoLater: true });
    expect([(await pageOf(order))?.kind, status(order)]).toEqual(["held", ["ON_HOLD"]]);
  });

  it("pressed twice it is asked for once, and held once", async () => {
    const order = await released();
    expect(await Promise.all([again(order), again(order)])).toEqual([{ ok: true }, { ok: true }]);
    const { history } = await ours(order);
    expect(history.filter(({ event }) => event === "hold_asked_again")).toHaveLength(1);
    await settle(order);
    expect(order.fulfillmentOrders[0]!.holds).toHaveLength(1);
    expect(await again(order)).toEqual({ refused: "nothing_released" });
  });
});

describe("who has it held again", () => {
  it("nobody whose role does not include it: they read how it stands, and nothing changes", async () => {
    const order = await released();
    const processor = await makeMember(shopId, ["image_processor"]);
    const { id: orderId } = await ours(order);
    await db().assignment.deleteMany({ where: { shopId, orderId } });
    const own = { shopId, orderId, role: "image_processor", memberId: processor.memberId };
    await db().assignment.create({ data: own });
    expect(await again(order, processor)).toEqual({ refused: "not_your_role" });
    await settle(order);
    expect(status(order)).toEqual(["OPEN"]);
    expect(await pageOf(order, processor)).toMatchObject({ kind: "released", mayHoldAgain: false });
  });

  it("nobody of another shop, by whichever number", async () => {
    const order = await released();
    const { shopId: otherShop } = await makeShop();
    const stranger = await makeMember(otherShop, ["admin"]);
    const by = { shopId: otherShop, actor: stranger };
    expect(await holdAgain({ ...by, orderId: (await ours(order)).id })).toEqual({ refused: "unknown_order" });
    expect(await holdAgainByNumber({ ...by, shopifyOrderId: String(order.id) })).toEqual({ refused: "unknown_order" });
    expect((await ours(order)).history.map(({ event }) => event)).not.toContain("hold_asked_again");
  });
});

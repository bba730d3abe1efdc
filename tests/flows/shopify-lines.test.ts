// Line by line: what may ship is free, what may not is held, and nothing that may not ship is open for a moment.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  holdByOthers,
  liftHolds,
  mergeByHand,
  splitByHand,
} from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import type { LocalFulfillmentOrder, LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db } from "../../app/adapters/db.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { setFlow } from "../../app/services/shop/set-flow.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, place, ours, askedFulfilment, close } = await openWiredShop();
afterAll(close);

/** An order of so many lines with a photo each, taken in and routed, and not yet compared with Shopify. */
async function taken(lines: number, isApart = true): Promise<LocalOrder> {
  const flow = isApart ? { ...DEFAULT_FLOW, manner: "independently", partialShipping: true } : DEFAULT_FLOW;
  await db().shop.update({ where: { id: shopId }, data: { flow } });
  const order = place(lines);
  await local.ctx.webhooks.idle();
  await drainJobs({ with: withoutShopify });
  local.pass(local.ctx.routingMs);
  return order;
}
const settle = async (order: LocalOrder) => settleOrder({ shopId, orderId: (await ours(order)).id });

async function approve(order: LocalOrder, ...numbers: number[]): Promise<void> {
  const { id: orderId } = await ours(order);
  await db().item.updateMany({
    where: { shopId, orderId, number: { in: numbers } },
    data: { step: "fulfilment", artfileVersion: 1, artfilePhotoVersion: 1, approvedArtfileVersion: 1 },
  });
}

/** The fulfilment orders with something left to ship: their status, and the places of their lines in the order. */
const left = ({ fulfillmentOrders, lines }: LocalOrder) =>
  fulfillmentOrders
    .map(({ status, lines: parts }) => [
      status,
      parts
        .filter(({ remainingQuantity }) => remainingQuantity > 0)
        .map(({ lineId }) => lines.findIndex(({ id }) => id === lineId) + 1),
    ])
    .filter(([, places]) => places!.length > 0);

/** Looks at Local Shopify after each of its changes: gives in how many states of it a line of the order could be shipped. */
function watch(order: LocalOrder, place: number): () => number {
  const { save } = local.state;
  let open = 0;
  const isOpen = ({ status, lines }: LocalFulfillmentOrder) =>
    status !== "ON_HOLD" &&
    lines.some(({ lineId, remainingQuantity }) => remainingQuantity > 0 && lineId === order.lines[place - 1]!.id);
  local.state.save = () => {
    if (order.fulfillmentOrders.some(isOpen)) open += 1;
    save();
  };
  return () => {
    local.state.save = save;
    return open;
  };
}
const openTasks = () => db().task.findMany({ where: { shopId, closedAt: null }, orderBy: { createdAt: "asc" } });

beforeEach(async () => {
  local.faults.splitsHeld = false;
  await db().task.deleteMany({ where: { shopId } });
});

describe("with partial shipping", () => {
  it("each line is held alone; the one that is approved is freed and shipped, and the other is open at no moment", async () => {
    const order = await taken(2);
    await settle(order);
    expect(left(order)).toEqual([
      ["ON_HOLD", [1]],
      ["ON_HOLD", [2]],
    ]);
    const stop = watch(order, 2);
    await approve(order, 1);
    await settle(order);
    expect(left(order)).toEqual([
      ["OPEN", [1]],
      ["ON_HOLD", [2]],
    ]);
    const fulfilmentId = await askedFulfilment(order);
    const [item] = (await ours(order)).items;
    await db().fulfilment.updateMany({ where: { shopId, id: fulfilmentId }, data: { itemIds: [item!.id] } });
    await fulfilOrder({ shopId, fulfilmentId });
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["done", "photo_review"]);
    expect(left(order)).toEqual([["ON_HOLD", [2]]]);
    expect(stop()).toBe(0);
  });

  it("lines that were held together are split before one is released, where Shopify does that", async () => {
    const order = await taken(2, false);
    await settle(order);
    expect(left(order)).toEqual([["ON_HOLD", [1, 2]]]);
    await db().order.updateMany({
      where: { shopId, shopifyOrderId: String(order.id) },
      data: { flow: { ...DEFAULT_FLOW, manner: "independently", partialShipping: true } },
    });
    await approve(order, 2);
    local.faults.splitsHeld = true;
    const stop = watch(order, 1);
    await settle(order);
    expect(left(order)).toEqual([
      ["ON_HOLD", [1]],
      ["OPEN", [2]],
    ]);
    expect(stop()).toBe(0);
  });

  it("where Shopify takes nothing apart that is on hold, all stays held, a task says how to free it, and freeing it by hand opens only what may ship", async () => {
    const order = await taken(2);
    const [one] = order.fulfillmentOrders;
    holdByOthers(local.ctx, local.shop, one!);
    await settle(order);
    one!.holds = one!.holds.filter(({ heldByApp }) => heldByApp);
    await approve(order, 2);
    const stop = watch(order, 1);
    await settle(order);
    expect(left(order)).toEqual([["ON_HOLD", [1, 2]]]);
    expect(stop()).toBe(0);
    expect(await openTasks()).toMatchObject([{ kind: "not_settled", subject: "held_together" }]);
    const fulfilmentId = await askedFulfilment(order);
    const [, second] = (await ours(order)).items;
    await db().fulfilment.updateMany({ where: { shopId, id: fulfilmentId }, data: { itemIds: [second!.id] } });
    await fulfilOrder({ shopId, fulfilmentId });
    const { refusal } = await db().fulfilment.findFirstOrThrow({ where: { shopId, id: fulfilmentId } });
    expect(refusal).toContain("Release the hold in the Shopify admin");
    liftHolds(local.ctx, local.shop, one!);
    await settle(order);
    expect(left(order)).toEqual([
      ["ON_HOLD", [1]],
      ["OPEN", [2]],
    ]);
    expect(await openTasks()).toEqual([]);
  });
});

describe("what people do to fulfilment orders", () => {
  it("what is merged into one that is open is held again", async () => {
    const order = await taken(2, false);
    const [first] = order.fulfillmentOrders;
    const rest = splitByHand(local.ctx, local.shop, order, first!, [{ id: first!.lines[1]!.id, quantity: 1 }])!;
    await settle(order);
    Object.assign(first!, { status: "OPEN", holds: [] });
    mergeByHand(local.ctx, local.shop, first!, [rest]);
    await settle(order);
    expect(left(order)).toEqual([["ON_HOLD", [1, 2]]]);
  });

  it("a hold that was lifted is placed once more, and lifted again it is left, with a task and in the history", async () => {
    const order = await taken(1, false);
    const [one] = order.fulfillmentOrders;
    await settle(order);
    liftHolds(local.ctx, local.shop, one!);
    await settle(order);
    expect(one!.status).toBe("ON_HOLD");
    expect(await openTasks()).toMatchObject([{ kind: "hold_lifted", orderId: (await ours(order)).id }]);
    liftHolds(local.ctx, local.shop, one!);
    await settle(order);
    await settle(order);
    expect(one!.status).toBe("OPEN");
    const { history, unheldSince } = await ours(order);
    expect(history.filter(({ event }) => event === "hold_lifted")).toHaveLength(2);
    expect(unheldSince).not.toBeNull();
    await approve(order, 1);
    await settle(order);
    expect((await ours(order)).liftedByHand).toEqual([]);
  });

  it("a hold that was left open is placed again once the open orders follow a flow that says so", async () => {
    const order = await taken(1, false);
    const [one] = order.fulfillmentOrders;
    await settle(order);
    for (let times = 0; times < 2; times += 1) {
      liftHolds(local.ctx, local.shop, one!);
      await settle(order);
    }
    await local.ctx.webhooks.idle();
    await drainJobs();
    expect(one!.status).toBe("OPEN");
    const actor = await makeMember(shopId, ["admin"]);
    await setFlow({ shopId, actor, flow: { ...DEFAULT_FLOW, liftedHold: "again_always" }, applyToOpenOrders: true });
    await drainJobs();
    expect(one!.status).toBe("ON_HOLD");
    expect((await ours(order)).unheldSince).toBeNull();
  });

  it("an order with more fulfilment orders and lines than a page has is held in all its parts", async () => {
    const order = await taken(2, false);
    const [one] = order.fulfillmentOrders;
    const line = one!.lines[0]!;
    Object.assign(order.lines[0]!, { quantity: 60, currentQuantity: 60 });
    Object.assign(line, { totalQuantity: 60, remainingQuantity: 60 });
    const another = { ...order.lines[1]!, properties: [] };
    for (let at = 0; at < 260; at += 1) {
      const id = local.state.nextId();
      order.lines.push({ ...another, id });
      const rest = { id: local.state.nextId(), lineId: id, totalQuantity: 1, remainingQuantity: 1 };
      one!.lines.unshift(rest);
    }
    for (let at = 0; at < 55; at += 1) splitByHand(local.ctx, local.shop, order, one!, [{ id: line.id, quantity: 1 }]);
    await settle(order);
    const held = left(order).filter(([status]) => status === "ON_HOLD");
    expect(held).toHaveLength(56);
    expect(left(order).filter(([status]) => status === "OPEN")).toHaveLength(1);
    expect((await ours(order)).holds).toHaveLength(56);
  });
});

// What is not approved is held in Shopify, and what is approved is released, whatever crashes in between.
import { afterAll, describe, expect, it } from "vitest";
import { holdByOthers } from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import { placeOrder } from "../../dev/local-shopify/orders/orders.ts";
import { db, inTransaction, tables } from "../../app/adapters/db.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs, untilItWaits, waitingJobs } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, host, shopId, work, place, ours, drawAndApprove, approveAll, askedFulfilment, close } =
  await openWiredShop();
afterAll(close);

describe("the hold on an order in Shopify", () => {
  it("a hold whose job died before writing it down is released too", async () => {
    const order = place();
    await work();
    await db().order.updateMany({ where: { shopId, shopifyOrderId: String(order.id) }, data: { holds: [] } });
    await approveAll(order);
    await settleOrder({ shopId, orderId: (await ours(order)).id });
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "OPEN", holds: [] });
  });

  it("an order approved while Shopify is being asked for the hold is not left held", async () => {
    const order = place();
    await local.ctx.webhooks.idle();
    await drainJobs({ with: withoutShopify });
    const orderId = (await ours(order)).id;
    Object.assign(local.faults.graphql, { next: 1, fault: "throttle" });
    const holding = settleOrder({ shopId, orderId });
    while (local.faults.graphql.next > 0) await new Promise((next) => setImmediate(next));
    await drawAndApprove(order);
    await Promise.all([holding, settleOrder({ shopId, orderId })]);
    await work();
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "OPEN", holds: [] });
  });

  /** Asks Shopify, which throttles the first question; meanwhile every approval is taken back. */
  async function whileApprovalIsTakenBack(order: ReturnType<typeof place>, ask: () => Promise<void>) {
    Object.assign(local.faults.graphql, { next: 1, fault: "throttle" });
    const asking = ask();
    while (local.faults.graphql.next > 0) await new Promise((next) => setImmediate(next));
    await db().item.updateMany({
      where: { shopId, order: { shopifyOrderId: String(order.id) } },
      data: { step: "quality_control", artfileVersion: 2, changeCount: { increment: 1 } },
    });
    await asking;
  }

  it("an approval that is taken back while Shopify is being asked for the release opens nothing", async () => {
    const order = place();
    await work();
    const orderId = await drawAndApprove(order);
    await whileApprovalIsTakenBack(order, () => settleOrder({ shopId, orderId }));
    expect(order.fulfillmentOrders[0]!.status).toBe("ON_HOLD");
    expect((await ours(order)).writtenState).toBe("artwork: quality control");
  });

  it("what changes while it is written down how Shopify stands is compared once more", async () => {
    const order = place();
    await work();
    const { id: orderId } = await ours(order);
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      const settling = settleOrder({ shopId, orderId });
      await untilItWaits(settling);
      await tables(tx).item.updateMany({ where: { shopId, orderId }, data: { step: "artwork" } });
      return { settling };
    }).then(({ settling }) => settling);
    expect(await waitingJobs()).toMatchObject([{ job: "settle-order", payload: { orderId } }]);
    await work();
    expect(order.tags).toEqual(["artwork: in production"]);
  });

  it.each([
    ["is not shipped", approveAll],
    ["is not freed either, where it is still held", drawAndApprove],
  ])("what was to be shipped, and is not approved any more when Shopify answers, %s", async (_, approve) => {
    const order = place();
    await work();
    await approve(order);
    const before = order.fulfillmentOrders.map(({ status }) => status);
    const fulfilmentId = await askedFulfilment(order);
    await whileApprovalIsTakenBack(order, () => fulfilOrder({ shopId, fulfilmentId }));
    expect(order.fulfillmentOrders.map(({ status }) => status)).toEqual(before);
    const { state, refusal } = await db().fulfilment.findFirstOrThrow({ where: { shopId, id: fulfilmentId } });
    expect([state, refusal]).toEqual(["refused", "Something of it is not approved any more."]);
  });

  it("a hold that was released for a fulfilment is nobody else's doing: it is placed again, also where the shop leaves lifted ones", async () => {
    const order = place();
    await work();
    const { id: orderId, flow } = await ours(order);
    await db().order.updateMany({
      where: { shopId, id: orderId },
      data: { flow: { ...(flow as object), liftedHold: "leave" } },
    });
    await drawAndApprove(order);
    const [one] = order.fulfillmentOrders;
    holdByOthers(local.ctx, local.shop, one!);
    // Ours is released for the parcel, which another app's hold keeps back.
    await fulfilOrder({ shopId, fulfilmentId: await askedFulfilment(order) });
    expect(one!.holds).toMatchObject([{ heldByApp: false }]);
    Object.assign(one!, { status: "OPEN", holds: [] });
    await db().item.updateMany({ where: { shopId, orderId }, data: { step: "quality_control", artfileVersion: 2 } });
    await settleOrder({ shopId, orderId });
    expect(order.fulfillmentOrders[0]!.status).toBe("ON_HOLD");
    expect((await ours(order)).liftedByHand).toEqual([]);
  });

  it("another app's hold is never touched", async () => {
    const order = place();
    await work();
    holdByOthers(local.ctx, local.shop, order.fulfillmentOrders[0]!);
    await approveAll(order);
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "ON_HOLD", holds: [{ heldByApp: false }] });
    expect(order.fulfillmentOrders[0]!.holds).toHaveLength(1);
  });

  it("a line that waits for no artwork is not held: the fulfilment order is taken apart", async () => {
    const product = local.shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
    const line = { productId: product.id, variantId: product.variants[0]!.id, quantity: 1 };
    const photo = { name: "Uploaded Images", value: `${host.origin}/cat.jpg` };
    const order = placeOrder(local.ctx, local.shop, {
      customerId: local.shop.customers[0]!.id,
      lines: [
        { ...line, properties: [photo] },
        { ...line, properties: [] },
      ],
    });
    await work();
    expect((await ours(order)).items).toHaveLength(1);
    expect(order.fulfillmentOrders).toMatchObject([
      { status: "ON_HOLD", holds: [{ handle: "proofline" }] },
      { status: "OPEN", holds: [] },
    ]);
  });
});

// A reprint, or a line with two items, ships when it is ready, whatever Shopify counts as shipped.
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { editOrder } from "../../dev/local-shopify/orders/orders.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db } from "../../app/adapters/db.ts";
import { askFulfilment } from "../../app/services/fulfilment/ask-fulfilment.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { drainJobs } from "./set-up.ts";
import { act, makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, approveAll, askedFulfilment, close } = await openWiredShop();
afterAll(close);

/** Somebody cancels the shipment in Shopify: everything is left to ship again. */
function reopen(order: LocalOrder): void {
  order.fulfillments.length = 0;
  for (const one of order.fulfillmentOrders)
    Object.assign(one, {
      status: "OPEN",
      lines: one.lines.map((line) => ({ ...line, remainingQuantity: line.totalQuantity })),
    });
  editOrder(local.ctx, local.shop, order, { email: "again@customer.test" });
}

it("two items of one line, marked one by one at the same moment, ship with the last of them", async () => {
  const fred = await makeMember(shopId, ["fulfiller", "admin"]);
  const order = place();
  await work();
  await approveAll(order);
  const {
    id: orderId,
    items: [first],
  } = await ours(order);
  const { id: _id, createdAt: _createdAt, details: _details, ...like } = first!;
  await db().item.create({
    data: {
      ...like,
      number: 2,
      sourceKey: "second photo",
      fileName: `${like.fileName} 2`,
      fileNameKey: `${like.fileNameKey} 2`,
    },
  });
  for (const { id: itemId, changeCount } of (await ours(order)).items) {
    const asked = await askFulfilment({
      shopId,
      actor: fred,
      actId: randomUUID(),
      targets: [{ itemId, changeCount }],
      trackingNumber: "1Z9",
      notifyCustomer: false,
    });
    expect(asked).toMatchObject({ asked: [{ orderId }], refused: [] });
  }
  // Both would look at the order before either has its answer.
  Object.assign(local.faults.graphql, { next: 1, fault: "throttle" });
  await Promise.all([drainJobs(), drainJobs()]);
  await work();
  expect((await ours(order)).items.map(({ step }) => step)).toEqual(["done", "done"]);
  expect(order.fulfillments).toHaveLength(1);
});

describe("an item that is made again after Shopify has shipped it", () => {
  it("a reprint and an item moved back stay open, though Shopify still counts their line as shipped; a new shipment closes them", async () => {
    const max = await makeMember(shopId, ["manager"]);
    const order = place(2);
    await work();
    await approveAll(order);
    fulfilParcels(local.ctx, local.shop, order, [{ fulfillmentOrderId: order.fulfillmentOrders[0]!.id }], {});
    await work();
    const [first, second] = (await ours(order)).items.map(({ id }) => id);
    await act({ shopId, actor: max, command: { action: "reprint", cause: "damaged" }, itemIds: [first!] });
    await act({ shopId, actor: max, command: { action: "move", to: "artwork" }, itemIds: [second!] });
    editOrder(local.ctx, local.shop, order, { email: "moved@customer.test" });
    await work();
    await sweepOrders({ shopId });
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["fulfilment", "artwork"]);
    reopen(order);
    await work();
    fulfilParcels(local.ctx, local.shop, order, [{ fulfillmentOrderId: order.fulfillmentOrders[0]!.id }], {});
    await work();
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["done", "done"]);
  });

  it("a reprint asked for before Shopify's own notice of the shipment stays open", async () => {
    const max = await makeMember(shopId, ["manager"]);
    const order = place();
    await work();
    await approveAll(order);
    await fulfilOrder({ shopId, fulfilmentId: await askedFulfilment(order) });
    await act({
      shopId,
      actor: max,
      command: { action: "reprint", cause: "damaged" },
      itemIds: [(await ours(order)).items[0]!.id],
    });
    await work();
    expect((await ours(order)).items[0]?.step).toBe("fulfilment");
  });
});

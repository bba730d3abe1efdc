// Shopify is told where the artwork of an order stands, and is asked to fulfil it once.
import { afterAll, describe, expect, it } from "vitest";
import { cancelOrder, editOrder, placeOrder, refundLine } from "../../dev/local-shopify/orders/orders.ts";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { databaseTime, db, inTransaction } from "../../app/adapters/db.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { sweptUntil } from "../../app/adapters/rows/shop/shops.ts";
import { fulfilOrder } from "../../app/services/fulfilment/fulfil-order.ts";
import { fulfilmentRefused } from "../../app/services/fulfilment/settle-fulfilment.ts";
import { importOrders, sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { drainJobsWithFaults, makeJobsDue, untilItWaits } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, host, shopId, work, place, ours, approveAll, askedFulfilment, close } = await openWiredShop();
afterAll(close);

describe("what Shopify is told of an order", () => {
  it("an order is held from being shipped, says where its artwork stands, and is released when all is approved", async () => {
    const order = place(2);
    await work();
    expect(order.fulfillmentOrders[0]).toMatchObject({
      status: "ON_HOLD",
      holds: [{ handle: "proofline", reason: "OTHER", heldByApp: true }],
    });
    expect(order.tags).toEqual(["artwork: photo check"]);
    expect(order.metafields[0]).toMatchObject({ key: "artwork_state", value: "photo check" });
    expect((await ours(order)).holds).toHaveLength(1);
    await approveAll(order);
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "OPEN", holds: [] });
    expect(order.tags).toEqual(["artwork: approved"]);
    expect((await ours(order)).history.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["hold_placed", "hold_released"]),
    );
  });

  it("marked as fulfilled: fulfilled in Shopify with tracking, once, and the items are done", async () => {
    const order = place(2);
    await work();
    await approveAll(order);
    const fulfilmentId = await askedFulfilment(order);
    await fulfilOrder({ shopId, fulfilmentId });
    await db().fulfilment.updateMany({ where: { shopId, id: fulfilmentId }, data: { state: "asked" } });
    await fulfilOrder({ shopId, fulfilmentId });
    await work();
    expect(order.fulfillments).toHaveLength(1);
    expect(order.fulfillments[0]).toMatchObject({ trackingNumbers: ["1Z999"], trackingCompany: "UPS" });
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["done", "done"]);
    expect(order.tags).toEqual(["artwork: done"]);
    expect((await ours(order)).tasks.filter(({ kind }) => kind === "fulfilled_before_approval")).toEqual([]);
  });

  it("an order stands where the item stands that has the longest way to go", async () => {
    const order = place(2);
    await work();
    const { id: orderId, items } = await ours(order);
    await db().item.updateMany({ where: { shopId, id: items[0]!.id }, data: { step: "artwork" } });
    await inTransaction((tx) => enqueue(tx, "settle-order", { shopId, orderId }));
    await work();
    expect(order.tags).toEqual(["artwork: photo check"]);
    await db().item.updateMany({ where: { shopId, id: items[1]!.id }, data: { step: "artwork" } });
    await inTransaction((tx) => enqueue(tx, "settle-order", { shopId, orderId }));
    await work();
    expect(order.tags).toEqual(["artwork: in production"]);
  });

  it("the first answer about a fulfilment counts: a job that was slower writes nothing over it", async () => {
    const order = place();
    await work();
    await approveAll(order);
    const fulfilmentId = await askedFulfilment(order);
    await fulfilOrder({ shopId, fulfilmentId });
    await fulfilmentRefused({ shopId, fulfilmentId, sentence: "Already fulfilled" });
    expect(await db().fulfilment.findFirst({ where: { id: fulfilmentId } })).toMatchObject({ state: "fulfilled" });
    expect((await ours(order)).history.map(({ event }) => event)).not.toContain("fulfilment_refused");
  });

  it("what Shopify refuses is kept as its own sentence, and nothing is done", async () => {
    const order = place();
    await work();
    await approveAll(order);
    Object.assign(order.fulfillmentOrders[0]!, {
      status: "ON_HOLD",
      holds: [{ id: 98, handle: "fraud", reason: "OTHER", reasonNotes: "", heldByApp: false }],
    });
    const fulfilmentId = await askedFulfilment(order);
    await fulfilOrder({ shopId, fulfilmentId });
    expect(await db().fulfilment.findFirst({ where: { id: fulfilmentId } })).toMatchObject({
      state: "refused",
      refusal: expect.stringContaining("on_hold"),
    });
    expect((await ours(order)).items[0]?.step).toBe("fulfilment");
  });

  it("what Shopify has closed without shipping it is not taken for fulfilled", async () => {
    const order = place();
    await work();
    await approveAll(order);
    Object.assign(order.fulfillmentOrders[0]!, { status: "INCOMPLETE", holds: [] });
    const fulfilmentId = await askedFulfilment(order);
    await fulfilOrder({ shopId, fulfilmentId });
    expect(await db().fulfilment.findFirst({ where: { id: fulfilmentId } })).toMatchObject({
      state: "refused",
      refusal: expect.stringContaining("no open shipment"),
    });
    expect((await ours(order)).items[0]?.step).toBe("fulfilment");
  });

  it("a missing permission becomes a task for managers, not a job that fails for ever", async () => {
    const order = place();
    const kept = local.shop.grantedScopes;
    local.shop.grantedScopes = kept.filter((scope) => !scope.includes("fulfillment"));
    for (const token of local.state.tokens) token.scopes = local.shop.grantedScopes;
    await work();
    const refused = () => db().task.findMany({ where: { shopId, kind: "shopify_refused", subject: "settle" } });
    expect(await refused()).toMatchObject([{ details: { what: "settle" }, closedAt: null }]);
    local.shop.grantedScopes = kept;
    for (const token of local.state.tokens) token.scopes = kept;
    await inTransaction(async (tx) => enqueue(tx, "settle-order", { shopId, orderId: (await ours(order)).id }));
    await work();
    expect(order.fulfillmentOrders[0]?.status).toBe("ON_HOLD");
    expect((await refused()).filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });

  it("the task about a refused sweep ends with the first that is not refused", async () => {
    const kept = local.shop.grantedScopes;
    const open = async () =>
      (await db().task.findMany({ where: { shopId, kind: "shopify_refused", closedAt: null } }))
        .map(({ subject }) => subject)
        .filter((what) => ["sweep", "shop"].includes(what));
    for (const token of local.state.tokens) token.scopes = [];
    await sweepOrders({ shopId });
    expect(await open()).toContain("sweep");
    for (const token of local.state.tokens) token.scopes = kept;
    await sweepOrders({ shopId });
    expect(await open()).toEqual([]);
  });
});

describe("what Shopify tells", () => {
  it("edits, refunds and cancellations flow in", async () => {
    const order = place(2);
    await work();
    const product = local.shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
    editOrder(local.ctx, local.shop, order, {
      addLines: [
        {
          productId: product.id,
          variantId: product.variants[0]!.id,
          quantity: 2,
          properties: [{ name: "Uploaded Images", value: `${host.origin}/cat.jpg` }],
        },
      ],
    });
    refundLine(local.ctx, local.shop, order, order.lines[1]!.id);
    await work();
    expect((await ours(order)).items.map(({ step, quantity }) => [step, quantity])).toEqual([
      ["photo_review", 1],
      ["cancelled", 1],
      ["photo_review", 2],
    ]);
    cancelOrder(local.ctx, local.shop, order);
    await work();
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect(order.tags).toEqual(["artwork: cancelled"]);
  });

  it("webhooks twice, late and in the wrong order end in the right state", async () => {
    Object.assign(local.faults.webhooks, { duplicate: 3, reorder: true });
    const order = place();
    editOrder(local.ctx, local.shop, order, { email: "second@customer.test" });
    editOrder(local.ctx, local.shop, order, { email: "third@customer.test" });
    await work();
    Object.assign(local.faults.webhooks, { duplicate: 0, reorder: false });
    expect(await ours(order)).toMatchObject({ customerEmail: "third@customer.test", items: [{ number: 1 }] });
  });

  it("the sweep finds what webhooks missed", async () => {
    local.faults.webhooks.drop = 2;
    const missed = place();
    const known = place();
    local.faults.webhooks.drop = 0;
    await sweepOrders({ shopId });
    expect((await ours(missed)).items).toHaveLength(1);
    local.faults.webhooks.drop = 1;
    editOrder(local.ctx, local.shop, known, { email: "swept@customer.test" });
    local.faults.webhooks.drop = 0;
    await sweepOrders({ shopId });
    expect((await ours(known)).customerEmail).toBe("swept@customer.test");
    await work();
  });

  it("a sweep counts from its beginning, so that the next one finds what changed while it went on", async () => {
    const order = place();
    await work();
    const { id: orderId } = await ours(order);
    const [sweeping, meanwhile] = await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      const sweeping = sweepOrders({ shopId });
      await untilItWaits(sweeping);
      return [{ end: sweeping }, await databaseTime()] as const;
    });
    await sweeping.end;
    expect((await sweptUntil(shopId))!.getTime()).toBeLessThan(meanwhile.getTime());
  });

  it("an order that cannot be taken in keeps no other from being found, and is found later", async () => {
    local.faults.webhooks.drop = 2;
    const broken = place();
    const behind = place();
    local.faults.webhooks.drop = 0;
    await db().$executeRawUnsafe(`ALTER TABLE "Order" ADD CONSTRAINT broken CHECK (name <> '${broken.name}')`);
    await expect(sweepOrders({ shopId })).rejects.toThrow("1 of ");
    expect((await ours(behind)).items).toHaveLength(1);
    await db().$executeRawUnsafe(`ALTER TABLE "Order" DROP CONSTRAINT broken`);
    await sweepOrders({ shopId });
    expect((await ours(broken)).items).toHaveLength(1);
    await work();
  });

  it("the import brings in open orders with a photo, not what was shipped before it, and the shop's name", async () => {
    local.faults.webhooks.drop = 100;
    const open = place();
    const shipped = place();
    shipped.createdAt = new Date(Date.now() - 86_400_000).toISOString();
    local.pass(local.ctx.routingMs);
    fulfilParcels(local.ctx, local.shop, shipped, [{ fulfillmentOrderId: shipped.fulfillmentOrders[0]!.id }], {});
    local.faults.webhooks.drop = 0;
    await importOrders({ shopId });
    expect((await ours(open)).items).toHaveLength(1);
    await expect(ours(shipped)).rejects.toThrow();
    const shop = await db().shop.findUniqueOrThrow({ where: { id: shopId } });
    expect(shop).toMatchObject({ name: local.shop.name, timezone: local.shop.ianaTimezone });
    expect(shop.importedAt).not.toBeNull();
    await work();
  });

  it("a bundle's photos are read from Shopify, because the webhook does not have them", async () => {
    const product = local.shop.products[0]!;
    const order = placeOrder(local.ctx, local.shop, {
      customerId: local.shop.customers[0]!.id,
      lines: [
        {
          productId: product.id,
          variantId: product.variants[0]!.id,
          quantity: 1,
          group: { title: "Gift set", properties: [{ name: "Your photo", value: `${host.origin}/cat.jpg` }] },
        },
      ],
    });
    await work();
    expect((await ours(order)).items).toMatchObject([{ propertyName: "Your photo" }]);
  });

  it("a shop whose token ran out gets what it is owed when its owner is back", async () => {
    const order = place();
    local.pass(local.ctx.routingMs);
    await local.ctx.webhooks.idle();
    local.state.tokens.length = 0;
    const faults = await drainJobsWithFaults();
    expect(faults.map(({ job }) => job)).toContain("settle-order");
    expect(order.fulfillmentOrders[0]).toMatchObject({ holds: [] });
    await local.install();
    await makeJobsDue();
    await work();
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "ON_HOLD", holds: [{ handle: "proofline" }] });
  });

  it("an API that fails for a while delays, and loses nothing", async () => {
    const order = place();
    await local.ctx.webhooks.idle();
    Object.assign(local.faults.graphql, { next: 2, fault: "500" });
    expect(new Set((await drainJobsWithFaults()).map(({ job }) => job))).toEqual(new Set(["settle-order"]));
    await work();
    await makeJobsDue();
    await work();
    expect(order.fulfillmentOrders[0]?.status).toBe("ON_HOLD");
    expect(order.tags).toEqual(["artwork: photo check"]);
  });
});

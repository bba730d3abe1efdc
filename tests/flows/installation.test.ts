// What Shopify lets the app see of a shop, and from when to when the shop has it.
import { afterAll, describe, expect, it } from "vitest";
import { liftHolds } from "../../dev/local-shopify/orders/fulfillment-changes.ts";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { cancelOrder, editOrder } from "../../dev/local-shopify/orders/orders.ts";
import { changeShop, uninstallApp } from "../../dev/local-shopify/proofs/installation.ts";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { CUSTOMER_FIELDS } from "../../app/domain/intake/customer-data.ts";
import { readOrderAgain } from "../../app/services/intake/read-order-again.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { installShop } from "../../app/services/shop/install-shop.ts";
import { leaveShop } from "../../app/services/shop/leave-shop.ts";
import { redactShop } from "../../app/services/shop/redact-shop.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);
const manager = await makeMember(shopId, ["manager"]);

async function missing(): Promise<string[]> {
  const { overview } = await showHome({ shopId, actor: manager });
  return overview!.tasks.cards.map(({ title }) => title).filter((title) => title.startsWith("Shopify keeps"));
}
async function sweep(): Promise<void> {
  await sweepOrders({ shopId });
  await work();
}

describe("what Shopify keeps from the app is missing here, and nothing else", () => {
  const customer = local.shop.customers[0]!;
  const phone = "+15550100";
  customer.addresses[0]!.phone = phone;
  const seen = async (order: ReturnType<typeof place>) => {
    const { customerName: name, customerEmail: email, shippingAddress, items } = await ours(order);
    const address = shippingAddress as Record<string, string | null>;
    expect([items.length, address.country]).toEqual([1, "United States"]);
    expect(address.name ?? null).toBe(name);
    expect(address.zip !== undefined).toBe(address.address1 !== undefined);
    return { name, email, address: address.address1 ?? null, phone: address.phone ?? null };
  };
  const all = {
    name: `${customer.firstName} ${customer.lastName}`,
    email: customer.email,
    address: customer.addresses[0]!.address1,
    phone,
  };

  it("told by webhook or read, an order comes in without the e-mail; Home says it, until it is given", async () => {
    local.faults.customerData.email = false;
    const told = place();
    await work();
    local.faults.webhooks.drop = 100;
    const read = place();
    local.faults.webhooks.drop = 0;
    await sweep();
    for (const order of [told, read]) expect(await seen(order)).toEqual({ ...all, email: null });
    expect(await missing()).toEqual([expect.stringContaining("e-mail addresses")]);
    // So long ago that the sweep does not read it again for its own sake.
    const shopifyUpdatedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000);
    told.updatedAt = shopifyUpdatedAt.toISOString();
    await db().order.updateMany({ where: { shopId, shopifyOrderId: String(told.id) }, data: { shopifyUpdatedAt } });
    local.faults.customerData.email = true;
    await sweep();
    expect(await missing()).toEqual([]);
    for (const order of [told, read]) expect(await seen(order)).toEqual(all);
  });

  let id: string;
  it.each(CUSTOMER_FIELDS)("%s: an order is read without it, and with all the rest", async (field) => {
    id ??= String(place().id);
    const whole = (await readOrderAgain(local.shop.domain, id))!;
    local.faults.customerData[field] = false;
    const read = (await readOrderAgain(local.shop.domain, id))!;
    local.faults.customerData[field] = true;
    const { name, address1, zip, phone: number, ...rest } = whole.shippingAddress!;
    const given = {
      name: { name },
      address: { address1, address2: null, zip },
      phone: { phone: number },
      email: {},
    };
    const shippingAddress = Object.assign({}, rest, ...CUSTOMER_FIELDS.map((one) => one !== field && given[one]));
    if (field === "address") delete shippingAddress.address2;
    expect(read).toEqual({
      ...whole,
      shippingAddress,
      ...(field === "name" ? { customerName: undefined } : {}),
      ...(field === "email" ? { customerEmail: undefined } : {}),
      customerData: { withheld: [field], given: whole.customerData!.given.filter((one) => one !== field) },
    });
  });

  it("a field that is taken away later leaves what we know, and a manager may end the task", async () => {
    const order = place();
    await work();
    local.faults.customerData.email = false;
    await sweep();
    expect(await seen(order)).toEqual(all);
    await db().task.updateMany({ where: { shopId, kind: "customer_data_withheld" }, data: { closedAt: new Date() } });
    await sweepOrders({ shopId });
    expect(await missing()).toEqual([]);
    local.faults.customerData.email = true;
    await sweepOrders({ shopId });
    expect(await db().task.count({ where: { shopId, kind: "customer_data_withheld" } })).toBe(0);
  });

  it("all of it: no order comes in, one task says so, and all come when it is given", async () => {
    local.faults.customerData.customerData = false;
    const order = place();
    await sweep();
    await expect(ours(order)).rejects.toThrow();
    expect(await missing()).toEqual(["Shopify keeps all orders from the app: no order comes in"]);
    expect(await db().task.count({ where: { shopId, kind: "shopify_refused" } })).toBe(0);
    local.faults.customerData.customerData = true;
    await sweep();
    expect(await missing()).toEqual([]);
    expect(await seen(order)).toEqual(all);
  });
});

describe("an installation ends when Shopify says so, not when a notice does", () => {
  const { domain } = local.shop;
  const row = () => db().shop.findUniqueOrThrow({ where: { domain } });
  const tokens = () => db().session.count({ where: { shopDomain: domain } });
  const comeBack = async () => {
    await installShop({ domain });
    await local.install();
  };
  const steps = async (order: ReturnType<typeof place>) => (await ours(order)).items.map(({ step }) => step);
  const ship = (order: ReturnType<typeof place>) => {
    const parcels = order.fulfillmentOrders.map((one) => {
      liftHolds(local.ctx, local.shop, one);
      return { fulfillmentOrderId: one.id };
    });
    fulfilParcels(local.ctx, local.shop, order, parcels, {});
  };

  it("what the shop changes of itself is followed", async () => {
    changeShop(local.ctx, local.shop, {
      name: "Pawtraits & Co",
      email: "hello@pawtraits.test",
      ianaTimezone: "Europe/Berlin",
    });
    await work();
    const changed = { name: "Pawtraits & Co", email: "hello@pawtraits.test", timezone: "Europe/Berlin" };
    expect(await row()).toMatchObject(changed);
    local.faults.webhooks.drop = 1;
    changeShop(local.ctx, local.shop, { name: "Pawtraits" });
    await sweep();
    expect(await row()).toMatchObject({ name: "Pawtraits" });
  });

  it("a late notice ends no newer installation, which nobody here had seen begin", async () => {
    const { installedAt, installationId } = await row();
    uninstallApp(local.ctx, local.shop, { lateMs: 60_000 });
    await local.install();
    await work();
    local.pass(60_000);
    await work();
    const now = await row();
    expect([now.uninstalledAt, now.installedAt, await tokens()]).toEqual([null, installedAt, 1]);
    expect(now.installationId).not.toBe(installationId);
  });

  it("after a return every order that is open here is read again and settled", async () => {
    const [cancelled, shipped, freed, bigger] = [place(), place(), place(), place()];
    await work();
    uninstallApp(local.ctx, local.shop);
    await work();
    expect([(await row()).uninstalledAt !== null, await tokens()]).toEqual([true, 0]);
    cancelOrder(local.ctx, local.shop, cancelled);
    ship(shipped);
    liftHolds(local.ctx, local.shop, freed.fulfillmentOrders[0]!);
    editOrder(local.ctx, local.shop, bigger, { quantities: [{ lineId: bigger.lines[0]!.id, quantity: 3 }] });
    await work();
    expect(await steps(cancelled)).toEqual(["photo_review"]);
    await comeBack();
    await work();
    expect([await steps(cancelled), await steps(shipped)]).toEqual([["cancelled"], ["done"]]);
    expect(freed.fulfillmentOrders.map(({ status }) => status)).toEqual(["ON_HOLD"]);
    expect((await ours(bigger)).items).toMatchObject([{ quantity: 3, step: "photo_review" }]);
    expect(await row()).toMatchObject({ uninstalledAt: null, importedAt: expect.any(Date) as Date });
  });

  it("a return that no notice told of is found by the sweep", async () => {
    const { installationId } = await row();
    uninstallApp(local.ctx, local.shop, { times: 0 });
    await local.install();
    await sweepOrders({ shopId });
    expect((await waitingJobs()).map(({ job }) => job)).toContain("import-orders");
    await work();
    expect((await row()).installationId).not.toBe(installationId);
  });

  it("shop/redact of an installation before the one that the shop has forgets nothing", async () => {
    const orders = await db().order.count({ where: { shopId } });
    local.pass(48 * 3_600_000);
    await local.install();
    await work();
    expect(local.ctx.webhooks.deliveries.filter(({ topic }) => topic === "shop/redact")).not.toEqual([]);
    expect([await db().order.count({ where: { shopId } }), await tokens()]).toEqual([orders, 1]);
  });

  it("while Shopify cannot be asked, nothing is ended and nothing forgotten", async () => {
    local.faults.graphql = { next: 2, fault: "500" };
    await expect(leaveShop({ shopDomain: domain })).rejects.toThrow();
    await expect(redactShop({ shopDomain: domain })).rejects.toThrow();
    expect([(await row()).uninstalledAt, await tokens()]).toEqual([null, 1]);
  });

  it.each([402, 423] as const)(
    "while the shop is frozen or locked (%i) neither, and its token stays",
    async (status) => {
      local.faults.shops.unavailable = status;
      await expect(leaveShop({ shopDomain: domain })).rejects.toThrow();
      await expect(redactShop({ shopDomain: domain })).rejects.toThrow();
      local.faults.shops.unavailable = null;
      expect([(await row()).uninstalledAt, await tokens()]).toEqual([null, 1]);
      await redactShop({ shopDomain: domain });
      expect(await db().shop.count({ where: { domain } })).toBe(1);
    },
  );

  it("shop/redact after an uninstall that was never told: no row and no file is left", async () => {
    uninstallApp(local.ctx, local.shop, { times: 0 });
    local.pass(48 * 3_600_000);
    await local.ctx.webhooks.idle();
    await drainJobs({ with: { "sweep-orders": async () => {} } });
    expect(await db().shop.count({ where: { domain } })).toBe(0);
    expect([await db().order.count({ where: { shopId } }), await tokens()]).toEqual([0, 0]);
    for await (const key of storage().list(shopId)) expect(key).toBeUndefined();
    await redactShop({ shopDomain: domain });
  });
});

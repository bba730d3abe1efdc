// While Shopify keeps the customers' addresses from the app, one task says so, and what could not be written is written once it gives them.
import { afterAll, describe, expect, it } from "vitest";
import { editOrder } from "../../dev/local-shopify/orders/orders.ts";
import { db } from "../../app/adapters/db.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs } from "./set-up.ts";
import { act, makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);
const manager = await makeMember(shopId, ["manager", "image_processor"]);
const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });

type Order = ReturnType<typeof place>;
const itemsOf = async (order: Order) => (await ours(order)).items.map(({ id }) => id);
const reject = async (order: Order) =>
  act({
    shopId,
    actor: manager,
    command: { action: "reject_photo", reasonId: reason.id, comment: "Too dark" },
    itemIds: await itemsOf(order),
  });
const move = async (order: Order, to: "artwork" | "photo_review") =>
  act({ shopId, actor: manager, command: { action: "move", to }, itemIds: await itemsOf(order) });
const sweep = async () => {
  await sweepOrders({ shopId });
  await work();
};
const emails = async (order: Order) =>
  db().email.findMany({
    where: { shopId, orderId: (await ours(order)).id, kind: "order_issue" },
    orderBy: { round: "asc" },
    select: { state: true, failure: true },
  });
const mailsOf = (order: Order) =>
  local.state.mails.filter(({ subject }) => subject === `We need a better photo for your order ${order.name}`);
const tasks = async () =>
  (await db().task.findMany({ where: { shopId, closedAt: null }, orderBy: { createdAt: "asc" } })).map(
    ({ kind }) => kind,
  );

describe("while no address is given", () => {
  const lacking = { state: "failed", failure: "email_without_address" };
  let first: Order;
  let twice: Order;
  let settled: Order;
  let nameless: Order;

  it("every email without one is of one task, also of those that failed before it was known why", async () => {
    local.faults.customerData.email = false;
    [first, twice, settled, nameless] = [place(), place(), place(), place()] as [Order, Order, Order, Order];
    nameless.email = "";
    await work();
    // As if nothing had been read since Shopify began to keep it.
    await db().task.deleteMany({ where: { shopId, kind: "customer_data_withheld" } });
    await reject(first);
    await drainJobs({ alsoLater: true, with: withoutShopify });
    expect(await tasks()).toContain("email_without_address");
    await sweep();
    expect(await tasks()).toEqual(["customer_data_withheld"]);
    for (const order of [twice, settled, nameless]) await reject(order);
    await work();
    await move(twice, "photo_review");
    await reject(twice);
    await work();
    expect(await tasks()).toEqual(["customer_data_withheld"]);
    expect(await emails(twice)).toEqual([lacking, lacking]);
    expect(local.state.mails).toEqual([]);
    await move(settled, "artwork");
  });

  it("once it is given they leave by themselves: each occasion once, none whose reason is gone; what has none asks a manager", async () => {
    local.faults.customerData.email = true;
    await sweep();
    await sweep();
    expect([first, twice, settled, nameless].map((order) => mailsOf(order).length)).toEqual([1, 1, 0, 0]);
    expect((await emails(twice)).map(({ state }) => state)).toEqual(["withdrawn", "delivered"]);
    expect((await emails(settled)).map(({ state }) => state)).toEqual(["withdrawn"]);
    expect(await emails(nameless)).toEqual([lacking]);
    expect(await tasks()).toEqual(["email_without_address"]);
  });

  it("one that a customer gets in Shopify is written to as well, and the task ends", async () => {
    editOrder(local.ctx, local.shop, nameless, { email: "carla@customer.test" });
    await work();
    expect(mailsOf(nameless)).toHaveLength(1);
    expect(await tasks()).toEqual([]);
  });
});

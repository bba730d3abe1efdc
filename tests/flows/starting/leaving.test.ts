// Before a shop leaves: everything of ours is taken back in Shopify, and of others nothing; and it can be undone.
import { afterAll, describe, expect, it, vi } from "vitest";
import { holdByOthers } from "../../../dev/local-shopify/orders/fulfillment-changes.ts";
import type { LocalOrder } from "../../../dev/local-shopify/shapes.ts";
import { db, inTransaction } from "../../../app/adapters/db.ts";
import { enqueue } from "../../../app/adapters/queue/queue.ts";
import { sendEmail } from "../../../app/services/emails/send-email.ts";
import { settleAll } from "../../../app/services/fulfilment/settle-all.ts";
import { beginLeaving, showLeaving, workAgain } from "../../../app/services/shop/leaving.ts";
import { installShop } from "../../../app/services/shop/install-shop.ts";
import { drainJobs, waitingJobs } from "../set-up.ts";
import { act, makeMember } from "../shop.ts";
import { openWiredShop } from "../wired-shop.ts";

vi.setConfig({ testTimeout: 300_000 });

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);
const owner = await makeMember(shopId, ["admin"]);
const by = { shopId, actor: owner };

const orders = Array.from({ length: 24 }, () => place());
await work();
const isHeld = ({ fulfillmentOrders }: LocalOrder) => fulfillmentOrders.every(({ status }) => status === "ON_HOLD");
const isClean = ({ tags, metafields, fulfillmentOrders }: LocalOrder) =>
  tags.every((tag) => !tag.startsWith("artwork")) &&
  metafields.length === 0 &&
  fulfillmentOrders.every(({ holds }) => holds.every(({ heldByApp }) => !heldByApp));

describe("a shop that is about to leave", () => {
  const [theirs, ended, hidden] = [orders[0]!, orders[1]!, orders[2]!];

  it("has every hold, tag and metafield of ours taken back, one after the other, and what is left is counted", async () => {
    expect(orders.every(isHeld)).toBe(true);
    holdByOthers(local.ctx, local.shop, theirs.fulfillmentOrders[0]!);
    theirs.tags = [...theirs.tags, "vip"];
    // Done, with its tag still there.
    await db().item.updateMany({ where: { shopId, orderId: (await ours(ended)).id }, data: { step: "done" } });
    await db().order.update({
      where: { shopId_id: { shopId, id: (await ours(ended)).id } },
      data: { endedAt: new Date() },
    });
    await inTransaction(async (tx) => enqueue(tx, "settle-order", { shopId, orderId: (await ours(ended)).id }));
    await work();
    expect(ended.tags).toEqual(["artwork: done"]);
    // Older than 60 days, it is not deleted but out of sight.
    const placedAt = new Date(Date.now() - 90 * 86_400_000);
    await db().order.updateMany({ where: { shopId, id: (await ours(hidden)).id }, data: { placedAt } });
    local.shop.orders = local.shop.orders.filter((order) => order !== hidden);

    expect(await beginLeaving(by)).toEqual({ ok: true });
    expect(await showLeaving(shopId)).toMatchObject({ isLeaving: true, ours: { orders: 24, held: 23 } });
    await settleAll({ shopId });
    const turns = (await waitingJobs()).filter(({ job }) => job === "settle-order").map(({ runAt }) => +runAt);
    expect(turns).toHaveLength(20);
    expect(Math.max(...turns) - Math.min(...turns)).toBe(19_000);
    await work();
    expect(orders.filter((order) => order !== hidden).every(isClean)).toBe(true);
    expect(ended.tags).toEqual([]);
  });

  it("leaves what is not ours", () => {
    expect(theirs.tags).toEqual(["vip"]);
    expect(theirs.fulfillmentOrders[0]!.holds).toHaveLength(1);
  });

  it("is told of the order that Shopify does not show", async () => {
    const { ours: left } = await showLeaving(shopId);
    expect(left).toEqual({ orders: 1, held: left.held, unseen: 1, untold: 0 });
  });

  it("changes nothing in Shopify for an order that comes meanwhile, nor by an act", async () => {
    const late = place();
    await work();
    const { items } = await ours(late);
    const done = await act({ ...by, itemIds: [items[0]!.id], command: { action: "approve_photo" } });
    expect(done.refused).toEqual([]);
    await work();
    expect(isClean(late)).toBe(true);
    orders.push(late);
  });

  it("sends no email, and sends it once it works again if something still calls for it", async () => {
    const { id: reasonId } = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });
    const { items, id: orderId } = await ours(orders[5]!);
    const command = { action: "reject_photo", reasonId, comment: "too dark" } as const;
    expect((await act({ ...by, itemIds: [items[0]!.id], command })).refused).toEqual([]);
    await drainJobs();
    await db().email.updateMany({ where: { shopId }, data: { sendAt: new Date(0) } });
    const { id: emailId } = await db().email.findFirstOrThrow({ where: { shopId, orderId, kind: "order_issue" } });
    await sendEmail({ shopId, emailId });
    expect(local.state.mails).toEqual([]);
    const { state, sendAt } = await db().email.findFirstOrThrow({ where: { shopId, id: emailId } });
    expect(state).toBe("queued");
    expect(+sendAt).toBeGreaterThan(Date.now() + 50 * 60_000);

    expect(await workAgain(by)).toEqual({ ok: true });
    await work();
    expect(local.state.mails.filter(({ customArgs }) => customArgs.proofline_email === emailId)).toHaveLength(1);
    expect(await showLeaving(shopId)).toMatchObject({ isLeaving: false });
  });

  it("that stays after all has its open orders held again", async () => {
    expect(orders.filter((order) => order !== hidden && order !== ended).filter((order) => !isHeld(order))).toEqual([]);
    expect(await db().shop.findUnique({ where: { id: shopId } })).toMatchObject({ leavingAt: null, settleSince: null });
  });
});

describe("a shop that comes back", () => {
  const leave = async (daysAgo: number) => {
    // What waits to be sent would be put off for as long as it is about to leave.
    await db().email.deleteMany({ where: { shopId } });
    await beginLeaving(by);
    await work();
    const uninstalledAt = new Date(Date.now() - daysAgo * 86_400_000);
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt } });
    return { before: await db().shop.findUniqueOrThrow({ where: { id: shopId } }) };
  };

  it("after some days finds its settings and works on as it did, with the orders placed meanwhile", async () => {
    const { before } = await leave(2);
    expect(orders.filter((order) => order !== orders[2]).every(isClean)).toBe(true);
    const meanwhile = place();
    await local.ctx.webhooks.idle();
    await installShop({ domain: local.shop.domain });
    await work();
    const { startedAt, startsFrom, leavingAt, flow } = await db().shop.findUniqueOrThrow({ where: { id: shopId } });
    expect({ startedAt, startsFrom, flow }).toEqual({
      startedAt: before.startedAt,
      startsFrom: null,
      flow: before.flow,
    });
    expect(leavingAt).toBeNull();
    expect(isHeld(meanwhile)).toBe(true);
    expect(isHeld(orders[7]!)).toBe(true);
  });

  it("after more than a week works on what is placed from now on, and leaves what was placed meanwhile in shadow", async () => {
    await leave(8);
    const meanwhile = place();
    meanwhile.createdAt = new Date(Date.now() - 3 * 86_400_000).toISOString();
    await local.ctx.webhooks.idle();
    await db().webhookDelivery.deleteMany({});
    await installShop({ domain: local.shop.domain });
    await inTransaction((tx) => enqueue(tx, "import-orders", { shopId }));
    await work();
    expect((await ours(meanwhile)).isOurs).toBe(false);
    expect(meanwhile.tags).toEqual([]);
    const fresh = place();
    await work();
    expect(isHeld(fresh)).toBe(true);
  });

  it("that had not started is in shadow as before", async () => {
    await db().shop.update({ where: { id: shopId }, data: { startedAt: null, uninstalledAt: new Date() } });
    await installShop({ domain: local.shop.domain });
    const order = place();
    await work();
    expect((await ours(order)).isOurs).toBe(false);
  });
});

// Notices for which Shopify has to be asked, while the shop's bucket is empty: they stand before nothing, and none is given up for it.
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import { jobs } from "../../app/jobs/index.ts";
import { drainBucket } from "../../dev/local-shopify/graphql/bucket.ts";
import { orderBody, photoProperty, sendWebhook } from "./intake.ts";
import { drainJobs, makeJobsDue, waitingJobs } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);
afterEach(() => void vi.restoreAllMocks());
const domain = local.shop.domain;
let next = 9_000;

const workInboxes = () => runDueJobs({ "work-inbox": jobs["work-inbox"] });
const open = () => db().webhookDelivery.findMany({ where: { workedAt: null }, orderBy: { id: "asc" } });
const settling = async () => (await waitingJobs()).filter(({ job }) => job === "settle-order");

/** Shopify tells of fulfilment orders; null: of one that nobody knows. */
async function tellOf(ids: readonly (number | null)[]): Promise<void> {
  for (const id of ids) {
    next += 1;
    const about = { fulfillment_order: { id: `gid://shopify/FulfillmentOrder/${id ?? next}`, status: "open" } };
    await sendWebhook(about, { domain, topic: "fulfillment_orders/order_routing_complete" });
  }
}

/** Counts what Shopify is asked, and has something happen before each. */
function watch(before: () => void = () => undefined): string[] {
  const asked: string[] = [];
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const [, name] = /"(?:query|mutation) (\w+)|\\n(?:query|mutation) (\w+)/.exec(String(init?.body)) ?? [];
    if (String(input).endsWith("/graphql.json")) {
      asked.push(name ?? String(init?.body));
      before();
    }
    return send(input, init);
  });
  return asked;
}

describe("many notices of fulfilment orders", () => {
  it("are one question for each twenty-five, and have those orders compared that they are about", async () => {
    const order = place();
    await work();
    // As if the hold were not placed yet.
    await db().order.updateMany({ where: { shopId, id: (await ours(order)).id }, data: { holds: [] } });
    const [known] = order.fulfillmentOrders;
    await tellOf([...Array.from({ length: 40 }, () => null), known!.id, ...Array.from({ length: 19 }, () => null)]);
    const asked = watch();
    expect(await workInboxes()).toEqual([]);
    expect(await open()).toEqual([]);
    expect(asked).toHaveLength(3);
    expect((await settling()).map(({ payload }) => payload)).toEqual([{ shopId, orderId: (await ours(order)).id }]);
    await work();
  });

  it("of our own holds are not asked about at all", async () => {
    const order = place();
    await work();
    await drainJobs();
    await tellOf(order.fulfillmentOrders.map(({ id }) => id));
    const asked = watch();
    await workInboxes();
    expect(asked).toEqual([]);
    expect(await settling()).toHaveLength(1);
    await work();
  });

  it("rest while the bucket is empty, behind them an order comes in, and they were not begun in vain", async () => {
    await tellOf(Array.from({ length: 30 }, () => null));
    const body = orderBody({
      id: 77,
      number: 77,
      lines: [{ properties: [photoProperty("https://photos.example/a.jpg")] }],
    });
    await sendWebhook(body, { domain });
    watch(() => drainBucket(local.ctx, domain));
    expect(await workInboxes()).toEqual([]);
    expect(await db().order.count({ where: { shopId, shopifyOrderId: "77" } })).toBe(1);
    const resting = await open();
    expect(resting).toHaveLength(30);
    expect(new Set(resting.map(({ attempts }) => attempts))).toEqual(new Set([0]));
    expect(resting.every(({ dueAt, receivedAt }) => dueAt!.getTime() >= receivedAt.getTime() + 2_000)).toBe(true);
    vi.restoreAllMocks();
    local.pass(60_000);
    await makeJobsDue();
    await db().webhookDelivery.updateMany({ where: { workedAt: null }, data: { dueAt: new Date(0) } });
    await workInboxes();
    expect(await open()).toEqual([]);
  });
});

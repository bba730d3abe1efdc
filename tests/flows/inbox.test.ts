// A shop's inbox: of each order the newest state, one shop before no other, and what cannot be worked stands in nobody's way.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import { wakeJobs } from "../../app/adapters/queue/queue-waiting.ts";
import { beginDeliveries, queueRestOfInbox } from "../../app/adapters/queue/webhook-deliveries.ts";
import { MOST_BEGUN } from "../../app/domain/intake/inbox.ts";
import { jobs } from "../../app/jobs/index.ts";
import { openInboxOf, workInbox } from "../../app/services/intake/work-inbox.ts";
import { sweepShops } from "../../app/services/upkeep/sweep-shops.ts";
import { openShop, orderBody, photoProperty, sendWebhook } from "./intake.ts";
import { makeJobsDue, waitingJobs } from "./set-up.ts";

const domain = "pawtraits.myshopify.com";
let shopId: string;
beforeAll(async () => {
  shopId = await openShop(domain);
});
afterAll(() => db().webhookDelivery.deleteMany());

const lines = [{ properties: [photoProperty("https://photos.example/cat.jpg")] }];
const shown = (id: number, updatedAt: string, more: Parameters<typeof orderBody>[0] = {}) =>
  sendWebhook(orderBody({ id, number: id, updatedAt, lines, ...more }), { domain, topic: "orders/updated" });
const open = () => db().webhookDelivery.findMany({ where: { workedAt: null }, orderBy: { id: "asc" } });
const inboxJobs = async () => (await waitingJobs()).filter(({ job }) => job === "work-inbox");
const workInboxes = () => runDueJobs({ "work-inbox": jobs["work-inbox"] });
const orderOf = (id: number) => db().order.findFirst({ where: { shopId, shopifyOrderId: String(id) } });

describe("an inbox", () => {
  it("is worked off by one job, which reads of each order only the newest state", async () => {
    for (const minute of [10, 30, 20]) await shown(1, `2026-11-01T10:${minute}:00Z`, { number: minute });
    for (const id of [2, 3, 4]) await shown(id, "2026-11-01T10:00:00Z");
    expect(await inboxJobs()).toHaveLength(1);
    expect(await workInboxes()).toEqual([]);
    expect(await open()).toEqual([]);
    expect(await inboxJobs()).toEqual([]);
    expect(await orderOf(1)).toMatchObject({ name: "#30", shopifyUpdatedAt: new Date("2026-11-01T10:30:00Z") });
    for (const id of [2, 3, 4]) expect(await orderOf(id)).toMatchObject({ name: `#${id}` });
    const worked = await db().webhookDelivery.findMany({ where: { workedAt: { not: null } } });
    expect(worked.every(({ body, attempts }) => body === null && attempts === 1)).toBe(true);
  });

  it("whose job has to stop keeps what was not begun, and asks for another turn", async () => {
    for (const id of [11, 12, 13, 14, 15, 16]) await shown(id, "2026-11-01T10:00:00Z");
    await workInbox({ shopDomain: domain }, { signal: AbortSignal.abort() });
    const left = await open();
    // One for each of those that are worked at once.
    expect(left.map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
    expect(await inboxJobs()).toHaveLength(1);
    await workInboxes();
    expect(await open()).toEqual([]);
  });

  it("is worked on past a notice that cannot be worked, which rests longer each time and is left at last", async () => {
    await sendWebhook({ customer: "Jamie" }, { domain, topic: "customers/redact" });
    const [bad] = await open();
    await shown(22, "2026-11-01T10:00:00Z");
    await workInboxes();
    expect(await orderOf(22)).not.toBeNull();
    const rests = async () => {
      const { attempts, dueAt } = await db().webhookDelivery.findUniqueOrThrow({ where: { id: bad!.id } });
      return { attempts, dueAt };
    };
    const first = await rests();
    expect(first.attempts).toBe(1);
    const [later] = await inboxJobs();
    expect(later!.runAt.getTime()).toBe(first.dueAt!.getTime());

    await db().webhookDelivery.update({ where: { id: bad!.id }, data: { attempts: MOST_BEGUN - 1 } });
    await makeJobsDue();
    await workInboxes();
    expect(await rests()).toEqual({ attempts: MOST_BEGUN, dueAt: null });
    expect(await inboxJobs()).toEqual([]);

    await inTransaction((tx) => wakeJobs(tx, shopId));
    expect(await rests()).toMatchObject({ attempts: 0, dueAt: expect.any(Date) });
    expect(await inboxJobs()).toHaveLength(1);
    await db().webhookDelivery.delete({ where: { id: bad!.id } });
    await workInboxes();
  });

  it("keeps what was begun by a process that died, and begins it again after a rest, but not for ever", async () => {
    await shown(31, "2026-11-01T10:00:00Z");
    const id = (await open())[0]!.id;
    await beginDeliveries([String(id)]);
    await workInboxes();
    expect(await orderOf(31)).toBeNull();
    expect(await inboxJobs()).toHaveLength(1);
    await makeJobsDue();
    await workInboxes();
    expect(await orderOf(31)).not.toBeNull();

    await shown(32, "2026-11-01T10:00:00Z");
    const poison = (await open())[0]!.id;
    await db().webhookDelivery.update({ where: { id: poison }, data: { attempts: MOST_BEGUN - 1 } });
    await beginDeliveries([String(poison)]);
    expect((await open())[0]).toMatchObject({ attempts: MOST_BEGUN, dueAt: null });
    await db().webhookDelivery.delete({ where: { id: poison } });
  });

  it("whose job is gone is found by the regular look, and one that a former build queued is worked", async () => {
    await shown(41, "2026-11-01T10:00:00Z");
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await sweepShops();
    await workInboxes();
    expect(await orderOf(41)).not.toBeNull();

    await shown(42, "2026-11-01T10:00:00Z");
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const id = (await open())[0]!.id;
    await openInboxOf(String(id));
    await workInboxes();
    expect(await orderOf(42)).not.toBeNull();
  });

  it("of one shop waits for no other: what is due later does not put off what is due now", async () => {
    const other = "other.myshopify.com";
    await openShop(other);
    await inTransaction((tx) => queueRestOfInbox(tx, other));
    expect(await inboxJobs()).toEqual([]);
    await shown(51, "2026-11-01T10:00:00Z");
    await db().webhookDelivery.updateMany({
      where: { workedAt: null },
      data: { dueAt: new Date(Date.now() + 3_600_000) },
    });
    await workInboxes();
    expect(await inboxJobs()).toHaveLength(1);
    await shown(52, "2026-11-01T10:00:00Z");
    await sendWebhook(orderBody({ id: 53, lines }), { domain: other });
    expect((await inboxJobs()).map(({ payload }) => payload)).toHaveLength(3);
    await workInboxes();
    expect(await orderOf(52)).not.toBeNull();
    expect(await orderOf(51)).toBeNull();
    expect(await db().order.count({ where: { shopifyOrderId: "53" } })).toBe(1);
  });
});

// Shopify shuts the app out, or something in the background stands still: nothing owed is lost, and Home says so in plain words.
import { QUEUE_CLASSES } from "../../app/domain/words/queue-classes.ts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, pool } from "../../app/adapters/db.ts";
import { queueSettling } from "../../app/adapters/queue/queue.ts";
import { holdWorkerLock } from "../../app/adapters/queue/queue-reaper.ts";
import { toldAfter } from "../../app/domain/fulfilment/unsettled.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { staffOf } from "../../app/routes/who/staff.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { settleOrder } from "../../app/services/fulfilment/settle-order.ts";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import { unproven } from "./access/cast.ts";
import { makeMember } from "./shop.ts";
import { drainJobsWithFaults, waitingJobs } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, drawAndApprove, close } = await openWiredShop();
const manager: ActingMember = await makeMember(shopId, ["manager"]);
const worker = await holdWorkerLock([{ id: "worker-of-this-test", queues: QUEUE_CLASSES }]);
afterAll(async () => {
  await worker.release();
  await close();
});
beforeEach(async () => {
  local.faults.addressRefused = false;
  await local.install();
});

const home = async () => (await showHome({ shopId, actor: manager })).overview!;
const troubles = async () => (await home()).machinery.troubles.map(({ title }) => title);
const shutOut = () =>
  db().task.findMany({
    where: { shopId, kind: { in: ["no_token", "address_refused"] }, closedAt: null },
    select: { kind: true, subject: true, orderId: true },
  });
const owed = async () => (await waitingJobs()).filter(({ job }) => job === "settle-order");
/** All that is due is tried, and fails; the faults by their names. */
async function tryAll(): Promise<string[]> {
  await local.ctx.webhooks.idle();
  const faults = await drainJobsWithFaults({ alsoLater: true });
  return [...new Set(faults.map(({ error }) => (error as Error).name))];
}
/** Jobs that would never be tried again. */
const givenUp = async () =>
  (await pool().query("SELECT task_id FROM graphile_worker._private_jobs WHERE attempts >= max_attempts")).rows;
/** As if the next attempt were the last one. */
const triedOften = () =>
  pool().query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1 WHERE attempts > 0");
/** By the app's clock: Local Shopify's is ahead by all that went by. */
function opensTheApp() {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iat: now, nbf: now, exp: now + 3_600 };
  const token = mintSessionToken(local.ctx, local.shop, local.shop.staff[0]!, claims);
  return staffOf(unproven("/app", { headers: { authorization: `Bearer ${token}` } }));
}

describe("when all is well", () => {
  it("Home says nothing but when Shopify last told of something", async () => {
    place();
    await work();
    const { machinery, tasks } = await home();
    expect(machinery).toEqual({ troubles: [], toldAt: expect.stringMatching(/^20/) });
    expect(tasks.count).toBe(0);
  });
});

describe("a shop whose tokens were all revoked", () => {
  it("is told so, what is owed outlives its last attempt, and opening the app has it all done", async () => {
    const [first, second] = [place(), place()];
    local.state.tokens = [];
    expect(await tryAll()).toEqual(["ShopGone"]);
    expect(await shutOut()).toEqual([{ kind: "no_token", subject: "shop", orderId: null }]);
    expect(await troubles()).toEqual(["Shopify gives the app no access to this shop"]);
    expect((await home()).tasks.count).toBe(0);

    const waiting = (await owed()).length;
    expect(waiting).toBeGreaterThan(0);
    await triedOften();
    await tryAll();
    expect(await givenUp()).toEqual([]);
    expect(await owed()).toHaveLength(waiting);

    await opensTheApp();
    expect(await shutOut()).toEqual([]);
    expect(await troubles()).toEqual([]);
    expect((await owed()).every(({ attempts, runAt }) => attempts === 0 && runAt <= new Date())).toBe(true);
    await work();
    for (const order of [first, second]) {
      expect(order.fulfillmentOrders.map(({ status }) => status)).toEqual(["ON_HOLD"]);
      expect(order.tags).toEqual(["artwork: photo check"]);
    }
  });
});

describe("an address that is not on the allowlist", () => {
  it("is one task for the shop, nothing is taken for done or refused, and it is done later by itself", async () => {
    const orders = [place(), place()];
    await work();
    for (const order of orders) await drawAndApprove(order);
    local.faults.addressRefused = true;
    for (const order of orders) {
      const asked = { shopId, orderId: (await ours(order)).id };
      for (let time = 0; time < toldAfter("unreachable"); time += 1)
        await expect(settleOrder(asked)).rejects.toThrow("put it on the app's IP allowlist");
      await inTransaction((tx) => queueSettling(tx, asked));
    }
    expect(await tryAll()).toEqual(["AddressRefused"]);
    await triedOften();
    await tryAll();
    expect(await givenUp()).toEqual([]);
    expect(await shutOut()).toEqual([{ kind: "address_refused", subject: "shop", orderId: null }]);
    expect(await troubles()).toEqual(["Shopify refuses the address of this app's server"]);
    for (const order of orders) {
      const { holds, writtenState, tasks, history } = await ours(order);
      expect(holds).toHaveLength(1);
      expect(writtenState).toBe("artwork: photo check");
      expect(tasks.filter(({ closedAt }) => closedAt === null)).toEqual([]);
      expect(history.some(({ event }) => event === "hold_released")).toBe(false);
    }
    expect(await db().task.count({ where: { shopId, kind: "shopify_refused" } })).toBe(0);
    expect(await db().task.count({ where: { shopId, kind: "not_settled", closedAt: null } })).toBe(0);

    local.faults.addressRefused = false;
    await sweepOrders({ shopId });
    expect(await shutOut()).toEqual([]);
    expect(await troubles()).toEqual([]);
    await work();
    for (const order of orders) expect(order.fulfillmentOrders.map(({ status }) => status)).toEqual(["OPEN"]);
  });

  it("keeps nobody's sessions from living, and a member who opens the app anew is told in words", async () => {
    await db().session.deleteMany({ where: { isOnline: true } });
    await db().session.deleteMany({ where: { id: `offline_${local.shop.domain}` } });
    local.faults.addressRefused = true;
    const answer = await opensTheApp().then(
      () => null,
      (thrown: unknown) => thrown as Response,
    );
    expect(answer?.status).toBe(503);
    expect(await answer?.text()).toContain("allowlist");
    local.faults.addressRefused = false;
    expect((await opensTheApp()).shop.id).toBe(shopId);
  });
});

describe("Home says to managers", () => {
  it("that no worker is there, and since when work waits", async () => {
    await worker.release();
    await pool().query(
      `SELECT graphile_worker.add_job('assign-work', $1::json, run_at => now() - interval '10 minutes')`,
      [JSON.stringify({ shopId, orderId: null })],
    );
    const { troubles: said } = (await home()).machinery;
    expect(said.map(({ title }) => title)).toEqual(["Nothing is done in the background"]);
    expect(Date.parse(said[0]!.since!)).toBeLessThan(Date.now() - 9 * 60_000);
    const another = await holdWorkerLock([{ id: "another-worker", queues: QUEUE_CLASSES }]);
    expect(await troubles()).toEqual(["What should have been done by now still waits"]);
    await work();
    expect(await troubles()).toEqual([]);
    await another.release();
  });
});

describe("Home says to managers of Shopify's notices", () => {
  const longAgo = (order: ReturnType<typeof place>) => {
    order.updatedAt = new Date(Math.floor(Date.now() / 1000 - 240) * 1000).toISOString();
  };

  it("that they do not arrive when the sweep finds an order that none told of, and that only some are missing once one came", async () => {
    const another = await holdWorkerLock([{ id: "another-worker", queues: QUEUE_CLASSES }]);
    local.faults.webhooks.drop = 100;
    const untold = place();
    longAgo(untold);
    await sweepOrders({ shopId });
    expect(await ours(untold)).toMatchObject({ name: untold.name });
    expect(await troubles()).toEqual(["Shopify's notices do not arrive: 1 order had to be looked for"]);
    await work();
    local.faults.webhooks.drop = 0;
    place();
    await work();
    expect(await troubles()).toEqual(["Some of Shopify's notices did not arrive: 1 order had to be looked for"]);
    await db().shop.update({ where: { id: shopId }, data: { untoldAt: new Date(Date.now() - 25 * 3_600_000) } });
    expect(await troubles()).toEqual([]);
    await another.release();
  });

  it("nothing of an order that a notice told of before the sweep looked", async () => {
    const another = await holdWorkerLock([{ id: "another-worker", queues: QUEUE_CLASSES }]);
    const told = place();
    await work();
    longAgo(told);
    await db().order.update({
      where: { shopId_id: { shopId, id: (await ours(told)).id } },
      data: { shopifyUpdatedAt: told.updatedAt },
    });
    await sweepOrders({ shopId });
    expect(await troubles()).toEqual([]);
    await another.release();
  });
});

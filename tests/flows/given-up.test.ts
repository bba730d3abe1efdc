// Work that was tried to the end and could not be done is told to managers, who can have it tried again; what a newer job does is not told.
import { MOST_BEGUN } from "../../app/domain/intake/inbox.ts";
import { QUEUE_CLASSES } from "../../app/domain/words/queue-classes.ts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, pool } from "../../app/adapters/db.ts";
import { enqueue, queueSettling } from "../../app/adapters/queue/queue.ts";
import { holdWorkerLock, reapDeadWorkers } from "../../app/adapters/queue/queue-reaper.ts";
import type { Jobs } from "../../app/adapters/queue/queue.ts";
import { machineryFacts } from "../../app/adapters/rows/shop/machinery.ts";
import { showMachinery } from "../../app/services/screens/show-machinery.ts";
import { tryAgain } from "../../app/services/screens/try-again.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";
import { drainJobs, drainJobsWithFaults, waitingJobs } from "./set-up.ts";

const worker = await holdWorkerLock([{ id: "worker-of-this-test", queues: QUEUE_CLASSES }]);
afterAll(() => worker.release());
beforeEach(() => pool().query("DELETE FROM graphile_worker._private_jobs"));

const told = async (shopId: string) =>
  (await showMachinery({ shopId })).troubles
    .filter(({ canTryAgain }) => canTryAgain)
    .map(({ title, concerns }) => [title, ...concerns]);
async function makeShopWithItem() {
  const { shopId } = await makeShop();
  return { shopId, ...(await makeOrder(shopId)) };
}
const fails = async () => {
  throw new Error("not today");
};
/** Every job that waits is in its last attempt, and fails. */
async function failAll(names: (keyof Jobs)[]): Promise<void> {
  await pool().query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts - 1, run_at = now()");
  await drainJobsWithFaults({ with: Object.fromEntries(names.map((name) => [name, fails])) });
}

describe("jobs that gave up", () => {
  it("are named to the managers of their shop alone, and tried again when one of them says so", async () => {
    const one = await makeShopWithItem();
    const other = await makeShopWithItem();
    await inTransaction((tx) => queueSettling(tx, { shopId: one.shopId, orderId: one.orderId }));
    await enqueue(db(), "drop-files", { shopId: one.shopId, keys: [] });
    await failAll(["settle-order", "drop-files"]);
    const { name } = await db().order.findFirstOrThrow({ where: { shopId: one.shopId } });
    expect(await told(one.shopId)).toEqual([
      ["The machinery: 2 things could not be done", `Bring an order up to date in Shopify: ${name}`, "Delete files"],
    ]);
    expect(await told(other.shopId)).toEqual([]);

    const artist = await makeMember(one.shopId, ["artist"]);
    expect(await tryAgain({ shopId: one.shopId, actor: artist })).toMatchObject({ isRefused: true });
    const stranger = await makeMember(other.shopId, ["manager"]);
    expect(await tryAgain({ shopId: other.shopId, actor: stranger })).toMatchObject({
      said: expect.stringMatching(/^Nothing/),
    });
    expect(await told(one.shopId)).toHaveLength(1);

    const manager = await makeMember(one.shopId, ["manager"]);
    expect(await tryAgain({ shopId: one.shopId, actor: manager })).toEqual({
      said: "2 things are tried again now.",
      isRefused: false,
    });
    expect(await waitingJobs()).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
    const ran: string[] = [];
    await drainJobs({
      with: { "settle-order": async () => void ran.push("settle"), "drop-files": async () => void ran.push("drop") },
    });
    expect([ran.sort(), await told(one.shopId)]).toEqual([["drop", "settle"], []]);
  });

  it("name the order of their email, file or fulfilment, and no order of another shop", async () => {
    const { shopId, orderId } = await makeShopWithItem();
    const other = await makeShopWithItem();
    const { name } = await db().order.findFirstOrThrow({ where: { shopId } });
    const photoOf = async (of: string) => (await db().photo.findFirstOrThrow({ where: { shopId: of } })).id;
    const email = await db().email.create({
      data: { shopId, orderId, kind: "order_issue", round: 1, sendAt: new Date() },
    });
    await enqueue(db(), "fetch-item-photo", { shopId, photoId: await photoOf(shopId) });
    await enqueue(db(), "send-email", { shopId, emailId: email.id });
    await enqueue(db(), "make-file-renditions", { shopId, fileKind: "photo", fileId: await photoOf(other.shopId) });
    await failAll(["fetch-item-photo", "send-email", "make-file-renditions"]);
    expect(await told(shopId)).toEqual([
      [
        "The machinery: 3 things could not be done",
        `Fetch a photo: ${name}`,
        `Send an email: ${name}`,
        "Make a picture of a file",
      ],
    ]);
  });

  it("are told of also when the last attempt died with its worker, twice", async () => {
    const { shopId } = await makeShopWithItem();
    await enqueue(db(), "assign-work", { shopId, orderId: null }, { jobKey: `assign-work:${shopId}` });
    for (const attempt of ["first", "second"]) {
      await pool().query(
        "UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_at = now(), locked_by = $1",
        [attempt],
      );
      const suspects = new Set<string>();
      await reapDeadWorkers(suspects);
      await reapDeadWorkers(suspects);
      expect(await told(shopId)).toEqual(
        attempt === "first" ? [] : [["The machinery: 1 thing could not be done", "Assign work"]],
      );
    }
  });
});

describe("notices that were begun too often", () => {
  it("are told as what is not tried again, to the shop they are of, and begun again when a manager says so", async () => {
    const one = await makeShopWithItem();
    const other = await makeShopWithItem();
    const manager = await makeMember(one.shopId, ["manager"]);
    const { domain } = await db().shop.findUniqueOrThrow({ where: { id: one.shopId } });
    const left = { shopDomain: domain, topic: "orders/updated", attempts: MOST_BEGUN, dueAt: null };
    await db().webhookDelivery.create({ data: { ...left, eventId: "one", body: "{}" } });
    await db().webhookDelivery.create({ data: { ...left, eventId: "worked", workedAt: new Date() } });
    const rests = { attempts: 5, dueAt: new Date(Date.now() + 60_000) };
    await db().webhookDelivery.create({ data: { ...left, ...rests, eventId: "rests", body: "{}" } });
    expect(await told(one.shopId)).toEqual([["The machinery: 1 thing could not be done", "Read what Shopify told of"]]);
    expect(await told(other.shopId)).toEqual([]);
    // The one that rests is tried again by itself.
    expect((await machineryFacts(one.shopId)).failing.count).toBe(1);

    expect(await tryAgain({ shopId: one.shopId, actor: manager })).toMatchObject({
      said: "1 thing is tried again now.",
    });
    await drainJobs();
    expect(await told(one.shopId)).toEqual([]);
    expect(await db().webhookDelivery.count({ where: { shopDomain: domain, workedAt: null } })).toBe(1);
  });

  it("are told to every shop when they came from the mail service, and then read", async () => {
    const { shopId } = await makeShopWithItem();
    const manager = await makeMember(shopId, ["manager"]);
    await db().mailNotice.create({ data: { body: "[]", attempts: MOST_BEGUN, dueAt: null } });
    expect(await told(shopId)).toEqual([["The machinery: 1 thing could not be done", "Read what became of emails"]]);
    await tryAgain({ shopId, actor: manager });
    await drainJobs();
    expect([await told(shopId), await db().mailNotice.count()]).toEqual([[], 0]);
  });
});

describe("a job whose place a newer one took while it ran", () => {
  it("is no failure when it fails, and leaves nothing behind", async () => {
    const { shopId } = await makeShopWithItem();
    const job = { shopId, orderId: null };
    const key = { jobKey: `assign-work:${shopId}` };
    await enqueue(db(), "assign-work", job, key);
    let runs = 0;
    const faults = await drainJobsWithFaults({
      with: {
        "assign-work": async () => {
          runs += 1;
          if (runs > 1) return;
          await enqueue(db(), "assign-work", job, key);
          throw new Error("not today");
        },
      },
    });
    expect([runs, faults, await told(shopId), await waitingJobs()]).toEqual([2, [], [], []]);
  });

  it("is no failure when it gave up before, and goes in the night", async () => {
    const { shopId } = await makeShopWithItem();
    const key = { jobKey: `assign-work:${shopId}` };
    await enqueue(db(), "assign-work", { shopId, orderId: null }, key);
    await failAll(["assign-work"]);
    expect(await told(shopId)).toHaveLength(1);
    await enqueue(db(), "assign-work", { shopId, orderId: null }, key);
    expect(await told(shopId)).toEqual([]);
    expect(await waitingJobs()).toHaveLength(2);
    await cleanUp();
    expect((await waitingJobs()).filter(({ job }) => job === "assign-work")).toHaveLength(1);
  });
});

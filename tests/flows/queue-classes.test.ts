// Each kind of work has places of its own, and no shop can take all of them.
import { afterEach, describe, expect, it } from "vitest";
import { inTransaction, pool } from "../../app/adapters/db.ts";
import { enqueue, queueSettling, type Jobs } from "../../app/adapters/queue/queue.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import { ShopifyBusy } from "../../app/adapters/shopify/faults.ts";
import { startWorker } from "../../app/adapters/queue/queue-worker.ts";
import { PLACES } from "../../app/domain/words/queue-classes.ts";
import { makeJobsDue, waitingJobs } from "./set-up.ts";

type Worker = Awaited<ReturnType<typeof startWorker>>;
let worker: Worker | undefined;
let release = () => {};
afterEach(async () => {
  release();
  await worker?.stop();
  worker = undefined;
  await pool().query("DELETE FROM graphile_worker._private_jobs");
});

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** Jobs that hold their places until they are released; who has begun, and how many of a shop ran at once at most. */
function holding() {
  const begun: string[] = [];
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const released = new Promise<void>((give) => (release = give));
  const hold = async ({ shopId }: { shopId: string }) => {
    begun.push(shopId);
    running.set(shopId, (running.get(shopId) ?? 0) + 1);
    most.set(shopId, Math.max(most.get(shopId) ?? 0, running.get(shopId)!));
    await released;
    running.set(shopId, running.get(shopId)! - 1);
  };
  return { begun, most, hold };
}
const photos = (shopId: string, count: number) =>
  inTransaction(async (tx) => {
    for (let at = 0; at < count; at += 1) await enqueue(tx, "fetch-item-photo", { shopId, photoId: `${shopId} ${at}` });
  });
const email = (shopId: string) => inTransaction((tx) => enqueue(tx, "send-email", { shopId, emailId: shopId }));

describe("the places of a class", () => {
  it("are never all one shop's, however much it has waiting and however many look for work at once", async () => {
    const { begun, most, hold } = holding();
    await photos("large", 12);
    worker = await startWorker({ "fetch-item-photo": hold } as Partial<Jobs>);
    await until(() => begun.length === PLACES.photos.ofAShop);
    await photos("small", 1);
    await until(() => begun.includes("small"));
    expect(begun.filter((shop) => shop === "large")).toHaveLength(PLACES.photos.ofAShop);
    release();
    await until(() => begun.length === 13);
    expect(most.get("large")).toBe(PLACES.photos.ofAShop);
    await worker.stop();
    expect(await waitingJobs()).toEqual([]);
  });

  it("are not another class's: an email leaves while every place for photos is held", async () => {
    const { begun, hold } = holding();
    const sent: string[] = [];
    for (const shop of ["a", "b", "c"]) await photos(shop, 2);
    worker = await startWorker({
      "fetch-item-photo": hold,
      "send-email": async ({ shopId }: { shopId: string }) => void sent.push(shopId),
    } as Partial<Jobs>);
    await until(() => begun.length === PLACES.photos.all);
    await email("a");
    await until(() => sent.length === 1);
    expect(begun).toHaveLength(PLACES.photos.all);
  });

  it("are those of the classes that a worker is started for", async () => {
    const { begun, hold } = holding();
    const sent: string[] = [];
    const jobs = {
      "fetch-item-photo": hold,
      "send-email": async ({ shopId }: { shopId: string }) => void sent.push(shopId),
    } as Partial<Jobs>;
    await photos("a", 1);
    await email("a");
    worker = await startWorker(jobs, ["emails"]);
    await until(() => sent.length === 1);
    await worker.stop();
    expect(begun).toEqual([]);
    expect((await waitingJobs()).map(({ job }) => job)).toEqual(["fetch-item-photo"]);
    worker = await startWorker(jobs, ["photos", "renditions"]);
    await until(() => begun.length === 1);
  });
});

describe("a job that Shopify has no time for", () => {
  it("goes back with its time, keeps its key, place and shop, and is no failure", async () => {
    let isBusy = true;
    const asked: number[] = [];
    const settle = async (_payload: unknown, { attempt }: { attempt: number }) => {
      asked.push(attempt);
      if (isBusy) throw new ShopifyBusy(60_000);
    };
    const jobs = { "settle-order": settle } as Partial<Jobs>;
    await inTransaction((tx) => queueSettling(tx, { shopId: "shop", orderId: "order" }));
    const row = async () =>
      (
        await pool().query<{ key: string; queue: number; flags: object; later: boolean; attempts: number }>(
          `SELECT key, job_queue_id AS queue, flags, run_at > now() + interval '50 seconds' AS later, attempts FROM graphile_worker._private_jobs`,
        )
      ).rows;
    const [before] = await row();
    for (let time = 0; time < 3; time += 1) {
      expect(await runDueJobs(jobs)).toEqual([]);
      expect(await row()).toEqual([{ ...before, later: true }]);
      await makeJobsDue();
    }
    isBusy = false;
    await runDueJobs(jobs);
    expect(asked).toEqual([1, 1, 1, 1]);
    expect(await waitingJobs()).toEqual([]);
  });

  it("is left to the newer one that was asked for meanwhile", async () => {
    const settle = async () => {
      await inTransaction((tx) =>
        queueSettling(tx, { shopId: "shop", orderId: "order", runAt: new Date("2999-01-01") }),
      );
      throw new ShopifyBusy(1_000);
    };
    await inTransaction((tx) => queueSettling(tx, { shopId: "shop", orderId: "order" }));
    expect(await runDueJobs({ "settle-order": settle } as Partial<Jobs>)).toEqual([]);
    expect((await waitingJobs()).map(({ runAt }) => runAt.getFullYear())).toEqual([2999]);
  });
});

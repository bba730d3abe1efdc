// Jobs exist with the change that asked for them, wait, repeat and are taken back.
import { describe, expect, it } from "vitest";
import { databaseTime, db, inTransaction } from "../../app/adapters/db.ts";
import { enqueue, queueBatch, withdraw } from "../../app/adapters/queue/queue.ts";
import { drainJobs, drainJobsWithFaults, waitingJobs } from "./set-up.ts";

const job = { shopId: "shop", orderId: "order" };

describe("the queue", () => {
  it("a job exists only when the change that asked for it is committed", async () => {
    const ran: unknown[] = [];
    const withJob = { with: { "settle-order": async (payload: unknown) => void ran.push(payload) } };
    await expect(
      inTransaction(async (tx) => {
        await enqueue(tx, "settle-order", job);
        throw new Error("the change fails");
      }),
    ).rejects.toThrow("the change fails");
    await drainJobs(withJob);
    expect(ran).toEqual([]);

    await inTransaction((tx) => enqueue(tx, "settle-order", job));
    await drainJobs(withJob);
    expect(ran).toEqual([job]);
  });

  it("two waiting jobs with one key are one job, and it can be taken back", async () => {
    await inTransaction(async (tx) => {
      await enqueue(tx, "settle-order", job, { jobKey: "settle-order:order", delayMs: 60_000 });
      await enqueue(tx, "settle-order", job, { jobKey: "settle-order:order", delayMs: 90_000 });
    });
    const [waiting, ...others] = await waitingJobs();
    expect(others).toEqual([]);
    expect(waiting!.runAt.getTime()).toBeGreaterThan((await databaseTime()).getTime() + 60_000);
    await withdraw(db(), "settle-order:order");
    expect(await waitingJobs()).toEqual([]);
  });

  it("a job that waits for later is not run early, and is run when its time has come", async () => {
    const ran: string[] = [];
    const withJob = { with: { "send-email": async () => void ran.push("sent") } };
    await enqueue(db(), "send-email", { shopId: "shop", emailId: "email" }, { runAt: new Date("2999-01-01") });
    await drainJobs(withJob);
    expect(ran).toEqual([]);
    await drainJobs({ ...withJob, alsoLater: true });
    expect(ran).toEqual(["sent"]);
  });

  it("a batch that somebody waits for is taken before what was due already", async () => {
    const ran: string[] = [];
    await inTransaction(async (tx) => {
      await enqueue(tx, "settle-order", job);
      await queueBatch(tx, { shopId: "shop", batchId: "one" });
    });
    await drainJobs({
      with: { "settle-order": async () => void ran.push("other"), "work-batch": async () => void ran.push("batch") },
    });
    expect(ran).toEqual(["batch", "other"]);
  });

  it("a job that fails is kept and tried again", async () => {
    let tries = 0;
    const withJob = {
      with: {
        "clean-up": async () => {
          tries += 1;
          if (tries === 1) throw new Error("no connection");
        },
      },
    };
    await enqueue(db(), "clean-up", {});
    expect(await drainJobsWithFaults(withJob)).toMatchObject([{ job: "clean-up" }]);
    await drainJobs({ ...withJob, alsoLater: true });
    expect(tries).toBe(2);
    expect(await waitingJobs()).toEqual([]);
  });
});

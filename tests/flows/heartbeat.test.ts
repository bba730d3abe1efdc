// A worker says that it lives; one that is silent loses its jobs, and does not write off what another has been given.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { queueOfShop } from "../../app/adapters/queue/queue-of-shop.ts";
import { QUEUE_CLASSES } from "../../app/domain/words/queue-classes.ts";
import { holdWorkerLock, reapDeadWorkers } from "../../app/adapters/queue/queue-reaper.ts";
import { waitingJobs } from "./set-up.ts";

const silence = (seconds: number) =>
  pool().query(`UPDATE "WorkerHeartbeat" SET "beatAt" = clock_timestamp() - $1 * interval '1 second'`, [seconds]);
/** Whether any worker is there, as every shop is told. */
const isThere = async () => (await queueOfShop(randomUUID())).hasWorker;
const beats = async () => (await db().workerHeartbeat.findMany()).map(({ id }) => id);
/** One job in the hands of this worker. */
async function takenBy(worker: string, with_: { lastAttempt?: boolean } = {}) {
  await enqueue(db(), "clean-up", {}, { jobKey: "clean-up" });
  await pool().query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now(), attempts = ${with_.lastAttempt ? "max_attempts" : "1"}`,
    [worker],
  );
}
const lockedBy = async () =>
  (await pool().query<{ by: string | null }>("SELECT locked_by AS by FROM graphile_worker._private_jobs")).rows.map(
    ({ by }) => by,
  );

describe("a worker that holds its lock", () => {
  it("is there while it says so, and no longer after a minute of silence: its jobs are freed at the first look", async () => {
    const worker = await holdWorkerLock([{ id: "silent", queues: QUEUE_CLASSES }]);
    await takenBy("silent");
    await silence(55);
    expect([await isThere(), await reapDeadWorkers(new Set())]).toEqual([true, []]);
    await silence(61);
    expect([await isThere(), await reapDeadWorkers(new Set())]).toEqual([false, ["silent"]]);
    expect(await lockedBy()).toEqual([null]);
    await worker.release();
    expect(await beats()).toEqual([]);
    await pool().query("DELETE FROM graphile_worker._private_jobs");
  });

  it("is not there without its lock, however lately it spoke, and loses its jobs at the second look", async () => {
    await db().workerHeartbeat.create({ data: { id: "dead", queues: ["acts"] } });
    await takenBy("dead");
    expect(await isThere()).toBe(false);
    const suspects = new Set<string>();
    expect([await reapDeadWorkers(suspects), await reapDeadWorkers(suspects)]).toEqual([[], ["dead"]]);
    await silence(25 * 3_600);
    await reapDeadWorkers(suspects);
    expect(await beats()).toEqual([]);
    await pool().query("DELETE FROM graphile_worker._private_jobs");
  });
});

it("a worker that was frozen and wakes does not write off what was asked for meanwhile under the same key", async () => {
  await enqueue(db(), "clean-up", {}, { jobKey: "clean-up" });
  const child = spawn(process.execPath, ["tests/flows/database-away.child.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  while (!(await isThere())) await new Promise((done) => setTimeout(done, 50));
  child.kill("SIGSTOP");
  await silence(61);
  expect(await reapDeadWorkers(new Set())).toHaveLength(1);
  // The same job, taken by another and given a newer wish: the number stays.
  await pool().query("UPDATE graphile_worker._private_jobs SET locked_by = 'another', locked_at = now()");
  child.stdin.write("go on\n");
  child.kill("SIGCONT");
  child.kill("SIGTERM");
  expect((await once(child, "exit"))[0]).toBe(0);
  expect(await lockedBy()).toEqual(["another"]);
  expect(await waitingJobs()).toHaveLength(1);
});

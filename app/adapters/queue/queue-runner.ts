import { Logger, runMigrations, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { directUrl } from "../connections.ts";
import { pool } from "../db.ts";
import { log, withoutValues } from "../log.ts";
import { isWaitingForShopify, ShopifyBusy } from "../shopify/faults.ts";
import { inHurry } from "../hurry.ts";
import { hasJob, isReplaced, neverGiveUp, putOff } from "./queue-waiting.ts";
import type { Job, JobName, JobPayloads, Jobs } from "./queue.ts";

/** The queue's own tables and functions, brought up to date. Run before anything is enqueued. */
export async function migrateQueue(connectionString: string = directUrl()): Promise<void> {
  await runMigrations({ connectionString, logger: quietLogger });
}

/** Runs every job that is due, one after the other, until none is left; gives the faults of those that failed. For tests and one-off runs. */
export async function runDueJobs(jobs: Partial<Jobs>): Promise<{ job: string; error: unknown }[]> {
  const faults: { job: string; error: unknown }[] = [];
  const events = new EventEmitter() as WorkerEvents;
  events.on("job:error", ({ job, error }) => faults.push({ job: job.task_identifier, error }));
  const options = {
    pgPool: pool(),
    logger: quietLogger,
    events,
    noHandleSignals: true,
    concurrency: 1,
    preset: WAIT_FOR_BOOKKEEPING,
  };
  await runOnce({ ...options, taskList: taskList(jobs) });
  return faults;
}

/** With a batch delay, even of nothing, a stopping queue waits until finished jobs are off it; without one it does not (0.18). */
export const WAIT_FOR_BOOKKEEPING = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } };

/** Our jobs in the queue library's form. */
export function taskList(jobs: Partial<Jobs>): TaskList {
  const tasks: TaskList = {};
  for (const [name, job] of Object.entries(jobs) as [JobName, Job<JobName>][]) {
    tasks[name] = async (payload, { job: { id, attempts, max_attempts, locked_by }, abortSignal }) => {
      const run = { attempt: attempts, isLastAttempt: attempts >= max_attempts, signal: abortSignal };
      const work = () => job(payload as JobPayloads[JobName], run);
      try {
        await inHurry(work);
      } catch (fault) {
        if (fault instanceof ShopifyBusy) return putOff(id, fault.afterMs);
        if (await isReplaced(id)) return;
        if (isWaitingForShopify(fault)) await neverGiveUp(id);
        throw fault;
      }
      // The library (0.18) writes off a job by its number alone, whoever has it by now; a failed one it leaves to whom it was given.
      if (!(await hasJob(id, locked_by))) throw new Error("The job was given to another worker meanwhile.");
    };
  }
  return tasks;
}

/** The queue library's warnings and errors as lines of our log. */
export const quietLogger = new Logger(({ taskIdentifier, jobId }) => (level, message) => {
  if (level === "error" || level === "warning")
    log.warn({ event: "queue", job: taskIdentifier, jobId, message: withoutValues(message) });
});

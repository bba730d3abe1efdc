import { Logger, runMigrations, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { directUrl } from "../connections.ts";
import { pool } from "../db.ts";
import { log, withoutValues } from "../log.ts";
import { isWaitingForShopify } from "../shopify/faults.ts";
import { neverGiveUp } from "./queue-waiting.ts";
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
    tasks[name] = async (payload, { job: { id, attempts, max_attempts }, abortSignal }) => {
      try {
        await job(payload as JobPayloads[JobName], {
          attempt: attempts,
          isLastAttempt: attempts >= max_attempts,
          signal: abortSignal,
        });
      } catch (fault) {
        if (isWaitingForShopify(fault)) await neverGiveUp(id);
        throw fault;
      }
    };
  }
  return tasks;
}

/** The queue library's warnings and errors as lines of our log. */
export const quietLogger = new Logger(({ taskIdentifier, jobId }) => (level, message) => {
  if (level === "error" || level === "warning")
    log.warn({ event: "queue", job: taskIdentifier, jobId, message: withoutValues(message) });
});

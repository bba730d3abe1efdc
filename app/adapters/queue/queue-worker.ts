import { parseCronItems, run, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { directUrl, openPool } from "../connections.ts";
import { log } from "../log.ts";
import { holdWorkerLock, reapDeadWorkers } from "./queue-reaper.ts";
import { quietLogger, taskList, WAIT_FOR_BOOKKEEPING } from "./queue-runner.ts";
import type { Jobs } from "./queue.ts";

const JOBS_AT_ONCE = 4;
const CONNECTIONS = JOBS_AT_ONCE + 2;
const ASK_JOBS_TO_STOP_AFTER_MS = 10_000;
const GIVE_JOBS_BACK_AFTER_MS = 25_000;
const REAP_EVERY_MS = 2_000;

const TIMETABLE = parseCronItems([
  { task: "sweep-shops", match: "*/15 * * * *", options: { jobKey: "sweep-shops" } },
  { task: "clean-up", match: "17 3 * * *", options: { jobKey: "clean-up", backfillPeriod: 24 * 60 * 60 * 1000 } },
]);

/** A running worker. `stop` lets jobs in flight finish, and gives back those that do not within 25 seconds. */
export type Worker = { id: string; stop(): Promise<void>; stopped: Promise<void> };

/** Starts to work off the queue: a few jobs at once, the timetable, and the jobs of workers that died. */
export async function startWorker(jobs: Partial<Jobs>): Promise<Worker> {
  const events = new EventEmitter() as WorkerEvents;
  let id = "";
  events.on("pool:create", ({ workerPool }) => (id = workerPool.id));
  const pgPool = openPool({ event: "queue_connection_lost", connectionString: directUrl(), max: CONNECTIONS });
  const runner = await run({
    pgPool,
    concurrency: JOBS_AT_ONCE,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: ASK_JOBS_TO_STOP_AFTER_MS,
    preset: WAIT_FOR_BOOKKEEPING,
    taskList: taskList(jobs),
    parsedCronItems: TIMETABLE,
    logger: quietLogger,
    events,
  });
  const lock = await holdWorkerLock(id);
  const suspects = new Set<string>();
  const reaper = setInterval(() => {
    reapDeadWorkers(suspects).catch((error: Error) => log.warn({ event: "reaper_failed", error: error.message }));
  }, REAP_EVERY_MS);
  const end = async () => {
    clearInterval(reaper);
    await lock.release();
    await pgPool.end();
  };
  const stopped = runner.promise.finally(end);
  return {
    id,
    stopped,
    async stop() {
      const tooLong = setTimeout(() => void runner.kill("jobs took too long to finish"), GIVE_JOBS_BACK_AFTER_MS);
      await runner.stop().catch((error: Error) => log.warn({ event: "worker_stopped_hard", error: error.message }));
      clearTimeout(tooLong);
      await stopped.catch(() => undefined);
    },
  };
}

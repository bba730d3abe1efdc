import { parseCronItems, run, type CronItem, type Runner, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import { classOfJob, PLACES, QUEUE_CLASSES, type JobName, type QueueClass } from "../../domain/words/queue-classes.ts";
import { directUrl, openPool, SILENT_MS } from "../connections.ts";
import { log } from "../log.ts";
import { keepRunning, type Running } from "./queue-again.ts";
import { holdWorkerLock, reapDeadWorkers } from "./queue-reaper.ts";
import { quietLogger, taskList, WAIT_FOR_BOOKKEEPING } from "./queue-runner.ts";
import { boundByShop } from "./queue-turns.ts";
import type { Jobs } from "./queue.ts";

/** What all classes share for taking jobs and writing them off, beside the one connection with which each hears of new jobs. */
const CONNECTIONS = 6;
const ASK_JOBS_TO_STOP_AFTER_MS = 10_000;
const GIVE_JOBS_BACK_AFTER_MS = 25_000;
const REAP_EVERY_MS = 2_000;

const TIMETABLE: (CronItem & { task: JobName })[] = [
  { task: "sweep-shops", match: "*/15 * * * *", options: { jobKey: "sweep-shops" } },
  { task: "clean-up", match: "17 3 * * *", options: { jobKey: "clean-up", backfillPeriod: 24 * 60 * 60 * 1000 } },
];

/**
 * Starts to work off the queue: each class of jobs in places of its own, the timetable, and the jobs of workers that died. It works on when the database
 * was away. `only`: these classes and no others. `stop` lets jobs in flight finish, and gives back those that do not within 25 seconds. Throws when the
 * database is away now.
 */
export async function startWorker(jobs: Partial<Jobs>, only: readonly QueueClass[] = QUEUE_CLASSES): Promise<Running> {
  return keepRunning(() => begin(jobs, only));
}

async function begin(jobs: Partial<Jobs>, classes: readonly QueueClass[]): Promise<Running> {
  const max = classes.length + CONNECTIONS;
  const pgPool = openPool({
    event: "queue_connection_lost",
    connectionString: directUrl(),
    max,
    silentMs: SILENT_MS.worker,
  });
  const closing: (() => Promise<void>)[] = [() => pgPool.end()];
  const close = async () => {
    for (const part of closing.splice(0).reverse()) await part().catch(() => undefined);
  };
  try {
    const parts: Part[] = [];
    const stop = async () => {
      await Promise.all(parts.map((part) => part.stop()));
    };
    closing.push(stop);
    for (const name of classes) parts.push(await beginClass(name, jobs, pgPool));
    const lock = await holdWorkerLock(parts);
    closing.push(() => lock.release());
    const suspects = new Set<string>();
    const reaper = setInterval(() => {
      reapDeadWorkers(suspects).catch((error: Error) => log.warn({ event: "reaper_failed", error: error.message }));
    }, REAP_EVERY_MS);
    closing.push(async () => clearInterval(reaper));
    // Where one ends unasked all end, and begin again.
    const stopped = Promise.race(parts.map(({ ended }) => ended)).finally(close);
    return {
      id: parts[0]!.id,
      stopped,
      async stop() {
        await stop();
        await stopped;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What works off one class. */
type Part = { id: string; queues: QueueClass[]; ended: Promise<void>; stop(): Promise<void> };

async function beginClass(name: QueueClass, jobs: Partial<Jobs>, pgPool: ReturnType<typeof openPool>): Promise<Part> {
  const { all: concurrency, ofAShop } = PLACES[name];
  const events = new EventEmitter() as WorkerEvents;
  let id = "";
  let tooLong: NodeJS.Timeout | undefined;
  events.on("pool:create", ({ workerPool }) => (id = workerPool.id));
  // Whoever asks for the end, a person or a fault: jobs that go on for ever do not keep it.
  events.on("pool:gracefulShutdown", ({ workerPool }) => {
    const giveBack = async () => workerPool.forcefulShutdown("jobs took too long to finish");
    tooLong ??= setTimeout(() => void giveBack().catch(() => undefined), GIVE_JOBS_BACK_AFTER_MS);
  });
  const runner: Runner = await run({
    pgPool,
    concurrency,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: ASK_JOBS_TO_STOP_AFTER_MS,
    preset: WAIT_FOR_BOOKKEEPING,
    taskList: taskList(ofClass(name, jobs)),
    parsedCronItems: parseCronItems(TIMETABLE.filter(({ task }) => classOfJob(task) === name)),
    forbiddenFlags: boundByShop(events, ofAShop),
    logger: quietLogger,
    events,
  });
  let hasEnded = false;
  const ended = runner.promise
    .catch((error: Error) => log.warn({ event: "worker_failed", queue: name, error: error.message }))
    .finally(() => {
      hasEnded = true;
      clearTimeout(tooLong);
    });
  const stop = async () => {
    if (!hasEnded)
      await runner
        .stop()
        .catch((error: Error) => log.warn({ event: "worker_stopped_hard", queue: name, error: error.message }));
    await ended;
  };
  return { id, queues: [name], ended, stop };
}

function ofClass(name: QueueClass, jobs: Partial<Jobs>): Partial<Jobs> {
  return Object.fromEntries(Object.entries(jobs).filter(([job]) => classOfJob(job) === name));
}

import { CHECKS, PARTS, type Part } from "../../adapters/health.ts";
import { log } from "../../adapters/log.ts";
import { waitingByClass } from "../../adapters/queue/queue-ages.ts";
import { lastHeartbeat, SILENT_AFTER_SECONDS } from "../../adapters/queue/queue-heartbeat.ts";
import { within } from "../../adapters/within.ts";
import { LATE_AFTER_MS, QUEUE_CLASSES, type QueueClass } from "../../domain/words/queue-classes.ts";

/** Less than two seconds: whoever asks is answered within them. */
const ANSWER_WITHIN_MS = 1_800;
const ASK_ANEW_AFTER_MS = 10_000;

type WorkerState = "beats" | "silent" | "none" | "unknown";
type WaitingState = { state: "in time" | "late"; jobs: number; oldestSeconds: number };

/**
 * Each part with whether it answers and can be written to, the worker that last said that it lives, and how long the oldest due job of each
 * class waits (null: not known). `isReady`: pages can be served. A worker that is missing and work that is late are said, but do not take the
 * web away too: its pages, and Shopify's notices, are what then still works.
 */
export type Readiness = Record<Part, boolean> & {
  isReady: boolean;
  worker: { state: WorkerState; secondsAgo: number | null };
  waiting: Record<QueueClass, WaitingState> | null;
};

/** Says what of the machinery works, within two seconds. */
export async function checkReadiness(): Promise<Readiness> {
  const [parts, beat, waiting] = await Promise.all([
    Promise.all(PARTS.map(async (part) => [part, (await asked(part, CHECKS[part])) !== null] as const)),
    asked("worker", lastHeartbeat),
    asked("waiting", () => waitingByClass()),
  ]);
  const answers = Object.fromEntries(parts) as Record<Part, boolean>;
  return {
    isReady: Object.values(answers).every(Boolean),
    ...answers,
    worker: workerState(beat),
    waiting: waiting && waitingStates(waiting),
  };
}

function workerState(beat: Awaited<ReturnType<typeof lastHeartbeat>> | null): Readiness["worker"] {
  if (beat === null) return { state: "unknown", secondsAgo: null };
  if (beat.at === null) return { state: "none", secondsAgo: null };
  const secondsAgo = Math.round((beat.now.getTime() - beat.at.getTime()) / 1_000);
  return { state: secondsAgo > SILENT_AFTER_SECONDS ? "silent" : "beats", secondsAgo };
}

function waitingStates({ now, classes }: Awaited<ReturnType<typeof waitingByClass>>): Record<QueueClass, WaitingState> {
  const states = QUEUE_CLASSES.map((name) => {
    const { count, since } = classes[name];
    const waited = since === null ? 0 : now.getTime() - since.getTime();
    const state = waited > LATE_AFTER_MS[name] ? "late" : "in time";
    return [name, { state, jobs: count, oldestSeconds: Math.round(waited / 1_000) }];
  });
  return Object.fromEntries(states) as Record<QueueClass, WaitingState>;
}

/** What is being asked now; who asks meanwhile waits for the same answer, so that a part that hangs is not asked more and more. */
const underWay = new Map<string, Promise<unknown>>();

/** The answer of a part; null when it has none in time. */
async function asked<T>(part: string, ask: () => Promise<T>): Promise<T | null> {
  const answer = (underWay.get(part) as Promise<T> | undefined) ?? ask();
  if (underWay.get(part) !== answer) {
    underWay.set(part, answer);
    const forget = () => void (underWay.get(part) === answer && underWay.delete(part));
    answer.then(forget, forget);
    setTimeout(forget, ASK_ANEW_AFTER_MS).unref();
  }
  try {
    return await within(ANSWER_WITHIN_MS, answer);
  } catch (error) {
    log.warn({ event: "part_does_not_answer", part, error: (error as Error).message });
    return null;
  }
}

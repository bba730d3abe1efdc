import { setTimeout as wait } from "node:timers/promises";
import { log } from "../log.ts";

const FIRST_PAUSE_MS = 250;
const PAUSE_AT_MOST_MS = 10_000;
/** A run of this length worked: the next one that ends begins with the shortest pause. */
const WORKED_MS = 30_000;

/** Something that takes jobs. `stopped` is over when it no longer does, for whatever reason. */
export type Running = { id: string; stop(): Promise<void>; stopped: Promise<void> };

/**
 * Begins it, and again whenever it ends unasked, with growing pauses: the queue library (0.18) ends all of its work when one finished job
 * cannot be written off because the database is away (its `batch` leaves its own retries after the first). Throws when the first begin fails.
 */
export async function keepRunning(begin: () => Promise<Running>): Promise<Running> {
  const ending = new AbortController();
  let current = await begin();
  let pause = FIRST_PAUSE_MS;
  const keep = async () => {
    for (;;) {
      const began = performance.now();
      await current.stopped.catch(() => undefined);
      if (ending.signal.aborted) return;
      log.warn({ event: "worker_lost_its_database", worker: current.id });
      if (performance.now() - began > WORKED_MS) pause = FIRST_PAUSE_MS;
      const next = await again();
      if (next === null) return;
      current = next;
      log.info({ event: "worker_began_again", worker: current.id });
    }
  };
  async function again(): Promise<Running | null> {
    for (;;) {
      await wait(pause, undefined, { signal: ending.signal }).catch(() => undefined);
      if (ending.signal.aborted) return null;
      pause = Math.min(pause * 2, PAUSE_AT_MOST_MS);
      try {
        const next = await begin();
        if (ending.signal.aborted) await next.stop();
        return next;
      } catch (error) {
        log.warn({ event: "worker_cannot_begin_again", error: (error as Error).message, nextInMs: pause });
      }
    }
  }
  const stopped = keep();
  return {
    get id() {
      return current.id;
    },
    stopped,
    async stop() {
      ending.abort();
      await current.stop();
      await stopped;
    },
  };
}

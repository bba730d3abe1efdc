import type { QueueClass } from "../../domain/words/queue-classes.ts";
import { pool } from "../db.ts";
import { log } from "../log.ts";

const BEAT_EVERY_MS = 5_000;
/**
 * A worker that has not said for a minute that it lives is taken for dead. Twelve times are missed by then: longer than a restart of the
 * database, a change of its address or a long breath of the process; and as long as the database itself takes to notice a machine that is gone.
 */
export const SILENT_AFTER_SECONDS = 60;
const KEPT = "1 day";

/** A part of a worker process that takes jobs, and of which classes. */
export type Beating = { id: string; queues: readonly QueueClass[] };

/** Says every few seconds that these live, until it is told to stop; throws when it cannot say it the first time. */
export async function startHeartbeat(workers: readonly Beating[]): Promise<{ stop(): Promise<void> }> {
  const ids = workers.map(({ id }) => id);
  const beat = async () => {
    await pool().query(
      `INSERT INTO "WorkerHeartbeat" (id, queues)
       SELECT id, string_to_array(queues, ',') FROM unnest($1::text[], $2::text[]) AS beating(id, queues)
       ON CONFLICT (id) DO UPDATE SET "beatAt" = clock_timestamp(), queues = excluded.queues`,
      [ids, workers.map(({ queues }) => queues.join(","))],
    );
  };
  let last = beat();
  await last;
  const timer = setInterval(() => {
    last = beat().catch((error: Error) => log.warn({ event: "heartbeat_missed", error: error.message }));
  }, BEAT_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await pool().query(`DELETE FROM "WorkerHeartbeat" WHERE id = ANY($1::text[])`, [ids]);
    },
  };
}

/** When a worker last said that it lives, by the database's clock, and that clock's time; null when none is known. */
export async function lastHeartbeat(): Promise<{ at: Date | null; now: Date }> {
  const { rows } = await pool().query<{ at: Date | null; now: Date }>(
    `SELECT max("beatAt") AS at, clock_timestamp() AS now FROM "WorkerHeartbeat"`,
  );
  return rows[0]!;
}

/** Forgets workers that have been silent for a day. */
export async function dropOldHeartbeats(): Promise<void> {
  await pool().query(`DELETE FROM "WorkerHeartbeat" WHERE "beatAt" < clock_timestamp() - $1::interval`, [KEPT]);
}

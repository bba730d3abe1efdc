import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { directUrl, UtcClient } from "../connections.ts";
import { pool } from "../db.ts";
import { log } from "../log.ts";

const ANY_WORKER = "proofline: any worker";
const RECONNECT_AFTER_MS = 250;
const RECONNECT_AT_LEAST_EVERY_MS = 5_000;
// A machine that vanishes from the network gives up its lock after about a minute instead of the system's two hours.
const KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

/** Holds a session lock for as long as this worker lives; the database lets go of it the moment the process dies. */
export async function holdWorkerLock(workerId: string): Promise<{ release(): Promise<void> }> {
  let released = false;
  let client = await takeLock(workerId, again);
  async function again(): Promise<void> {
    for (let pause = RECONNECT_AFTER_MS; !released; pause = Math.min(pause * 2, RECONNECT_AT_LEAST_EVERY_MS)) {
      await wait(pause);
      try {
        client = await takeLock(workerId, again);
        if (released) await client.end();
        return;
      } catch (error) {
        log.warn({ event: "worker_lock_lost", error: (error as Error).message });
      }
    }
  }
  return {
    async release() {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** Whether any worker is there: each holds a share of one lock beside its own. */
export async function hasWorker(): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT 1 FROM pg_locks l
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended($1, 0) LIMIT 1`,
    [ANY_WORKER],
  );
  return rows.length > 0;
}

/**
 * Frees the jobs of workers whose lock is gone on two looks in a row; `suspects` remembers the last look. A job whose last attempt died with its
 * worker could not say so: it has one attempt more, once.
 */
export async function reapDeadWorkers(suspects: Set<string>): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(`
    SELECT id FROM (SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL) workers
    WHERE NOT EXISTS (
      SELECT FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(workers.id, 0))`);
  const lockless = rows.map((row) => row.id);
  const dead = lockless.filter((id) => suspects.has(id));
  suspects.clear();
  for (const id of lockless) suspects.add(id);
  if (dead.length === 0) return [];
  await pool().query(
    `UPDATE graphile_worker._private_jobs SET max_attempts = attempts + 1, run_at = least(run_at, now()),
       flags = coalesce(flags, '{}'::jsonb) || $2::jsonb
     WHERE locked_by = ANY($1::text[]) AND attempts >= max_attempts AND NOT coalesce(flags, '{}'::jsonb) @> $2::jsonb`,
    [dead, JSON.stringify({ lastAttemptDied: true })],
  );
  await pool().query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
  log.warn({ event: "dead_workers_jobs_freed", workers: dead });
  return dead;
}

async function takeLock(workerId: string, onLost: () => Promise<void>): Promise<pg.Client> {
  const client = new UtcClient({
    connectionString: directUrl(),
    options: KEEPALIVE,
    application_name: `proofline ${workerId}`,
  });
  await client.connect();
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [workerId]);
  await client.query("SELECT pg_advisory_lock_shared(hashtextextended($1, 0))", [ANY_WORKER]);
  client.on("error", (error) => {
    log.warn({ event: "worker_lock_lost", error: error.message });
    void client.end().catch(() => undefined);
    void onLost();
  });
  return client;
}

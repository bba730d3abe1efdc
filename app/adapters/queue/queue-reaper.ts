import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { directUrl, UtcClient } from "../connections.ts";
import { pool } from "../db.ts";
import { log } from "../log.ts";
import { dropOldHeartbeats, SILENT_AFTER_SECONDS, startHeartbeat, type Beating } from "./queue-heartbeat.ts";

const RECONNECT_AFTER_MS = 250;
const RECONNECT_AT_LEAST_EVERY_MS = 5_000;
// A machine that vanishes from the network gives up its lock after about a minute instead of the system's two hours.
const KEEPALIVE = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

/**
 * Holds a session lock for each of these for as long as this process lives; the database lets go of it the moment the process dies. Beside it, it says every few
 * seconds that it lives: a pooler or a connection that is half dead may keep a lock, and a process that stands still keeps its own.
 */
export async function holdWorkerLock(workers: readonly Beating[]): Promise<{ release(): Promise<void> }> {
  let released = false;
  const ids = workers.map(({ id }) => id);
  const heartbeat = await startHeartbeat(workers);
  let client = await takeLocks(ids, again).catch(async (error: unknown) => {
    await heartbeat.stop().catch(() => undefined);
    throw error;
  });
  async function again(): Promise<void> {
    for (let pause = RECONNECT_AFTER_MS; !released; pause = Math.min(pause * 2, RECONNECT_AT_LEAST_EVERY_MS)) {
      await wait(pause);
      try {
        client = await takeLocks(ids, again);
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
      await heartbeat.stop().catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}

/** SQL: whether any worker is there: it holds its lock, and has said lately that it lives. */
export function hasWorkerSql(): string {
  return `EXISTS (SELECT FROM "WorkerHeartbeat" w
    WHERE w."beatAt" > clock_timestamp() - ${SILENT_AFTER_SECONDS} * interval '1 second' AND ${holdsLock("w.id")})`;
}

/**
 * Frees the jobs of workers whose lock is gone on two looks in a row, and of those that have been silent too long; `suspects` remembers the last
 * look. A job whose last attempt died with its worker could not say so: it has one attempt more, once.
 */
export async function reapDeadWorkers(suspects: Set<string>): Promise<string[]> {
  const { rows } = await pool().query<{ id: string; isSilent: boolean }>(
    `SELECT workers.id, coalesce(w."beatAt" < clock_timestamp() - $1 * interval '1 second', false) AS "isSilent"
     FROM (SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL) workers
     LEFT JOIN "WorkerHeartbeat" w ON w.id = workers.id
     WHERE NOT ${holdsLock("workers.id")} OR w."beatAt" < clock_timestamp() - $1 * interval '1 second'`,
    [SILENT_AFTER_SECONDS],
  );
  await dropOldHeartbeats();
  const silent = rows.filter(({ isSilent }) => isSilent).map(({ id }) => id);
  const lockless = rows.filter(({ isSilent }) => !isSilent).map(({ id }) => id);
  const dead = [...silent, ...lockless.filter((id) => suspects.has(id))];
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

/** SQL: whether somebody holds the lock of this worker. */
function holdsLock(id: string): string {
  return `EXISTS (
    SELECT FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(${id}, 0))`;
}

async function takeLocks(workerIds: readonly string[], onLost: () => Promise<void>): Promise<pg.Client> {
  const client = new UtcClient({
    connectionString: directUrl(),
    options: KEEPALIVE,
    application_name: `proofline ${workerIds[0]}`,
  });
  let isHeld = false;
  await client.connect();
  client.on("error", (error) => {
    if (!isHeld) return;
    log.warn({ event: "worker_lock_lost", error: error.message });
    void client.end().catch(() => undefined);
    void onLost();
  });
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended(id, 0)) FROM unnest($1::text[]) AS worker(id)", [
      workerIds,
    ]);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  isHeld = true;
  return client;
}

import { pool, tables, type Tx } from "../db.ts";
import { isReplacedSql, KEYED } from "./queue-sql.ts";
import { wakeInbox } from "./webhook-deliveries.ts";

/** Lets a running job that waits for something outside of the app be tried again, however often it was: it has no last attempt. */
export async function neverGiveUp(jobId: string): Promise<void> {
  await pool().query(
    "UPDATE graphile_worker._private_jobs SET max_attempts = attempts + 1 WHERE id = $1 AND attempts >= max_attempts",
    [jobId],
  );
}

/** Has a running job done again after so many ms, as if for the first time: it was not its turn. One whose place a newer one has taken is left to that. */
export async function putOff(jobId: string, afterMs: number): Promise<void> {
  await pool().query(
    `SELECT graphile_worker.add_job(t.identifier, j.payload, queue_name => q.queue_name,
       run_at => clock_timestamp() + $2 * interval '1 millisecond', max_attempts => j.max_attempts, job_key => j.key,
       priority => j.priority::int, flags => ARRAY(SELECT jsonb_object_keys(j.flags)), job_key_mode => 'preserve_run_at')
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
     WHERE j.id = $1 AND NOT ${isReplacedSql("j")}`,
    [jobId, afterMs],
  );
}

/** Whether a job is still in the hands of this worker: one that stood still for long has lost its jobs to others. */
export async function hasJob(jobId: string, workerId: string | null): Promise<boolean> {
  const { rows } = await pool().query("SELECT 1 FROM graphile_worker._private_jobs WHERE id = $1 AND locked_by = $2", [
    jobId,
    workerId,
  ]);
  return rows.length > 0;
}

/** Whether a newer job has taken the place of one that runs: what this one was to do is done by that one. */
export async function isReplaced(jobId: string): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT 1 FROM graphile_worker._private_jobs j WHERE id = $1 AND flags ? $2 AND ${isReplacedSql("j")}`,
    [jobId, KEYED],
  );
  return rows.length > 0;
}

/** Has the jobs and notices of a shop that failed before, those that gave up too, tried again now and as if for the first time. */
export async function wakeJobs(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).$queryRaw`
    SELECT 1 FROM graphile_worker.reschedule_jobs(ARRAY(
      SELECT j.id FROM graphile_worker._private_jobs j
      WHERE j.attempts > 0 AND j.locked_at IS NULL AND j.payload->>'shopId' = ${shopId}),
      run_at => now(), attempts => 0)`;
  await wakeInbox(tx, shopId);
}

import { pool, tables, type Tx } from "../db.ts";

/** Lets a running job that waits for something outside of the app be tried again, however often it was: it has no last attempt. */
export async function neverGiveUp(jobId: string): Promise<void> {
  await pool().query(
    "UPDATE graphile_worker._private_jobs SET max_attempts = attempts + 1 WHERE id = $1 AND attempts >= max_attempts",
    [jobId],
  );
}

/** Has the jobs of a shop that failed before, those that gave up too, tried again now and as if for the first time. */
export async function wakeJobs(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).$queryRaw`
    SELECT 1 FROM graphile_worker.reschedule_jobs(ARRAY(
      SELECT j.id FROM graphile_worker._private_jobs j
      WHERE j.attempts > 0 AND j.locked_at IS NULL AND (j.payload->>'shopId' = ${shopId}
        OR j.payload->>'deliveryId' IN (
          SELECT d.id::text FROM "WebhookDelivery" d JOIN "Shop" s ON s.domain = d."shopDomain"
          WHERE s.id = ${shopId}::uuid AND d."workedAt" IS NULL))),
      run_at => now(), attempts => 0)`;
}

import { pool } from "../../app/adapters/db.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import type { Jobs } from "../../app/adapters/queue/queue.ts";
import { NOT_BEGUN } from "../../app/domain/shop/shadow.ts";
import { jobs } from "../../app/jobs/index.ts";

type Options = {
  /** Jobs that wait for a later time run now as well. */
  alsoLater?: boolean;
  /** Jobs to run in place of, or besides, the app's own. */
  with?: Partial<Jobs>;
};

/** Runs the jobs that are due, and those they add, until the queue is quiet; throws when one of them failed. */
export async function drainJobs(options: Options = {}): Promise<void> {
  const faults = await drainJobsWithFaults(options);
  if (faults.length > 0) {
    throw new AggregateError(
      faults.map((fault) => fault.error),
      `Jobs failed: ${faults.map((fault) => `${fault.job}: ${String(fault.error)}`).join("; ")}`,
    );
  }
}

/** The same for tests in which jobs are meant to fail: gives the faults. */
export async function drainJobsWithFaults(options: Options = {}): Promise<{ job: string; error: unknown }[]> {
  const faults: { job: string; error: unknown }[] = [];
  do {
    if (options.alsoLater) await makeJobsDue();
    const before = await begunNotices();
    faults.push(...(await runDueJobs({ ...jobs, ...options.with })));
    for (const [notice, attempts] of await begunNotices())
      if (attempts > (before.get(notice) ?? 0))
        faults.push({ job: "work-inbox", error: `${notice} could not be worked` });
  } while (options.alsoLater && faults.length === 0 && (await waitingJobs()).length > 0);
  return faults;
}

/** Notices that were begun and are not worked, and how often. */
async function begunNotices(): Promise<Map<string, number>> {
  const { rows } = await pool().query<{ notice: string; attempts: number }>(`
    SELECT topic || ' ' || id AS notice, attempts FROM "WebhookDelivery" WHERE "workedAt" IS NULL AND attempts > 0
    UNION ALL SELECT 'mail ' || id, attempts FROM "MailNotice" WHERE attempts > 0`);
  return new Map(rows.map(({ notice, attempts }) => [notice, attempts]));
}

/** The jobs on the queue with their payloads, oldest first. */
export async function waitingJobs(): Promise<{ job: string; payload: unknown; runAt: Date; attempts: number }[]> {
  const { rows } = await pool().query<{ job: string; payload: unknown; runAt: Date; attempts: number }>(
    `SELECT t.identifier AS job, j.payload, j.run_at AS "runAt", j.attempts
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  );
  return rows;
}

/** Waits until this work is over, or stands before a lock that somebody holds, as so many others do already. */
export async function untilItWaits(work: Promise<unknown>, others = 0): Promise<void> {
  let isOver = false;
  const end = () => (isOver = true);
  void work.then(end, end);
  while (!isOver && (await howManyWait()) <= others) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function howManyWait(): Promise<number> {
  const { rows } = await pool().query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows.length;
}

/** Lets every waiting job, notice and queued email be due now, failed ones too, and no act be undoable any more. */
export async function makeJobsDue(): Promise<void> {
  await pool().query(`UPDATE "Email" SET "sendAt" = least("sendAt", now()) WHERE state = 'queued'`);
  await pool().query(`UPDATE "WebhookDelivery" SET "dueAt" = now() WHERE "workedAt" IS NULL AND "dueAt" IS NOT NULL`);
  await pool().query(`UPDATE "MailNotice" SET "dueAt" = now() WHERE "dueAt" IS NOT NULL`);
  await pool().query(`UPDATE "Item" SET "visibleAt" = now() WHERE "visibleAt" > now() AND "visibleAt" < $1`, [
    NOT_BEGUN,
  ]);
  await pool().query(
    "SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker._private_jobs), run_at => now())",
  );
}

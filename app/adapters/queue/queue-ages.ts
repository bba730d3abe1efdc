import { classOfJob, QUEUE_CLASSES, type QueueClass } from "../../domain/words/queue-classes.ts";
import { pool } from "../db.ts";

/** Jobs that are due and that nobody has taken: how many, and since when the oldest of them waits. */
export type Waiting = { count: number; since: Date | null };

/** Jobs of one kind that are due, as `dueJobsSql` gives them. */
export type DueJobs = { job: string; count: number; since: Date };

const NONE: Waiting = { count: 0, since: null };
/** What is asked of the queue for people who wait, or who look whether it stands, is answered within this time or not at all. */
export const WITHIN_MS = 1_500;

/** The waiting jobs of each class in all shops, by the database's clock, and that clock's time. */
export async function waitingByClass(): Promise<{ now: Date; classes: Record<QueueClass, Waiting> }> {
  const { rows } = await pool().query<{ now: Date } & (DueJobs | { job: null })>({
    text: `SELECT clock_timestamp() AS now, due.* FROM (SELECT 1) one LEFT JOIN (${dueJobsSql("true")}) due ON true`,
    query_timeout: WITHIN_MS,
  } as never);
  return { now: rows[0]!.now, classes: byClass(rows.filter((row) => row.job !== null)) };
}

/** SQL: the kinds of jobs `j` of which some are due and meet a condition, each with how many, and since when the oldest waits. */
export function dueJobsSql(condition: string): string {
  return `SELECT t.identifier AS job, count(*)::int AS count, min(j.run_at) AS since
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE j.is_available AND j.run_at <= now() AND ${condition} GROUP BY t.identifier`;
}

/** The same by the class in which they are worked. */
export function byClass(rows: readonly DueJobs[]): Record<QueueClass, Waiting> {
  const classes = Object.fromEntries(QUEUE_CLASSES.map((name) => [name, NONE])) as Record<QueueClass, Waiting>;
  for (const { job, count, since } of rows) {
    const name = classOfJob(job);
    const { count: others, since: first } = classes[name];
    classes[name] = { count: others + count, since: first !== null && first < since ? first : since };
  }
  return classes;
}

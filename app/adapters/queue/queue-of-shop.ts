import type { QueueClass } from "../../domain/words/queue-classes.ts";
import { pool } from "../db.ts";
import { byClass, dueJobsSql, WITHIN_MS, type DueJobs, type Waiting } from "./queue-ages.ts";
import { givenUpSql, tellGivenUpJobs, type GivenUpJob, type GivenUpRow } from "./queue-given-up.ts";
import { hasWorkerSql } from "./queue-reaper.ts";
import { ofShopSql } from "./queue-sql.ts";

/** What the queue says to a shop: its jobs and notices, those of no shop, and whether any worker is there. */
export type QueueOfShop = {
  hasWorker: boolean;
  /** Jobs that are due, by the class in which they are worked. */
  waiting: Record<QueueClass, Waiting>;
  /** Jobs and notices that gave up: oldest first, at most fifty, and how many there are. */
  givenUp: { jobs: GivenUpJob[]; count: number };
};

type Row = { hasWorker: boolean } & (
  | ({ kind: "due" } & DueJobs)
  | ({ kind: "gave_up" } & GivenUpRow)
  // Neither.
  | { kind: null }
);

/** Asks the queue about a shop, in one go; whose order a job that gave up concerns is asked only where there is one. */
export async function queueOfShop(shopId: string): Promise<QueueOfShop> {
  const { rows } = await pool().query<Row>({
    text: `SELECT ${hasWorkerSql()} AS "hasWorker", of_shop.* FROM (SELECT 1) one LEFT JOIN (
        SELECT 'due' AS kind, due.*, NULL::json AS payload FROM (${dueJobsSql(ofShopSql("j", "$1"))}) due
        UNION ALL SELECT 'gave_up', gave_up.* FROM (${givenUpSql("$1")}) gave_up) of_shop ON true
      ORDER BY of_shop.since`,
    values: [shopId],
    query_timeout: WITHIN_MS,
  } as never);
  return {
    hasWorker: rows[0]!.hasWorker,
    waiting: byClass(rows.filter((row) => row.kind === "due")),
    givenUp: await tellGivenUpJobs(
      shopId,
      rows.filter((row) => row.kind === "gave_up"),
    ),
  };
}

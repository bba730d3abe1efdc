import { db, pool, tables, type Tx } from "../db.ts";
import { ordersOfFiles } from "../rows/items/orders-of-files.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { MAIL_NOTICE_GAVE_UP, WEBHOOK_GAVE_UP } from "./notice-turns.ts";
import { isGivenUpSql, isReplacedSql, ofShopSql } from "./queue-sql.ts";

const MOST = 50;

/** A job or a notice that will not be tried again by itself: what it was to do, since when it is there, and the order it concerns where that is known. */
export type GivenUpJob = { job: string; since: Date; order: { id: string; name: string } | null };

/** A job or a notice that gave up, as `givenUpSql` gives it; `count` says how many there are in all. */
export type GivenUpRow = { job: string; count: number; since: Date; payload: Record<string, unknown> };

/** SQL: the jobs and notices of a shop (`shopId` is a parameter, as `$1`), and those of no shop, that gave up: oldest first, at most fifty. */
export function givenUpSql(shopId: string): string {
  return `SELECT job, count(*) OVER ()::int AS count, since, payload FROM (
      SELECT t.identifier AS job, j.created_at AS since, j.payload
      FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE ${isGivenUpSql("j")} AND ${ofShopSql("j", shopId)}
      UNION ALL SELECT 'work-inbox', "receivedAt", '{}'::json FROM "WebhookDelivery"
      WHERE "shopDomain" = (SELECT domain FROM "Shop" WHERE id::text = ${shopId}) AND ${WEBHOOK_GAVE_UP}
      UNION ALL SELECT 'work-mail-notices', "receivedAt", '{}'::json FROM "MailNotice" WHERE ${MAIL_NOTICE_GAVE_UP}
    ) gave_up ORDER BY since LIMIT ${MOST}`;
}

/** What of a shop gave up, with the orders that it concerns, and how many there are. */
export async function tellGivenUpJobs(
  shopId: string,
  rows: readonly GivenUpRow[],
): Promise<{ jobs: GivenUpJob[]; count: number }> {
  if (rows.length === 0) return { jobs: [], count: 0 };
  const orders = await ordersOf(
    shopId,
    rows.map(({ payload }) => payload),
  );
  return {
    jobs: rows.map(({ job, since }, at) => ({ job, since, order: orders[at]! })),
    count: rows[0]?.count ?? 0,
  };
}

/** Has all of these jobs tried again now, and as if for the first time; gives how many. */
export async function tryGivenUpAgain(tx: Tx, shopId: string): Promise<number> {
  const [row] = await tables(tx).$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM graphile_worker.reschedule_jobs(ARRAY(
       SELECT j.id FROM graphile_worker._private_jobs j WHERE ${isGivenUpSql("j")} AND ${ofShopSql("j", "$1")}),
       run_at => now(), attempts => 0)`,
    shopId,
  );
  return row!.count;
}

/** Forgets jobs whose place a newer one has taken: they are done by that one. */
export async function dropReplacedJobs(): Promise<void> {
  await pool().query(
    `DELETE FROM graphile_worker._private_jobs j
     WHERE j.locked_at IS NULL AND j.attempts >= j.max_attempts AND ${isReplacedSql("j")}`,
  );
}

async function ordersOf(shopId: string, payloads: GivenUpRow["payload"][]): Promise<GivenUpJob["order"][]> {
  const named = (name: string) => payloads.map((payload) => payload[name]).filter(isId);
  const where = (name: string) => ({ where: { shopId, id: { in: named(name) } }, select: { id: true, orderId: true } });
  const [emails, fulfilments, files] = await Promise.all([
    db().email.findMany(where("emailId")),
    db().fulfilment.findMany(where("fulfilmentId")),
    ordersOfFiles(shopId, [...named("photoId"), ...named("fileId")]),
  ]);
  const orderOf = new Map([...emails, ...fulfilments, ...files].map(({ id, orderId }) => [id, orderId]));
  const ids = payloads.map((payload) => {
    if (isId(payload.orderId)) return payload.orderId;
    const id = ["emailId", "fulfilmentId", "photoId", "fileId"].map((name) => payload[name]).find(isId);
    return id === undefined ? undefined : orderOf.get(id);
  });
  const orders = await db().order.findMany({
    where: { shopId, id: { in: ids.filter((id) => id !== undefined) } },
    select: { id: true, name: true },
  });
  return ids.map((id) => orders.find((order) => order.id === id) ?? null);
}

function isId(id: unknown): id is string {
  return typeof id === "string" && isUuid(id);
}

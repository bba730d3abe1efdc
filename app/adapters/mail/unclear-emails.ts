import { Prisma } from "@prisma/client";
import { UNKNOWN_FOR_MS } from "../../domain/emails/email-sending.ts";
import type { OrdersOfTask } from "../rows/fulfilment/unsettled-orders.ts";
import { closeTasksOf, openTask } from "../rows/shop/tasks.ts";
import { databaseTime, db, tables, type Tx } from "../db.ts";
import { KEYED, shopFlag } from "../queue/queue-sql.ts";

const KIND = "emails_unknown";
const SUBJECT = "unknown";

/**
 * A condition on an email `e` at a time: nobody knows whether it left, which was waited for long enough, its order is not deleted, and no later one of
 * its kind has told the customer the same.
 */
function isUnclearSql(at: Date | "now"): Prisma.Sql {
  const then = at === "now" ? Prisma.sql`clock_timestamp()` : Prisma.sql`${at}::timestamptz`;
  return Prisma.sql`(e.state = 'unknown'
    AND coalesce(e."sendingSince", e."createdAt") <= ${then} - ${UNKNOWN_FOR_MS}::float8 * interval '1 millisecond'
    AND NOT EXISTS (SELECT 1 FROM "Email" l WHERE l."shopId" = e."shopId" AND l."orderId" = e."orderId" AND l.kind = e.kind
      AND l."sentAt" > coalesce(e."sendingSince", e."createdAt") AND l."deliveredAt" IS NOT NULL AND l."bouncedAt" IS NULL)
    AND NOT EXISTS (SELECT 1 FROM "Order" d WHERE d."shopId" = e."shopId" AND d.id = e."orderId" AND d."deletedInShopify" IS NOT NULL))`;
}

/** Of the emails that managers are asked about: how many there are, since when, and whose orders they are about, oldest first. */
export type UnclearEmails = OrdersOfTask & { emails: number; since: Date | null };

/** The shop's emails of which managers are asked whether they were sent, with so many of their orders. */
export async function unclearEmails(shopId: string, limit: number): Promise<UnclearEmails> {
  const rows = await db().$queryRaw<{ id: string; name: string; since: Date; emails: number; count: number }[]>`
    SELECT o.id, o.name, min(coalesce(e."sendingSince", e."createdAt")) AS since,
      (sum(count(*)) OVER ())::int AS emails, (count(*) OVER ())::int AS count
    FROM "Email" e JOIN "Order" o ON o."shopId" = e."shopId" AND o.id = e."orderId"
    WHERE e."shopId" = ${shopId}::uuid AND ${isUnclearSql("now")}
    GROUP BY o.id, o.name ORDER BY since, o.id LIMIT ${limit}`;
  const [first] = rows;
  const orders = rows.map(({ id, name }) => ({ id, name }));
  return { orders, count: first?.count ?? 0, emails: first?.emails ?? 0, since: first?.since ?? null };
}

/** Which emails managers were asked about at a time, oldest first. */
export async function unclearEmailIds(shopId: string, at: Date): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Email" e WHERE e."shopId" = ${shopId}::uuid AND ${isUnclearSql(at)}
    ORDER BY coalesce(e."sendingSince", e."createdAt"), e.id`;
  return rows.map(({ id }) => id);
}

/** Has the one task of the shop about such emails stand as long as there are any. The caller holds the locks of those that it changed. */
export async function keepUnclearTask(tx: Tx, shopId: string): Promise<void> {
  // Of two that end the last two emails at once, the second one looks when the first has committed.
  const [task] = await tables(tx).$queryRaw<{ isOpen: boolean }[]>`
    SELECT "closedAt" IS NULL AS "isOpen" FROM "Task"
    WHERE "shopId" = ${shopId}::uuid AND kind = ${KIND} AND subject = ${SUBJECT} FOR UPDATE`;
  const at = await databaseTime(tx);
  const [one] = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Email" e WHERE e."shopId" = ${shopId}::uuid AND ${isUnclearSql(at)} LIMIT 1`;
  if (one && !task?.isOpen) await openTask(tx, { shopId, kind: KIND, subject: SUBJECT, orderId: null });
  if (!one && task?.isOpen) await closeTasksOf(tx, { shopId, subject: SUBJECT, kinds: [KIND] }, at);
}

/** After how many minutes an unknown email of the shop leaves once more by itself; null where it does not. It stays so until `tx` ends. */
export async function resendUnknownAfter(tx: Tx, shopId: string): Promise<number | null> {
  const [shop] = await tables(tx).$queryRaw<{ minutes: number | null }[]>`
    SELECT "resendUnknownAfter" AS minutes FROM "Shop" WHERE id = ${shopId}::uuid FOR SHARE`;
  return shop?.minutes ?? null;
}

/** Has every unknown email of the shop looked at when it is due by the shop's setting. */
export async function queueUnknown(tx: Tx, shopId: string, minutes: number | null): Promise<void> {
  await tables(tx).$executeRaw`
    SELECT graphile_worker.add_job('send-email', json_build_object('shopId', e."shopId", 'emailId', e.id),
      run_at => coalesce(e."sendingSince", e."createdAt") + interval '1 millisecond' * CASE
        WHEN e."sentAgainAt" IS NULL THEN least(${UNKNOWN_FOR_MS}::float8, ${minutes}::float8 * 60000) ELSE ${UNKNOWN_FOR_MS}::float8 END,
      job_key => 'send-email:' || e.id, flags => ${[KEYED, shopFlag(shopId)]}::text[])
    FROM "Email" e WHERE e."shopId" = ${shopId}::uuid AND e.state = 'unknown'`;
}

import { Prisma } from "@prisma/client";
import { restAfter } from "../../domain/intake/inbox.ts";
import { db, inboxPool, tables, type Tx } from "../db.ts";
import { dropRows } from "../drop-rows.ts";
import { textsFrom, together } from "../queue/arrivals.ts";
import { BEGUN, FIRST_DUE, MAIL_NOTICE_GAVE_UP, turnAt, type FirstDue } from "../queue/notice-turns.ts";
import { KEYED } from "../queue/queue-sql.ts";
import { enqueue } from "../queue/queue.ts";

const QUEUE = "mail-notices";

/** Keeps what the mail service sent in one call, with the job that works it off; calls that arrive at once share one statement. */
export const recordMailNotice = together(recordAll, {
  most: 50,
  mostBytes: 4 * 1024 * 1024,
  bytesOf: (body: string) => body.length,
  atOnce: 1,
});

async function recordAll(bodies: string[]): Promise<true[]> {
  await inboxPool().query(RECORD(bodies.length), [QUEUE, ...bodies.map((body) => body.replaceAll("\0", ""))]);
  return bodies.map(() => true);
}

const RECORD = (count: number) => `
  WITH notice AS (
    INSERT INTO "MailNotice" (body) SELECT body FROM unnest(${textsFrom(2, count)}) WITH ORDINALITY AS sent(body, at) ORDER BY at
  )
  SELECT graphile_worker.add_job('work-mail-notices', '{}'::json, queue_name => $1::text, job_key => $1::text, job_key_mode => 'preserve_run_at', flags => ARRAY['${KEYED}'])`;

/** Begins with the call that waits longest and is due; null when none is. */
export async function beginMailNotice(): Promise<{ id: bigint; body: string; attempts: number } | null> {
  const [begun] = await db().$queryRaw<{ id: bigint; body: string; attempts: number }[]>`
    UPDATE "MailNotice" SET ${BEGUN}
    WHERE id = (SELECT id FROM "MailNotice" WHERE "dueAt" <= now() ORDER BY id LIMIT 1)
    RETURNING id, body, attempts`;
  return begun ?? null;
}

/** Forgets a call whose events are all recorded. */
export async function dropMailNotice(id: bigint): Promise<void> {
  await db().mailNotice.deleteMany({ where: { id } });
}

/** Puts a call back that could not be worked: it rests for a while, or for good when it was begun too often. */
export async function putBackMailNotice({ id, attempts }: { id: bigint; attempts: number }): Promise<void> {
  await db().$executeRaw`
    UPDATE "MailNotice" SET "dueAt" = clock_timestamp() + ${restAfter(attempts)}::float8 * interval '1 millisecond' WHERE id = ${id}`;
}

/** Has calls that were begun too often begun again now, as if for the first time; gives how many. */
export async function wakeMailNotices(tx: Tx): Promise<number> {
  const woken = await tables(tx).$executeRaw`
    UPDATE "MailNotice" SET attempts = 0, "dueAt" = now() WHERE ${Prisma.raw(MAIL_NOTICE_GAVE_UP)}`;
  if (woken > 0) await queueMailNotices(tx);
  return woken;
}

/** Has what is left worked off: at once, or when the first of it is due. */
export async function queueMailNotices(tx: Tx): Promise<void> {
  const [rest] = await tables(tx).$queryRaw<FirstDue[]>`
    SELECT ${FIRST_DUE} FROM "MailNotice"`;
  if (!rest?.dueAt) return;
  const when = turnAt(QUEUE, rest.isDue ? undefined : rest.dueAt);
  await enqueue(tx, "work-mail-notices", {}, { ...when, oneByOne: QUEUE });
}

/** Forgets calls that could not be worked and came so many days ago: they hold addresses. */
export async function dropOldMailNotices(days: number): Promise<void> {
  await dropRows("MailNotice", "dueAt", `${MAIL_NOTICE_GAVE_UP} AND "receivedAt" < now() - make_interval(days => $1)`, [
    days,
  ]);
}

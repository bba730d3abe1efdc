import { Prisma } from "@prisma/client";
import { restAfter, restWhileThrottled } from "../../domain/intake/inbox.ts";
import { DEFAULT_RETENTION } from "../../domain/files/retention.ts";
import { databaseTime, db, inboxPool, pool, tables, type Tx } from "../db.ts";
import { dropRows } from "../drop-rows.ts";
import { textsFrom, together } from "./arrivals.ts";
import { BEGUN, FIRST_DUE, WEBHOOK_GAVE_UP, type FirstDue } from "./notice-turns.ts";
import { KEYED, shopFlag } from "./queue-sql.ts";
import { queueInbox } from "./queue.ts";

/** A webhook as it arrived; `body` is the text that was signed. `evenIfLeft`: it is taken of a shop that has left, too. */
export type IncomingDelivery = {
  shopDomain: string;
  topic: string;
  eventId: string;
  triggeredAt: Date | null;
  body: string;
  evenIfLeft: boolean;
};

type Recorded = "recorded" | "duplicate" | "unknown_shop";

/**
 * Records a webhook in its shop's inbox, with the job that works it off; many that arrive at once share one statement.
 * "duplicate" when the same shop, topic and event is already there; "unknown_shop" when no such shop has the app.
 */
export function recordDelivery(delivery: IncomingDelivery): Promise<Recorded> {
  return record(delivery);
}

const record = together(recordAll, {
  most: 100,
  mostBytes: 4 * 1024 * 1024,
  bytesOf: ({ body }) => body.length,
  atOnce: 2,
});

async function recordAll(deliveries: IncomingDelivery[]): Promise<Recorded[]> {
  const column = <K extends keyof IncomingDelivery>(name: K) => deliveries.map((delivery) => delivery[name]);
  const { rows } = await inboxPool().query<{ at: number; known: boolean; recorded: boolean }>(
    RECORD(deliveries.length),
    [
      column("shopDomain"),
      column("topic"),
      column("eventId"),
      column("triggeredAt"),
      column("evenIfLeft"),
      ...column("body"),
    ],
  );
  return rows.map(({ known, recorded }) => (!known ? "unknown_shop" : recorded ? "recorded" : "duplicate"));
}

// Rows and jobs are written in one order whoever writes them, so that two web processes never wait for each other in a circle.
const RECORD = (count: number) => `
  WITH sent AS (
    SELECT s.*, EXISTS (SELECT 1 FROM "Shop" WHERE domain = s.domain AND ("uninstalledAt" IS NULL OR s.even_if_left)) AS known
    FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::boolean[], ${textsFrom(6, count)})
      WITH ORDINALITY AS s(domain, topic, event, triggered, even_if_left, body, at)
  ), delivery AS (
    INSERT INTO "WebhookDelivery" ("shopDomain", topic, "eventId", "triggeredAt", body)
    SELECT domain, topic, event, triggered, body FROM sent WHERE known ORDER BY domain, topic, event
    ON CONFLICT ("shopDomain", topic, "eventId") DO NOTHING RETURNING "shopDomain", topic, "eventId"
  ), job AS (
    SELECT graphile_worker.add_job('work-inbox', json_build_object('shopDomain', domain),
      job_key => 'inbox:' || domain, job_key_mode => 'preserve_run_at', flags => ARRAY['${KEYED}', '${shopFlag("")}' || domain])
    FROM (SELECT DISTINCT "shopDomain" AS domain FROM delivery ORDER BY 1) told
  )
  SELECT known, (SELECT count(*) FROM job) > 0 AND EXISTS (
    SELECT 1 FROM delivery WHERE "shopDomain" = domain AND delivery.topic = sent.topic AND "eventId" = event) AS recorded
  FROM sent ORDER BY at`;

/** A webhook that waits in the inbox. */
export type OpenDelivery = { id: string; topic: string; body: string };

/** What has waited longest in a shop's inbox and is due now: so many at most, of so many bytes together or one that is larger. */
export async function dueDeliveries(
  shopDomain: string,
  { most, mostBytes }: { most: number; mostBytes: number },
): Promise<OpenDelivery[]> {
  return db().$queryRaw<OpenDelivery[]>`
    WITH waiting AS (
      SELECT id FROM "WebhookDelivery"
      WHERE "shopDomain" = ${shopDomain} AND "workedAt" IS NULL AND "dueAt" <= now() ORDER BY id LIMIT ${most}::int
    ), sized AS (
      SELECT d.id, sum(octet_length(d.body)) OVER (ORDER BY d.id) - octet_length(d.body) AS before
      FROM "WebhookDelivery" d JOIN waiting USING (id)
    )
    SELECT d.id::text, d.topic, coalesce(d.body, '') AS body
    FROM sized JOIN "WebhookDelivery" d USING (id) WHERE coalesce(before, 0) < ${mostBytes}::int ORDER BY d.id`;
}

/** Takes webhooks that are due to be worked now; false when somebody else has them. */
export async function beginDeliveries(ids: readonly string[]): Promise<boolean> {
  const begun = await db().$executeRaw`
    UPDATE "WebhookDelivery" SET ${BEGUN}
    WHERE id = ANY(${ids.map(BigInt)}::bigint[]) AND "workedAt" IS NULL AND "dueAt" <= now()`;
  return begun > 0;
}

/** Puts begun webhooks back whose shop's bucket was empty: it is full enough after so many ms. They were not begun in vain. */
export async function putOffDeliveries(ids: readonly string[], afterMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "WebhookDelivery" SET attempts = attempts - 1,
      "dueAt" = clock_timestamp() + ${restWhileThrottled(afterMs)}::float8 * interval '1 millisecond'
    WHERE id = ANY(${ids.map(BigInt)}::bigint[]) AND "workedAt" IS NULL`;
}

/** Puts begun webhooks back: they rest for a while, or for good when they were begun too often. `isNotNow`: they only wait for Shopify, however long. */
export async function putBackDeliveries(ids: readonly string[], isNotNow: boolean): Promise<void> {
  const begun = await db().webhookDelivery.findMany({
    where: { id: { in: ids.map(BigInt) }, workedAt: null },
    select: { id: true, attempts: true },
  });
  const rests = begun.map(({ attempts }) => restAfter(attempts, isNotNow));
  await db().$executeRaw`
    UPDATE "WebhookDelivery" d SET "dueAt" = clock_timestamp() + rest.ms * interval '1 millisecond'
    FROM unnest(${begun.map(({ id }) => id)}::bigint[], ${rests}::float8[]) AS rest(id, ms) WHERE d.id = rest.id`;
}

/** Notes that webhooks have been worked and empties their bodies, which may hold personal data. */
export async function closeDeliveries(ids: readonly string[]): Promise<void> {
  await db().webhookDelivery.updateMany({
    where: { id: { in: ids.map(BigInt) } },
    data: { workedAt: await databaseTime(), body: null },
  });
}

/** Has a shop's inbox worked off again when something of it is due: at once, or at the time of what is due first. */
export async function queueRestOfInbox(tx: Tx, shopDomain: string): Promise<void> {
  const [rest] = await tables(tx).$queryRaw<FirstDue[]>`
    SELECT ${FIRST_DUE} FROM "WebhookDelivery"
    WHERE "shopDomain" = ${shopDomain} AND "workedAt" IS NULL AND "dueAt" IS NOT NULL`;
  if (rest?.dueAt) await queueInbox(tx, shopDomain, rest.isDue ? undefined : rest.dueAt);
}

/** Has the inbox worked off in which this webhook waits. */
export async function queueInboxOf(tx: Tx, deliveryId: string): Promise<void> {
  const row = await tables(tx).webhookDelivery.findUnique({
    where: { id: BigInt(deliveryId) },
    select: { shopDomain: true },
  });
  if (row) await queueRestOfInbox(tx, row.shopDomain);
}

/** Lets all be due that waits in a shop's inbox and was begun in vain, as if for the first time. */
export async function wakeInbox(tx: Tx, shopId: string): Promise<void> {
  await wake(tx, shopId, `d."workedAt" IS NULL AND d.attempts > 0`);
}

/** Has what was begun too often in a shop's inbox begun again now, as if for the first time; gives how much it is. */
export function wakeGivenUp(tx: Tx, shopId: string): Promise<number> {
  return wake(tx, shopId, WEBHOOK_GAVE_UP);
}

async function wake(tx: Tx, shopId: string, condition: string): Promise<number> {
  const woken = await tables(tx).$queryRaw<{ shopDomain: string }[]>`
    UPDATE "WebhookDelivery" d SET attempts = 0, "dueAt" = now() FROM "Shop" s
    WHERE s.id = ${shopId}::uuid AND s.domain = d."shopDomain" AND ${Prisma.raw(condition)}
    RETURNING d."shopDomain"`;
  if (woken[0]) await queueInbox(tx, woken[0].shopDomain);
  return woken.length;
}

/** The shops in whose inbox something is due. */
export async function inboxesDue(): Promise<string[]> {
  const rows = await db().$queryRaw<{ shopDomain: string }[]>`
    SELECT domain AS "shopDomain" FROM "Shop" WHERE EXISTS (
      SELECT 1 FROM "WebhookDelivery" WHERE "shopDomain" = domain AND "workedAt" IS NULL AND "dueAt" <= now())`;
  return rows.map(({ shopDomain }) => shopDomain);
}

/** Whether webhooks of a shop have arrived that are not worked yet. */
export async function hasOpenDeliveries(shopDomain: string): Promise<boolean> {
  return (
    (await db().webhookDelivery.findFirst({ where: { shopDomain, workedAt: null }, select: { id: true } })) !== null
  );
}

/** Forgets worked webhooks older than so many days; Shopify repeats one for four hours at most. */
export async function dropOldDeliveries(days: number): Promise<void> {
  await dropRows(
    "WebhookDelivery",
    "receivedAt",
    `"receivedAt" < now() - make_interval(days => $1) AND "workedAt" IS NOT NULL`,
    [days],
  );
}

/** Webhooks of one shop and topic that could not be worked and are begun no more, and for how many days the shop keeps them. */
type LeftDeliveries = { shopDomain: string; topic: string; count: number; keptDays: number };

// As `readRetention` reads it; shops that are forgotten have the default.
const KEPT_DAYS = `coalesce((SELECT (retention->>'webhooks')::int FROM "Shop" WHERE domain = "shopDomain"), ${DEFAULT_RETENTION.webhooks})`;
const IS_LEFT = `${WEBHOOK_GAVE_UP} AND "receivedAt" < now() - make_interval(days => ${KEPT_DAYS} - $1::int)`;

/** What could not be worked, is begun no more and will be forgotten in so many days, by shop and topic; what is still begun again is none of it. */
export async function leftDeliveries(daysBefore: number): Promise<LeftDeliveries[]> {
  const { rows } = await pool().query<LeftDeliveries>(
    `SELECT "shopDomain", topic, count(*)::int AS count, ${KEPT_DAYS} AS "keptDays" FROM "WebhookDelivery" WHERE ${IS_LEFT} GROUP BY 1, 2 ORDER BY 1, 2`,
    [daysBefore],
  );
  return rows;
}

/** Forgets what could not be worked and is older than its shop keeps it, but for these topics. */
export async function dropLeftDeliveries(kept: readonly string[]): Promise<void> {
  await dropRows("WebhookDelivery", "receivedAt", `${IS_LEFT} AND topic <> ALL($2)`, [0, kept]);
}

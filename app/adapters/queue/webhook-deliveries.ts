import { databaseTime, db, pool, tables, type Tx } from "../db.ts";

/** A webhook as it arrived; `body` is the text that was signed. */
export type IncomingDelivery = {
  shopDomain: string;
  topic: string;
  eventId: string;
  triggeredAt: Date | null;
  body: string;
};

/**
 * Records a webhook and enqueues its job in one statement, so both exist or neither.
 * "duplicate" when the same shop, topic and event is already there; "unknown_shop" when no such shop has the app (`evenIfLeft`: or had it).
 */
export async function recordDelivery(
  delivery: IncomingDelivery,
  evenIfLeft: boolean,
): Promise<"recorded" | "duplicate" | "unknown_shop"> {
  const { rows } = await pool().query<{ known: boolean; recorded: boolean }>(RECORD, [
    delivery.shopDomain,
    delivery.topic,
    delivery.eventId,
    delivery.triggeredAt,
    delivery.body,
    evenIfLeft,
  ]);
  if (!rows[0]?.known) return "unknown_shop";
  return rows[0].recorded ? "recorded" : "duplicate";
}

const RECORD = `
  WITH shop AS (
    SELECT domain FROM "Shop" WHERE domain = $1 AND ("uninstalledAt" IS NULL OR $6)
  ), delivery AS (
    INSERT INTO "WebhookDelivery" ("shopDomain", topic, "eventId", "triggeredAt", body)
    SELECT domain, $2, $3, $4, $5 FROM shop
    ON CONFLICT ("shopDomain", topic, "eventId") DO NOTHING RETURNING id
  ), job AS (
    SELECT graphile_worker.add_job('work-webhook', json_build_object('deliveryId', id::text)) FROM delivery
  )
  SELECT EXISTS (SELECT 1 FROM shop) AS known, EXISTS (SELECT 1 FROM job) AS recorded`;

/** A recorded webhook that has not been worked yet; null when it has, or is gone. */
export async function openDelivery(deliveryId: string) {
  const row = await db().webhookDelivery.findUnique({ where: { id: BigInt(deliveryId) } });
  return row && row.workedAt === null && row.body !== null ? { ...row, body: row.body } : null;
}

/** Whether webhooks of a shop have arrived that are not worked yet. */
export async function hasOpenDeliveries(shopDomain: string): Promise<boolean> {
  return (
    (await db().webhookDelivery.findFirst({ where: { shopDomain, workedAt: null }, select: { id: true } })) !== null
  );
}

/** Notes that a webhook has been worked and empties its body, which may hold personal data. */
export async function closeDelivery(tx: Tx, deliveryId: string): Promise<void> {
  await tables(tx).webhookDelivery.updateMany({
    where: { id: BigInt(deliveryId) },
    data: { workedAt: await databaseTime(tx), body: null },
  });
}

/** Forgets worked webhooks older than so many days; Shopify repeats one for four hours at most. */
export async function dropOldDeliveries(days: number): Promise<void> {
  await db()
    .$executeRaw`DELETE FROM "WebhookDelivery" WHERE "receivedAt" < now() - make_interval(days => ${days}::int) AND "workedAt" IS NOT NULL`;
}

import { db } from "../../db.ts";
import type { MachineryFacts } from "../../../domain/screens/machinery.ts";

/** Tried so often, a job fails for a reason that does not go away by itself. */
const FAILING_AFTER = 4;

type Facts = Omit<MachineryFacts, "hasWorker" | "hasToken" | "givenUp" | "waiting" | "storage" | "hearsChanges"> & {
  noticesSince: Date | null;
  /** Of a shop that has the app. */
  domain: string | null;
};

type Row = {
  now: Date;
  noticesSince: Date | null;
  failing: number;
  failingSince: Date | null;
  toldAt: Date | null;
  untoldAt: Date | null;
  untoldOrders: number;
  domain: string | null;
  isAddressRefused: boolean;
  notKept: number;
};

/** What the database knows of a shop's machinery: its failing jobs, since when one of Shopify's notices waits that is due, what the sweep found, and the time by its clock. */
export async function machineryFacts(shopId: string): Promise<Facts> {
  const [row] = await db().$queryRaw<Row[]>`
      WITH shop AS (
        SELECT id::text AS id, domain FROM "Shop" WHERE id = ${shopId}::uuid
      ), job AS (
        SELECT j.locked_at, j.attempts, j.max_attempts, j.run_at, j.created_at FROM graphile_worker._private_jobs j, shop
        WHERE j.payload->>'shopId' = shop.id
        UNION ALL
        SELECT NULL, d.attempts, d.attempts + 1, d."dueAt", d."receivedAt" FROM "WebhookDelivery" d
        JOIN shop ON shop.domain = d."shopDomain" WHERE d."workedAt" IS NULL AND d."dueAt" IS NOT NULL
      )
      SELECT now(),
        (SELECT min(d."dueAt") FROM "WebhookDelivery" d JOIN shop ON shop.domain = d."shopDomain"
          WHERE d."workedAt" IS NULL AND d."dueAt" <= now()) AS "noticesSince",
        (SELECT count(*)::int FROM job WHERE attempts >= ${FAILING_AFTER} AND attempts < max_attempts) AS failing,
        (SELECT min(created_at) FROM job WHERE attempts >= ${FAILING_AFTER} AND attempts < max_attempts) AS "failingSince",
        (SELECT newest."receivedAt" FROM shop, LATERAL (SELECT d."receivedAt" FROM "WebhookDelivery" d
          WHERE d."shopDomain" = shop.domain ORDER BY d."receivedAt" DESC LIMIT 1) newest) AS "toldAt",
        s."untoldAt", s."untoldOrders", CASE WHEN s."uninstalledAt" IS NULL THEN s.domain END AS domain,
        EXISTS (SELECT 1 FROM "Task" t WHERE t."shopId" = s.id AND t.kind = 'address_refused' AND t."closedAt" IS NULL) AS "isAddressRefused",
        (SELECT count(*)::int FROM "Photo" p WHERE p."shopId" = s.id AND p.state = 'failed' AND p.failure = 'not_kept'
          AND p."askAgainAt" IS NOT NULL) AS "notKept"
      FROM "Shop" s WHERE s.id = ${shopId}::uuid`;
  return {
    now: row!.now,
    noticesSince: row!.noticesSince,
    failing: { count: row!.failing, since: row!.failingSince },
    isAddressRefused: row!.isAddressRefused,
    notKept: row!.notKept,
    toldAt: row!.toldAt,
    untold: row!.untoldAt && { at: row!.untoldAt, orders: row!.untoldOrders },
    domain: row!.domain,
  };
}

/** Notes that a sweep found changes of so many orders that no webhook had told of. */
export async function noteUntold(shopId: string, untoldOrders: number, untoldAt: Date): Promise<void> {
  await db().shop.update({ where: { id: shopId }, data: { untoldOrders, untoldAt } });
}

import { db } from "../../db.ts";
import type { MachineryFacts } from "../../../domain/screens/machinery.ts";

/** Tried so often, a job fails for a reason that does not go away by itself. */
const FAILING_AFTER = 4;

type Facts = Omit<MachineryFacts, "hasWorker" | "hasToken">;

/** What the database knows of a shop's machinery: its jobs, Shopify's notices, what the sweep found, and the time by its clock. */
export async function machineryFacts(shopId: string): Promise<Facts> {
  const [shop, [row], refused] = await Promise.all([
    db().shop.findUniqueOrThrow({ where: { id: shopId }, select: { untoldAt: true, untoldOrders: true } }),
    db().$queryRaw<
      { now: Date; dueSince: Date | null; failing: number; failingSince: Date | null; toldAt: Date | null }[]
    >`
      WITH shop AS (
        SELECT id::text AS id, domain FROM "Shop" WHERE id = ${shopId}::uuid
      ), job AS (
        SELECT j.* FROM graphile_worker._private_jobs j, shop WHERE j.payload->>'shopId' = shop.id
        UNION ALL
        SELECT j.* FROM graphile_worker._private_jobs j JOIN "WebhookDelivery" d ON d.id::text = j.payload->>'deliveryId'
        JOIN shop ON shop.domain = d."shopDomain"
      )
      SELECT now(),
        (SELECT min(run_at) FROM job WHERE locked_at IS NULL AND attempts < max_attempts AND run_at <= now()) AS "dueSince",
        (SELECT count(*)::int FROM job WHERE attempts >= ${FAILING_AFTER}) AS failing,
        (SELECT min(created_at) FROM job WHERE attempts >= ${FAILING_AFTER}) AS "failingSince",
        (SELECT max(d."receivedAt") FROM "WebhookDelivery" d JOIN shop ON shop.domain = d."shopDomain") AS "toldAt"`,
    db().task.count({ where: { shopId, kind: "address_refused", closedAt: null } }),
  ]);
  return {
    now: row!.now,
    dueSince: row!.dueSince,
    failing: { count: row!.failing, since: row!.failingSince },
    isAddressRefused: refused > 0,
    toldAt: row!.toldAt,
    untold: shop.untoldAt && { at: shop.untoldAt, orders: shop.untoldOrders },
  };
}

/** Notes that a sweep found changes of so many orders that no webhook had told of. */
export async function noteUntold(shopId: string, untoldOrders: number, untoldAt: Date): Promise<void> {
  await db().shop.update({ where: { id: shopId }, data: { untoldOrders, untoldAt } });
}

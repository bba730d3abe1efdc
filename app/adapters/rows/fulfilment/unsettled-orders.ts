import { Prisma } from "@prisma/client";
import { toldAfter, type UnsettledCause } from "../../../domain/fulfilment/unsettled.ts";
import { db } from "../../db.ts";

/** Orders that a task is about: the first of them by name, and how many there are in all. */
export type OrdersOfTask = { orders: { id: string; name: string }[]; count: number };

/** Why a task is about many orders: something of them is not as it has to be in Shopify, or somebody lifted a hold of ours. */
export type ManyOrders = UnsettledCause | "lifted";

/** The orders of which managers are told that something is not as it has to be in Shopify, for this cause, oldest first. */
export async function unsettledOrders(shopId: string, cause: UnsettledCause, limit: number): Promise<OrdersOfTask> {
  return (await ordersOfTasks(shopId, [cause], limit)).get(cause)!;
}

/** The open orders on which somebody lifted a hold of ours, oldest first. */
export async function liftedOrders(shopId: string, limit: number): Promise<OrdersOfTask> {
  return (await ordersOfTasks(shopId, ["lifted"], limit)).get("lifted")!;
}

/** The orders of which managers are told for each of these reasons, in one go: of each the oldest, at most this many. */
export async function ordersOfTasks<Why extends ManyOrders>(
  shopId: string,
  reasons: readonly Why[],
  limit: number,
): Promise<Map<Why, OrdersOfTask>> {
  if (reasons.length === 0) return new Map();
  const parts = reasons.map(
    (
      why,
    ) => Prisma.sql`(SELECT ${why}::text AS why, o.id, o.name, o."placedAt", (count(*) OVER ())::int AS count FROM "Order" o
      WHERE o."shopId" = ${shopId}::uuid AND ${why === "lifted" ? isLiftedSql() : isUnsettledSql(why)} ORDER BY o."placedAt", o.id LIMIT ${limit})`,
  );
  const rows = await db().$queryRaw<{ why: Why; id: string; name: string; count: number }[]>`
    SELECT why, id, name, count FROM (${Prisma.join(parts, " UNION ALL ")}) told ORDER BY "placedAt", id`;
  return new Map(
    reasons.map((why) => {
      const those = rows.filter((row) => row.why === why);
      return [why, { orders: those.map(({ id, name }) => ({ id, name })), count: those[0]?.count ?? 0 }];
    }),
  );
}

/** A condition on an order `o`: managers are told that it is not as it has to be in Shopify, for this cause. */
export function isUnsettledSql(cause: UnsettledCause): Prisma.Sql {
  return Prisma.sql`(o."unsettledCause" = ${cause} AND o."unsettledTries" >= ${toldAfter(cause)})`;
}

/** A condition on an order `o`: it is open, and somebody lifted a hold of ours. */
export function isLiftedSql(): Prisma.Sql {
  return Prisma.sql`(o."endedAt" IS NULL AND o."liftedByHand" <> '[]'::jsonb)`;
}

/** A condition on an order `o`: something of it should be held in Shopify and has not been for more than five minutes. */
export function isUnheldSql(): Prisma.Sql {
  return Prisma.sql`(o."unheldSince" < now() - interval '5 minutes' AND o."endedAt" IS NULL AND o."isOurs" AND o."cancelledInShopify" IS NULL)`;
}

/** How many orders have something that should be held in Shopify and has not been for more than five minutes. */
export async function countUnheld(shopId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${isUnheldSql()}`;
  return row!.count;
}

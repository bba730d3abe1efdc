import { Prisma } from "@prisma/client";
import { toldAfter, type UnsettledCause } from "../../../domain/fulfilment/unsettled.ts";
import { db } from "../../db.ts";

/** Orders that a task is about: the first of them by name, and how many there are in all. */
export type OrdersOfTask = { orders: { id: string; name: string }[]; count: number };

/** The orders of which managers are told that something is not as it has to be in Shopify, for this cause, oldest first. */
export function unsettledOrders(shopId: string, cause: UnsettledCause, limit: number): Promise<OrdersOfTask> {
  return ordersWhere(shopId, isUnsettledSql(cause), limit);
}

/** The open orders on which somebody lifted a hold of ours, oldest first. */
export function liftedOrders(shopId: string, limit: number): Promise<OrdersOfTask> {
  return ordersWhere(shopId, isLiftedSql(), limit);
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

async function ordersWhere(shopId: string, condition: Prisma.Sql, limit: number): Promise<OrdersOfTask> {
  const rows = await db().$queryRaw<{ id: string; name: string; count: number }[]>`
    SELECT o.id, o.name, (count(*) OVER ())::int AS count FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${condition}
    ORDER BY o."placedAt", o.id LIMIT ${limit}`;
  return { orders: rows.map(({ id, name }) => ({ id, name })), count: rows[0]?.count ?? 0 };
}

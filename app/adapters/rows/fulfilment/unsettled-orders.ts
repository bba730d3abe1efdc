import { Prisma } from "@prisma/client";
import { toldAfter, type UnsettledCause } from "../../../domain/fulfilment/unsettled.ts";
import { db } from "../../db.ts";

/** Orders that a task is about: the first of them by name, and how many there are in all. */
export type OrdersOfTask = { orders: { id: string; name: string }[]; count: number };

/** The orders of which managers are told that something is not as it has to be in Shopify, for this cause, oldest first. */
export function unsettledOrders(shopId: string, cause: UnsettledCause, limit: number): Promise<OrdersOfTask> {
  return ordersWhere({ shopId, unsettledCause: cause, unsettledTries: { gte: toldAfter(cause) } }, limit);
}

/** The open orders on which somebody lifted a hold of ours, oldest first. */
export function liftedOrders(shopId: string, limit: number): Promise<OrdersOfTask> {
  return ordersWhere({ shopId, endedAt: null, liftedByHand: { not: [] } }, limit);
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

async function ordersWhere(where: Prisma.OrderWhereInput, limit: number): Promise<OrdersOfTask> {
  const [orders, count] = await Promise.all([
    db().order.findMany({
      where,
      orderBy: [{ placedAt: "asc" }, { id: "asc" }],
      take: limit,
      select: { id: true, name: true },
    }),
    db().order.count({ where }),
  ]);
  return { orders, count };
}

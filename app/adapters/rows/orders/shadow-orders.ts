import { Prisma } from "@prisma/client";
import type { InShadow } from "../../../domain/shop/shadow.ts";
import { OPEN_STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { lockOrders } from "./orders.ts";

// Orders that have ended, or were closed in Shopify, are not started with any more.
const IN_SHADOW = Prisma.sql`NOT o."isOurs" AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL
  AND o."fulfilledInShopify" IS NULL AND o."deletedInShopify" IS NULL`;

/** Whether the shop has started with an order; false for one that it does not have. */
export async function isStartedWith(tx: Tx, shopId: string, orderId: string): Promise<boolean> {
  return (await tables(tx).order.count({ where: { shopId, id: orderId, isOurs: true } })) > 0;
}

/** Picks orders in shadow to be started with, these or all (null); gives how many are picked by now. */
export async function pickOrders(tx: Tx, shopId: string, orderIds: readonly string[] | null): Promise<number> {
  const among = orderIds === null ? Prisma.empty : Prisma.sql`AND o.id = ANY(${[...orderIds]}::uuid[])`;
  // Locked in the order of their ids, as everywhere.
  await tables(tx).$executeRaw`
    WITH locked AS (
      SELECT o.id FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${IN_SHADOW} AND NOT o."isPicked" ${among} ORDER BY o.id FOR NO KEY UPDATE)
    UPDATE "Order" o SET "isPicked" = true FROM locked WHERE o."shopId" = ${shopId}::uuid AND o.id = locked.id`;
  const [row] = await tables(tx).$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${IN_SHADOW} AND o."isPicked"`;
  return row!.count;
}

/** Locks the next picked orders, oldest first, until the transaction ends; gives their ids. */
export async function lockPicked(tx: Tx, shopId: string, limit: number): Promise<string[]> {
  const next = await pickedOrders(tx, shopId, limit);
  const locked = new Set(await lockOrders(tx, shopId, next));
  // One that was cancelled or fulfilled while its lock was waited for is none of them any more.
  return (await pickedOrders(tx, shopId, limit)).filter((id) => locked.has(id));
}

async function pickedOrders(tx: Tx, shopId: string, limit: number): Promise<string[]> {
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${IN_SHADOW} AND o."isPicked"
    ORDER BY o."placedAt", o.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Takes orders out of the shadow: from now on they are worked on, and their items have just come. */
export async function bringToLight(tx: Tx, shopId: string, orderIds: readonly string[], at: Date): Promise<void> {
  const ids = [...orderIds];
  await tables(tx).item.updateMany({
    where: { shopId, orderId: { in: ids }, step: { in: [...OPEN_STEPS] } },
    data: { stepSince: at, visibleAt: at },
  });
  await tables(tx).order.updateMany({
    where: { shopId, id: { in: ids } },
    data: { isOurs: true, isPicked: false, unheldSince: at, comparedAt: null },
  });
}

/** Counts what a shop has in shadow. */
export async function countInShadow(shopId: string): Promise<InShadow> {
  const [row] = await db().$queryRaw<InShadow[]>`
    WITH items AS (
      SELECT i."shopId", i.id, i."orderId", i."lineId", i."photoVersion" FROM "Order" o
      JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id
      WHERE o."shopId" = ${shopId}::uuid AND ${IN_SHADOW} AND i.step IN (${Prisma.join([...OPEN_STEPS])})),
    photos AS (
      SELECT i.id AS "itemId", p.state FROM items i
      JOIN "Photo" p ON p."shopId" = i."shopId" AND p."itemId" = i.id AND p.version = i."photoVersion")
    SELECT (SELECT count(DISTINCT "orderId") FROM items)::int AS orders,
      (SELECT count(DISTINCT ("orderId", "lineId")) FROM items)::int AS lines, (SELECT count(*) FROM items)::int AS items,
      (SELECT count(*) FROM photos WHERE state = 'ready')::int AS "photosKept",
      (SELECT count(*) FROM photos WHERE state NOT IN ('ready', 'failed'))::int AS "photosComing",
      (SELECT count(*) FROM photos WHERE state = 'failed')::int AS "photosFailed",
      (SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT 1 FROM photos p WHERE p."itemId" = i.id AND p.state <> 'failed'))::int AS "withoutPhoto"`;
  return row!;
}

/** An order in shadow as one picks it. */
type ShadowOrder = { id: string; name: string; placedAt: Date; items: number };

/** The newest orders that a shop has in shadow and could start with. */
export function newestInShadow(shopId: string, limit: number): Promise<ShadowOrder[]> {
  return db().$queryRaw<ShadowOrder[]>`
    SELECT o.id, o.name, o."placedAt", (SELECT count(*) FROM "Item" i WHERE i."shopId" = o."shopId" AND i."orderId" = o.id)::int AS items
    FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND ${IN_SHADOW} ORDER BY o."placedAt" DESC, o.id LIMIT ${limit}`;
}

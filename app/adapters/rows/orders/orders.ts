import { OPEN_STEPS } from "../../../domain/words/steps.ts";
import { Prisma } from "@prisma/client";
import { db, tables, type Tx } from "../../db.ts";

/** Locks these orders until the transaction ends, always in the order of their ids; gives the ids that exist in the shop. */
export async function lockOrders(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const ids = Prisma.join([...new Set(orderIds)].map((id) => Prisma.sql`${id}::uuid`));
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM "Order" WHERE "shopId" = ${shopId}::uuid AND id IN (${ids}) ORDER BY id FOR UPDATE`;
  return rows.map((row) => row.id);
}

/** The order of each of these items, by item id; items that the shop does not have are left out. */
export async function ordersOfItems(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tables(tx).item.findMany({
    where: { shopId, id: { in: [...new Set(itemIds)] } },
    select: { id: true, orderId: true },
  });
  return new Map(rows.map((row) => [row.id, row.orderId]));
}

/** The e-mail address of an order's customer; null when the shop has no such order or it has none. */
export async function customerAddress(tx: Tx, shopId: string, orderId: string): Promise<string | null> {
  const row = await tables(tx).order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { customerEmail: true },
  });
  return row?.customerEmail ?? null;
}

/** Notes whether an order has come to its end: all items done or cancelled. The first such moment is kept. */
export async function markEnded(tx: Tx, shopId: string, orderId: string, isEnded: boolean, at: Date): Promise<void> {
  await tables(tx).order.updateMany({
    where: { shopId, id: orderId, endedAt: isEnded ? null : { not: null } },
    data: { endedAt: isEnded ? at : null },
  });
}

/** The database's wall clock at this moment, later than the transaction's start when locks were waited for. */
export async function clockTime(tx: Tx): Promise<Date> {
  const rows = await tables(tx).$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return rows[0]!.now;
}

/** Notes that Shopify counts these lines of an order as shipped. */
export async function markLinesShipped(
  tx: Tx,
  shopId: string,
  orderId: string,
  lineIds: readonly string[],
): Promise<void> {
  await tables(tx).item.updateMany({
    where: { shopId, orderId, lineId: { in: [...lineIds] } },
    data: { shippedInShopify: true },
  });
}

/** Which of these items have not come to their end. */
export async function unendedItems(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<string[]> {
  const rows = await tables(tx).item.findMany({
    where: { shopId, id: { in: [...itemIds] }, step: { in: [...OPEN_STEPS] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Shopify's numbers of a page of the shop's open orders, oldest first, behind the `next` of the page before; `next` null for the last page. */
export async function openOrders(
  shopId: string,
  after: string | null,
  limit: number,
): Promise<{ shopifyOrderIds: string[]; next: string | null }> {
  const [placedAt, id] = after?.split("/") ?? [];
  const rows = await db().order.findMany({
    where: {
      shopId,
      endedAt: null,
      ...(placedAt && id ? { OR: [{ placedAt: { gt: placedAt } }, { placedAt, id: { gt: id } }] } : {}),
    },
    orderBy: [{ placedAt: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true, shopifyOrderId: true, placedAt: true },
  });
  const last = rows.at(-1);
  const next = last && rows.length === limit ? `${last.placedAt.toISOString()}/${last.id}` : null;
  return { shopifyOrderIds: rows.map(({ shopifyOrderId }) => shopifyOrderId), next };
}

/** The orders of this name, with or without the sign in front, newest first; `artistId` is null while no artist has it. */
export async function ordersNamed(shopId: string, name: string): Promise<{ id: string; artistId: string | null }[]> {
  const rows = await db().order.findMany({
    where: { shopId, OR: [name, `#${name}`].map((one) => ({ name: { equals: one, mode: "insensitive" as const } })) },
    orderBy: [{ placedAt: "desc" }, { id: "asc" }],
    select: { id: true, assignments: { where: { role: "artist" }, select: { memberId: true } } },
  });
  return rows.map(({ id, assignments }) => ({ id, artistId: assignments[0]?.memberId ?? null }));
}

import { db, tables, type Tx } from "../db.ts";
import { enqueue } from "../queue/queue.ts";
import { Prisma } from "@prisma/client";
import type { PageKey } from "../../domain/words/page-key.ts";
import { foundBy } from "./queues.ts";

/** What Shopify is asked to fulfil; empty texts are left out. */
export type FulfilmentWish = {
  itemIds: readonly string[];
  trackingNumber: string | null;
  trackingCompany: string | null;
  trackingUrl: string | null;
  notifyCustomer: boolean;
  askedById: string;
};

/** Items of an order that Shopify has already been asked to fulfil and has not answered for yet. */
export async function itemsAskedFor(tx: Tx, shopId: string, orderId: string): Promise<Set<string>> {
  const rows = await tables(tx).fulfilment.findMany({
    where: { shopId, orderId, state: "asked" },
    select: { itemIds: true },
  });
  return new Set(rows.flatMap((row) => row.itemIds));
}

/** Asks for a fulfilment once: the same id again changes nothing. Those of one order are carried out one after another, because a line ships with the last of its items. */
export async function askOnce(
  tx: Tx,
  shopId: string,
  orderId: string,
  id: string,
  wish: FulfilmentWish,
): Promise<boolean> {
  const { count } = await tables(tx).fulfilment.createMany({
    data: [{ shopId, orderId, id, ...wish, itemIds: [...wish.itemIds] }],
    skipDuplicates: true,
  });
  if (count > 0)
    await enqueue(
      tx,
      "fulfil-order",
      { shopId, fulfilmentId: id },
      { jobKey: `fulfil-order:${id}`, oneByOne: `fulfil-order:${orderId}` },
    );
  return count > 0;
}

/** The items of a fulfilment that was asked for under this id; null when none was. */
export async function askedItems(tx: Tx, shopId: string, id: string): Promise<string[] | null> {
  const row = await tables(tx).fulfilment.findUnique({
    where: { shopId_id: { shopId, id } },
    select: { itemIds: true },
  });
  return row?.itemIds ?? null;
}

/** The fulfilment queue of a shop, narrowed; `ownedBy` is the fulfiller whose orders they are, null for those who see all. */
export type FulfilmentRequest = {
  shopId: string;
  ownedBy: string | null;
  /** A sub-folder; `none` = in no folder. */
  folderId?: string | "none";
  isSentToPrinter?: boolean;
  words?: string;
};

/** The ids of one page of orders with an item in fulfilment, longest there first, and the key of the next page or null. */
export async function fulfilmentPage(
  request: FulfilmentRequest,
  after: PageKey | null,
  limit: number,
): Promise<{ orders: { orderId: string; since: Date }[]; next: PageKey | null }> {
  const later = after
    ? Prisma.sql`HAVING (min(i."stepSince"), o.id) > (${after.since}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw<{ orderId: string; since: Date }[]>`
    SELECT o.id AS "orderId", min(i."stepSince") AS since FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
    WHERE ${inFulfilment(request)} GROUP BY o."shopId", o.id ${later} ORDER BY 2, 1 LIMIT ${limit + 1}`;
  const orders = rows.slice(0, limit);
  const last = orders.at(-1);
  return { orders, next: rows.length > limit && last ? { since: last.since.toISOString(), id: last.orderId } : null };
}

/** How many orders of the queue are in each sub-folder; `null` counts those in none. */
export async function fulfilmentCounts(
  request: Pick<FulfilmentRequest, "shopId" | "ownedBy">,
): Promise<Map<string | null, number>> {
  const rows = await db().$queryRaw<{ folderId: string | null; count: number }[]>`
    SELECT o."folderId", count(DISTINCT o.id)::int AS count FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
    WHERE ${inFulfilment(request)} GROUP BY o."folderId"`;
  return new Map(rows.map(({ folderId, count }) => [folderId, count]));
}

/** What the card of an order needs beside its items, with what Shopify last said about fulfilling it. */
export function fulfilmentRows(shopId: string, orderIds: readonly string[]) {
  return db().order.findMany({
    where: { shopId, id: { in: [...orderIds] } },
    select: {
      id: true,
      name: true,
      placedAt: true,
      folderId: true,
      note: true,
      customerName: true,
      customerEmail: true,
      shippingAddress: true,
      items: { where: { step: { in: ["fulfilment"] } }, select: { id: true }, orderBy: { number: "asc" } },
      fulfilments: {
        orderBy: [{ askedAt: "desc" }, { id: "desc" }],
        take: 1,
        select: { state: true, refusal: true, askedAt: true, settledAt: true },
      },
    },
  });
}

function inFulfilment({ shopId, ownedBy, folderId, isSentToPrinter, words }: FulfilmentRequest): Prisma.Sql {
  const parts = [Prisma.sql`i."shopId" = ${shopId}::uuid AND i.step = 'fulfilment' AND i."visibleAt" <= now()`];
  if (ownedBy) {
    parts.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Assignment" a WHERE a."shopId" = o."shopId" AND a."orderId" = o.id AND a.role = 'fulfiller' AND a."memberId" = ${ownedBy}::uuid)`,
    );
  }
  if (folderId)
    parts.push(folderId === "none" ? Prisma.sql`o."folderId" IS NULL` : Prisma.sql`o."folderId" = ${folderId}::uuid`);
  if (isSentToPrinter !== undefined)
    parts.push(isSentToPrinter ? Prisma.sql`i."sentToPrinterAt" IS NOT NULL` : Prisma.sql`i."sentToPrinterAt" IS NULL`);
  return Prisma.join([...parts, ...foundBy(words, true)], " AND ");
}

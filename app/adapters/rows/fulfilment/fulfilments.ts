import { db, tables, type Tx } from "../../db.ts";
import { queueFulfilment } from "../../queue/queue.ts";
import { Prisma } from "@prisma/client";
import type { PageKey } from "../../../domain/words/page-key.ts";
import { FULFILMENT_STATES } from "../../../domain/screens/fulfilment-card.ts";
import type { LineItem } from "../../../domain/fulfilment/shipping.ts";
import type { AskedFulfilment } from "../../../domain/fulfilment/wanted-fulfilments.ts";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
import { nameKey } from "../../../domain/files/file-names.ts";
import { STEPS } from "../../../domain/words/steps.ts";
import { readLines } from "../orders/order-facts.ts";
import { clockTime } from "../orders/orders.ts";
import { foundBy } from "../orders/step-queues.ts";
import { readAddress, stored } from "../stored.ts";

/** What Shopify is asked to fulfil; empty texts are left out. */
export type FulfilmentWish = Omit<AskedFulfilment, "copies"> & { askedById: string };

/** Items of an order that Shopify has already been asked to fulfil and has not answered for yet. */
export async function itemsAskedFor(tx: Tx, shopId: string, orderId: string): Promise<Set<string>> {
  const rows = await tables(tx).fulfilment.findMany({
    where: { shopId, orderId, state: "asked" },
    select: { itemIds: true },
  });
  return new Set(rows.flatMap((row) => row.itemIds));
}

/** Asks for a fulfilment once: the same id again changes nothing. */
export async function askOnce(
  tx: Tx,
  shopId: string,
  orderId: string,
  id: string,
  wish: FulfilmentWish,
): Promise<boolean> {
  const items = await tables(tx).item.findMany({
    where: { shopId, id: { in: [...wish.itemIds] } },
    select: { id: true, quantity: true },
  });
  const copies = wish.itemIds.map((itemId) => items.find((item) => item.id === itemId)?.quantity ?? 0);
  const { count } = await tables(tx).fulfilment.createMany({
    data: [{ shopId, orderId, id, ...wish, itemIds: [...wish.itemIds], copies }],
    skipDuplicates: true,
  });
  if (count > 0) await queueFulfilment(tx, { shopId, orderId, fulfilmentId: id });
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

/** A fulfilment that Shopify has to answer for, with all items of its order. */
export type OpenFulfilment = AskedFulfilment & {
  orderId: string;
  shopifyOrderId: string;
  items: LineItem[];
};

/** A fulfilment that was asked for and that Shopify has not answered yet; null for one that it has, and when there is none of that id. */
export async function openFulfilment(shopId: string, id: string): Promise<OpenFulfilment | null> {
  const row = await db().fulfilment.findUnique({
    where: { shopId_id: { shopId, id } },
    include: {
      order: { select: { shopifyOrderId: true, items: { select: { id: true, lineId: true, step: true } } } },
    },
  });
  if (row?.state !== "asked") return null;
  const { orderId, order, itemIds, copies, trackingNumber, trackingCompany, trackingUrl, notifyCustomer } = row;
  const items = order.items.map((item) => ({ ...item, step: stored(STEPS, item.step, "Item.step") }));
  const wish = { itemIds, copies, trackingNumber, trackingCompany, trackingUrl, notifyCustomer };
  return { ...wish, orderId, shopifyOrderId: order.shopifyOrderId, items };
}

/** What Shopify said to a fulfilment that it was asked for. */
export type FulfilmentAnswer =
  { state: "fulfilled"; refusal: null; shopifyFulfillmentIds: string[] } | { state: "refused"; refusal: string };

/** Writes down what Shopify said, once: gives the order and the items it is about, and null when it had been written down before. */
export async function answerFulfilment(
  tx: Tx,
  shopId: string,
  id: string,
  answer: FulfilmentAnswer,
): Promise<{ orderId: string; itemIds: string[] } | null> {
  const settledAt = await clockTime(tx);
  const { count } = await tables(tx).fulfilment.updateMany({
    where: { shopId, id, state: "asked" },
    data: { ...answer, settledAt },
  });
  if (count === 0) return null;
  return tables(tx).fulfilment.findUniqueOrThrow({
    where: { shopId_id: { shopId, id } },
    select: { orderId: true, itemIds: true },
  });
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

/** The ids of one page of orders with an item in fulfilment, longest there first, the key of the next page or null, and the moment of which it is. */
export async function fulfilmentPage(
  request: FulfilmentRequest,
  after: PageKey | null,
  limit: number,
): Promise<{ orders: { orderId: string; since: Date }[]; next: PageKey | null; asOf: Date }> {
  const later = after
    ? Prisma.sql`HAVING (min(i."stepSince"), o.id) > (${after.since}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await db().$queryRaw<{ orderId: string; since: Date; asOf: Date }[]>`
    SELECT o.id AS "orderId", min(i."stepSince") AS since, now() AS "asOf" FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
    WHERE ${inFulfilment(request)} GROUP BY o."shopId", o.id ${later} ORDER BY 2, 1 LIMIT ${limit + 1}`;
  const orders = rows.slice(0, limit);
  const last = orders.at(-1);
  return {
    orders,
    next: rows.length > limit && last ? { since: last.since.toISOString(), id: last.orderId } : null,
    asOf: last?.asOf ?? new Date(0),
  };
}

/** The shop's sub-folders of the queue in their order, and how many orders of the queue are in each, at most `MOST_COUNTED + 1`; `id` null counts those in none. */
export async function fulfilmentCounts(
  request: Pick<FulfilmentRequest, "shopId" | "ownedBy">,
): Promise<{ id: string | null; name: string | null; count: number }[]> {
  return db().$queryRaw`
    WITH counted AS (
      SELECT o."folderId", count(DISTINCT o.id) AS count FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
      WHERE ${inFulfilment(request)} GROUP BY o."folderId")
    SELECT f.id, f.name, least(coalesce(c.count, 0), ${MOST_COUNTED + 1})::int AS count
    FROM (SELECT id, name, position FROM "Folder" WHERE "shopId" = ${request.shopId}::uuid UNION ALL SELECT NULL, NULL, NULL) f
      LEFT JOIN counted c ON c."folderId" IS NOT DISTINCT FROM f.id
    ORDER BY f.position NULLS LAST, f.name`;
}

/** What the card of an order needs beside its items, with what Shopify last said about fulfilling it. What can still be taken back as of then is not among its items. */
export async function fulfilmentRows(shopId: string, orderIds: readonly string[], asOf: Date) {
  const rows = await db().order.findMany({
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
      lines: true,
      items: { select: { id: true, step: true, lineId: true, visibleAt: true }, orderBy: { number: "asc" } },
      fulfilments: {
        orderBy: [{ askedAt: "desc" }, { id: "desc" }],
        take: 1,
        select: { state: true, refusal: true, askedAt: true, settledAt: true },
      },
    },
  });
  return rows.map(({ lines, items, ...row }) => ({
    ...row,
    address: readAddress(row.shippingAddress),
    asked: asked(row.fulfilments[0]),
    items: items.filter(({ step, visibleAt }) => step === "fulfilment" && visibleAt <= asOf),
    lines: readLines(lines) ?? [],
    linesWithItems: items.map(({ lineId }) => lineId),
  }));
}

function asked<T extends { state: string }>(row: T | undefined) {
  return row && { ...row, state: stored(FULFILMENT_STATES, row.state, "Fulfilment.state") };
}

/** The sub-folders of a shop's fulfilment queue, in their order. */
export function foldersOfShop(shopId: string): Promise<{ id: string; name: string }[]> {
  return db().folder.findMany({
    where: { shopId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
}

/** Makes a sub-folder at the end of the list; null when there is one of that name (`nameKey`). */
export async function addFolder(tx: Tx, shopId: string, name: string): Promise<{ id: string } | null> {
  const folders = await lockFolders(tx, shopId);
  if (folders.some((one) => nameKey(one.name) === nameKey(name))) return null;
  return tables(tx).folder.create({ data: { shopId, name, position: folders.length }, select: { id: true } });
}

/** Gives a sub-folder another name. False when the shop has no such folder, "taken" when another one has that name (`nameKey`). */
export async function nameFolder(tx: Tx, shopId: string, folderId: string, name: string): Promise<boolean | "taken"> {
  const folders = await lockFolders(tx, shopId);
  if (folders.some((one) => one.id !== folderId && nameKey(one.name) === nameKey(name))) return "taken";
  const { count } = await tables(tx).folder.updateMany({ where: { shopId, id: folderId }, data: { name } });
  return count > 0;
}

// Only one transaction at a time names folders of a shop, so that each sees the names of the others.
async function lockFolders(tx: Tx, shopId: string) {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`folders/${shopId}`}, 0))`;
  return tables(tx).folder.findMany({ where: { shopId }, select: { id: true, name: true } });
}

/** Removes a sub-folder, after its orders have been put back into the queue itself; false when there was none of that id. */
export async function dropFolder(tx: Tx, shopId: string, folderId: string): Promise<boolean> {
  await tables(tx).order.updateMany({ where: { shopId, folderId }, data: { folderId: null } });
  const { count } = await tables(tx).folder.deleteMany({ where: { shopId, id: folderId } });
  return count > 0;
}

/** The name of a sub-folder; null when the shop has none of that id. */
export async function folderName(tx: Tx, shopId: string, folderId: string): Promise<string | null> {
  const row = await tables(tx).folder.findUnique({
    where: { shopId_id: { shopId, id: folderId } },
    select: { name: true },
  });
  return row?.name ?? null;
}

/** Puts an order into a sub-folder, or back into the queue itself (null). */
export async function putIntoFolder(tx: Tx, shopId: string, orderId: string, folderId: string | null): Promise<void> {
  await tables(tx).order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { folderId } });
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

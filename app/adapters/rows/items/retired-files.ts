import { Prisma } from "@prisma/client";
import { readRetention, type DueOrders, type KeptFile, type Retention } from "../../../domain/files/retention.ts";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
import { db, tables, type Tx } from "../../db.ts";
import { keysOfUpload } from "./uploads.ts";

/** For how long a shop's files live. */
export async function retentionOf(tx: Tx, shopId: string): Promise<Retention> {
  const shop = await tables(tx).shop.findUniqueOrThrow({ where: { id: shopId }, select: { retention: true } });
  return readRetention(shop.retention);
}

/** Orders whose end is longer ago than their photos, or superseded versions, live, and of which these have not gone since; those that ended first come first. */
export async function ordersToRetire(
  shopId: string,
  { photos, versions }: Retention,
  limit: number,
): Promise<string[]> {
  const over = (days: number | null, column: Prisma.Sql) =>
    days === null
      ? Prisma.sql`SELECT id, "endedAt" FROM "Order" WHERE false`
      : Prisma.sql`(SELECT id, "endedAt" FROM "Order" WHERE "shopId" = ${shopId}::uuid AND "endedAt" IS NOT NULL
          AND ${column} IS DISTINCT FROM "endedAt" AND "endedAt" <= now() - make_interval(days => ${days}::int)
          ORDER BY "endedAt" LIMIT ${limit}::int)`;
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM (${over(photos, Prisma.sql`"photosRetiredFor"`)} UNION ${over(versions, Prisma.sql`"versionsRetiredFor"`)}) due
    ORDER BY "endedAt", id LIMIT ${limit}::int`;
  return rows.map(({ id }) => id);
}

/** How many orders would be found by `ordersToRetire` for each of these numbers of days, as far as lists are counted; one statement. */
export async function countToRetire(shopId: string, days: readonly number[]): Promise<DueOrders[]> {
  const counted = (column: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM "Order"
    WHERE "shopId" = ${shopId}::uuid AND "endedAt" IS NOT NULL AND ${column} IS DISTINCT FROM "endedAt"
      AND "endedAt" <= now() - make_interval(days => asked.days) LIMIT ${MOST_COUNTED + 1}) due)`;
  return db().$queryRaw<DueOrders[]>`
    SELECT asked.days, ${counted(Prisma.sql`"photosRetiredFor"`)} AS photos, ${counted(Prisma.sql`"versionsRetiredFor"`)} AS versions
    FROM unnest(${[...days]}::int[]) AS asked(days)`;
}

/** A file that is stored, what the rules ask about it, and its keys. */
export type KeptRow = KeptFile & { id: string; itemId: string; keys: string[] };

/** When an order ended, and its files that are still there. */
export async function keptFiles(
  tx: Tx,
  { shopId, orderId }: { shopId: string; orderId: string },
): Promise<{ endedAt: Date | null; files: KeptRow[] } | null> {
  const order = await tables(tx).order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: {
      endedAt: true,
      items: {
        select: {
          id: true,
          photoVersion: true,
          artfileVersion: true,
          photos: { where: { storageKey: { not: null } } },
          artfiles: { where: { deletedAt: null } },
        },
      },
    },
  });
  if (!order) return null;
  const files = order.items.flatMap((item) => [
    ...item.photos.map((row) => kept("photo", row, row.version >= item.photoVersion)),
    ...item.artfiles.map((row) => kept("artfile", row, row.version >= item.artfileVersion, row.approvedAt)),
  ]);
  return { endedAt: order.endedAt, files };
}

type Keys = Record<"storageKey" | "thumbKey" | "middleKey" | "screenKey", string | null>;
type FileRow = Keys & { id: string; itemId: string };

function kept(kind: KeptFile["kind"], row: FileRow, isNewest: boolean, approvedAt: Date | null = null): KeptRow {
  const keys = [row.storageKey, row.thumbKey, row.middleKey, row.screenKey].filter((key) => key !== null);
  return { kind, isNewest, wasApproved: approvedAt !== null, id: row.id, itemId: row.itemId, keys };
}

/** Which of these keys an upload of the items names. */
export async function keysOfUploads(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<string[]> {
  const uploads = await tables(tx).upload.findMany({
    where: { shopId, itemId: { in: [...itemIds] } },
    select: { storageKey: true, shown: true },
  });
  return uploads.flatMap(keysOfUpload);
}

/** Whether a photo, an artfile, an upload or a picture of the shop's own is stored under this key. */
export async function isNamed(shopId: string, key: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ isNamed: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Photo" WHERE "shopId" = ${shopId}::uuid AND "storageKey" = ${key})
      OR EXISTS (SELECT FROM "Artfile" WHERE "shopId" = ${shopId}::uuid AND "storageKey" = ${key})
      OR EXISTS (SELECT FROM "Upload" WHERE "shopId" = ${shopId}::uuid AND "storageKey" = ${key})
      OR EXISTS (SELECT FROM "ShopPicture" WHERE "shopId" = ${shopId}::uuid AND ${key} IN ("thumbKey", "middleKey", "screenKey")) AS "isNamed"`;
  return row!.isNamed;
}

const NO_PICTURES = { thumbKey: null, middleKey: null, screenKey: null };

/** Notes that these files are gone. Hashes, sizes and names stay. */
export async function markDeleted(tx: Tx, shopId: string, files: readonly KeptRow[], at: Date): Promise<void> {
  const idsOf = (kind: KeptRow["kind"]) => files.filter((file) => file.kind === kind).map(({ id }) => id);
  const gone = { storageKey: null, state: "failed", failure: "deleted", askAgainAt: null, renditions: "none" };
  await tables(tx).photo.updateMany({
    where: { shopId, id: { in: idsOf("photo") } },
    data: { ...NO_PICTURES, ...gone, deletedAt: at },
  });
  await tables(tx).artfile.updateMany({
    where: { shopId, id: { in: idsOf("artfile") } },
    data: { ...NO_PICTURES, renditions: "failed", deletedAt: at },
  });
}

/** Notes what of an order has gone after this end, so that it is not looked at again; an end after this one counts anew. */
export async function markRetired(
  tx: Tx,
  { shopId, orderId, endedAt }: { shopId: string; orderId: string; endedAt: Date },
  over: { photos: boolean; versions: boolean },
): Promise<void> {
  await tables(tx).order.update({
    where: { shopId_id: { shopId, id: orderId } },
    data: {
      ...(over.photos ? { photosRetiredFor: endedAt } : {}),
      ...(over.versions ? { versionsRetiredFor: endedAt } : {}),
    },
  });
}

/** Counts what a shop has stored and writes it down with the time; a file that several rows share counts once. */
export async function countStored(shopId: string): Promise<void> {
  await db().$executeRaw`
    WITH photos AS (SELECT DISTINCT ON ("storageKey") bytes FROM "Photo" WHERE "shopId" = ${shopId}::uuid AND "storageKey" IS NOT NULL),
      artfiles AS (SELECT DISTINCT ON ("storageKey") bytes FROM "Artfile" WHERE "shopId" = ${shopId}::uuid AND "deletedAt" IS NULL)
    UPDATE "Shop" SET stored = jsonb_build_object(
      'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'photos', (SELECT jsonb_build_object('files', count(*), 'bytes', coalesce(sum(bytes), 0)) FROM photos),
      'artfiles', (SELECT jsonb_build_object('files', count(*), 'bytes', coalesce(sum(bytes), 0)) FROM artfiles))
    WHERE id = ${shopId}::uuid`;
}

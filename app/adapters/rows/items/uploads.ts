import { Prisma, type Upload as UploadRow } from "@prisma/client";
import type { ArtfileCandidate, ArtfileRefusal } from "../../../domain/files/file-names-match.ts";
import { OPEN_STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import type { StoredFile } from "../acts/running-act.ts";
import { stored } from "../stored.ts";
import type { Shown } from "./photos.ts";

const UPLOAD_STATES = ["checking", "matched", "refused", "committed"] as const;
const OPEN: string[] = ["checking", "matched", "refused"];

/** An artist's file that Update has not committed yet: still to be checked by a worker, matched to an item, or refused with the reasons. */
export type Upload = {
  id: string;
  memberId: string;
  file: StoredFile;
  itemId: string | null;
  state: (typeof UPLOAD_STATES)[number];
  refusal: ArtfileRefusal | null;
  createdAt: Date;
};

/** What becomes of a file: the item its name matches, or why it matches none. */
export type UploadMatch = { itemId: string | null; refusal: ArtfileRefusal | null };

/** Makes the arrivals of one member's files wait for one another, until the transaction ends. */
export async function lockArrivals(tx: Tx, shopId: string, memberId: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`uploads/${shopId}/${memberId}`}, 0))`;
}

/** Keeps an uploaded file with what became of its name. */
export async function writeUpload(
  tx: Tx,
  shopId: string,
  upload: UploadMatch & { memberId: string; file: StoredFile },
): Promise<Upload> {
  const { memberId, file } = upload;
  const row = await tables(tx).upload.create({
    data: { shopId, kind: "artfile", memberId, ...file, bytes: BigInt(file.bytes), ...columnsOf(upload) },
  });
  return toUpload(row);
}

/** A member's uploads that are not committed, oldest first. */
export async function openUploads(shopId: string, memberId: string, tx: Tx = db()): Promise<Upload[]> {
  const rows = await tables(tx).upload.findMany({
    where: { shopId, memberId, kind: "artfile", state: { in: OPEN } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toUpload);
}

/** A member's matched uploads, locked until the transaction ends: a second Update waits here and finds them committed. */
export async function lockMatchedUploads(tx: Tx, shopId: string, memberId: string): Promise<Upload[]> {
  await tables(tx).$queryRaw`
    SELECT 1 FROM "Upload" WHERE "shopId" = ${shopId}::uuid AND "memberId" = ${memberId}::uuid AND state = 'matched' ORDER BY id FOR UPDATE`;
  const rows = await tables(tx).upload.findMany({
    where: { shopId, memberId, kind: "artfile", state: "matched" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toUpload);
}

/** One of a member's own uploads that is not committed; null when they have none of that id. */
export async function ownUpload(tx: Tx, shopId: string, memberId: string, uploadId: string): Promise<Upload | null> {
  const row = await tables(tx).upload.findFirst({
    where: { shopId, memberId, id: uploadId, kind: "artfile", state: { in: OPEN } },
  });
  return row && toUpload(row);
}

/**
 * Keeps a file that a browser sends to the bucket itself, to be checked when it is there; the same row again for the same key. With `isGone` (S3 knows
 * the upload no more) only a row that is there already: null otherwise.
 */
export async function writeArriving(
  tx: Tx,
  shopId: string,
  { memberId, file, isGone }: { memberId: string; file: StoredFile; isGone: boolean },
): Promise<Upload | null> {
  const before = await tables(tx).upload.findFirst({ where: { shopId, memberId, storageKey: file.storageKey } });
  if (before || isGone) return before && toUpload(before);
  const row = await tables(tx).upload.create({
    data: { shopId, kind: "artfile", memberId, ...file, bytes: BigInt(file.bytes), state: "checking" },
  });
  return toUpload(row);
}

/** A file that waits to be checked; null when it does not any more. */
export async function uploadToCheck(shopId: string, uploadId: string): Promise<Upload | null> {
  const row = await db().upload.findFirst({ where: { shopId, id: uploadId, state: "checking" } });
  return row && toUpload(row);
}

/** Writes what the check of a file has shown; null when it does not wait for one any more. */
export async function writeChecked(
  tx: Tx,
  shopId: string,
  uploadId: string,
  checked: UploadMatch & { file: Pick<StoredFile, "sha256" | "contentType">; shown: Shown | null },
): Promise<Upload | null> {
  const [row] = await tables(tx).upload.updateManyAndReturn({
    where: { shopId, id: uploadId, state: "checking" },
    data: {
      ...checked.file,
      ...columnsOf(checked),
      shown: checked.shown ? (checked.shown as Prisma.InputJsonObject) : Prisma.DbNull,
    },
  });
  return row ? toUpload(row) : null;
}

/** The pictures that were drawn of a file while it was checked; null when it came another way. */
export async function shownBefore(shopId: string, storageKey: string): Promise<Shown | null> {
  const row = await db().upload.findFirst({ where: { shopId, storageKey }, select: { shown: true } });
  return (row?.shown as Shown | null | undefined) ?? null;
}

/** The keys of all that lies in the storage for an upload. */
export function keysOfUpload({ storageKey, shown }: { storageKey: string; shown: unknown }): string[] {
  const { thumbKey, middleKey, screenKey } = (shown ?? {}) as Partial<Shown>;
  return [storageKey, thumbKey, middleKey, screenKey].filter((key) => key !== undefined);
}

/** Says anew what becomes of an upload; null when Update has committed it meanwhile. */
export async function matchUpload(
  tx: Tx,
  shopId: string,
  uploadId: string,
  match: UploadMatch,
): Promise<Upload | null> {
  const [row] = await tables(tx).upload.updateManyAndReturn({
    where: { shopId, id: uploadId, state: { in: ["matched", "refused"] } },
    data: columnsOf(match),
  });
  return row ? toUpload(row) : null;
}

function columnsOf({ itemId, refusal }: UploadMatch) {
  return {
    itemId,
    state: itemId ? "matched" : "refused",
    refusal: refusal ? (refusal as unknown as Prisma.InputJsonObject) : Prisma.DbNull,
  };
}

/** Removes the rows of uploads that Update has not committed, at this moment; gives the keys of their files, which nothing holds any more. */
export async function dropUploads(tx: Tx, shopId: string, uploads: readonly Upload[]): Promise<string[]> {
  if (uploads.length === 0) return [];
  const ids = Prisma.join(uploads.map(({ id }) => Prisma.sql`${id}::uuid`));
  const rows = await tables(tx).$queryRaw<{ storageKey: string; shown: unknown }[]>`
    DELETE FROM "Upload" WHERE "shopId" = ${shopId}::uuid AND id IN (${ids}) AND state <> 'committed' RETURNING "storageKey", shown`;
  return rows.flatMap(keysOfUpload);
}

/** Marks uploads whose files have become artfiles. */
export async function markCommitted(tx: Tx, shopId: string, uploadIds: readonly string[]): Promise<void> {
  await tables(tx).upload.updateMany({ where: { shopId, id: { in: [...uploadIds] } }, data: { state: "committed" } });
}

/** Uploads older than this time, of all shops, a page of them. */
export async function oldUploads(before: Date, limit: number): Promise<(Upload & { shopId: string })[]> {
  const rows = await db().upload.findMany({
    where: { createdAt: { lt: before }, kind: "artfile" },
    take: limit,
    orderBy: { createdAt: "asc" },
  });
  return rows.map((row) => ({ ...toUpload(row), shopId: row.shopId }));
}

/** Forgets a committed upload; its file lives on as the artfile. */
export async function forgetCommitted(shopId: string, uploadId: string): Promise<void> {
  await db().upload.deleteMany({ where: { shopId, id: uploadId, state: "committed" } });
}

function toUpload(row: UploadRow): Upload {
  const { storageKey, sha256, contentType, fileName } = row;
  return {
    id: row.id,
    memberId: row.memberId ?? "",
    file: { storageKey, sha256, contentType, fileName, bytes: Number(row.bytes) },
    itemId: row.itemId,
    state: stored(UPLOAD_STATES, row.state, "Upload.state"),
    refusal: row.refusal as ArtfileRefusal | null,
    createdAt: row.createdAt,
  };
}

// So many names are compared at most when a file's own name is nobody's.
const MOST = 3000;

/**
 * Items that a file of this artist may be for: those of orders assigned to them, or of the whole shop when `artistId` is null.
 * Of these orders alone when they are given. Only the one whose key the file carries, where there is one; else the newest, to find the nearest name among.
 */
export async function artfileCandidates(
  shopId: string,
  artistId: string | null,
  fileNameKey: string,
  orderIds?: readonly string[],
): Promise<ArtfileCandidate[]> {
  const where = {
    ...(orderIds ? { orderId: { in: [...orderIds] } } : {}),
    shopId,
    step: { in: [...OPEN_STEPS] },
    ...(artistId ? { order: { assignments: { some: { role: "artist", memberId: artistId } } } } : {}),
  };
  const select = { id: true, fileName: true, fileNameKey: true } as const;
  const exact = await db().item.findMany({ where: { ...where, fileNameKey }, select });
  const rows =
    exact.length > 0 ? exact : await db().item.findMany({ where, select, orderBy: { stepSince: "desc" }, take: MOST });
  return rows.map((row) => ({ itemId: row.id, name: row.fileName, key: row.fileNameKey }));
}

/** The photo version that was the item's newest at a time: what a file uploaded then was drawn from. */
export async function photoVersionAt(tx: Tx, shopId: string, itemId: string, at: Date): Promise<number> {
  const { _max } = await tables(tx).photo.aggregate({
    where: { shopId, itemId, createdAt: { lte: at } },
    _max: { version: true },
  });
  return _max.version ?? 0;
}

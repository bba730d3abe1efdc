import type { Photo } from "@prisma/client";
import { appendHistory } from "../acts/history.ts";
import type { StoredFile } from "../acts/running-act.ts";
import { db, inTransaction, tables, type Tx } from "../../db.ts";

/** A photo with its item's order, file name and newest version; null when the shop has no such photo. */
export async function findPhoto(
  tx: Tx,
  shopId: string,
  photoId: string,
): Promise<(Photo & { item: { orderId: string; fileName: string; photoVersion: number } }) | null> {
  return tables(tx).photo.findUnique({
    where: { shopId_id: { shopId, id: photoId } },
    include: { item: { select: { orderId: true, fileName: true, photoVersion: true } } },
  });
}

/** How far each photo of one version of an item has come. */
export function photosOfVersion(
  tx: Tx,
  { shopId, itemId, version }: { shopId: string; itemId: string; version: number },
): Promise<{ state: string; renditions: string; askAgainAt: Date | null }[]> {
  const select = { state: true, renditions: true, askAgainAt: true } as const;
  return tables(tx).photo.findMany({ where: { shopId, itemId, version }, select });
}

/** Which of these files of the storage a photo of the shop is made of. */
export async function keysOfPhotos(shopId: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db().photo.findMany({
    where: { shopId, storageKey: { in: [...keys] } },
    select: { storageKey: true },
  });
  return new Set(rows.flatMap(({ storageKey }) => storageKey ?? []));
}

/** Notes that a photo's bytes are stored; false, and nothing is written, when it is not being fetched any more. */
export async function keepFetched(
  tx: Tx,
  { shopId, photoId }: { shopId: string; photoId: string },
  { fileName, bytes, ...file }: Omit<StoredFile, "fileName"> & { fileName: string | null },
): Promise<boolean> {
  const { count } = await tables(tx).photo.updateMany({
    where: {
      shopId,
      id: photoId,
      OR: [{ state: "fetching" }, { state: "failed", askAgainAt: { not: null } }],
    },
    data: { state: "ready", failure: null, askAgainAt: null, ...file, bytes: BigInt(bytes), originalName: fileName },
  });
  return count === 1;
}

/** Notes that a photo is not waited for any more. */
export async function endWaiting({ shopId, id }: { shopId: string; id: string }): Promise<void> {
  await db().photo.updateMany({ where: { shopId, id, state: "failed" }, data: { askAgainAt: null } });
}

/** Notes that a photo cannot be used, and why; once in its item's history too, however often it is asked for again. */
export async function failPhoto(
  photo: { shopId: string; id: string; itemId: string; item: { orderId: string } },
  failure: string,
  words: string,
): Promise<void> {
  const { shopId, id, itemId } = photo;
  await inTransaction(async (tx) => {
    const { count } = await tables(tx).photo.updateMany({
      where: { shopId, id, state: { not: "failed" } },
      data: { state: "failed", failure },
    });
    if (count === 0) {
      const asked = { shopId, id, state: "failed", storageKey: null, sourceUrl: { not: null } };
      return void (await tables(tx).photo.updateMany({ where: asked, data: { failure } }));
    }
    await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
      { orderId: photo.item.orderId, itemId, event: "photo_failed", subject: words },
    ]);
  });
}

/** A stored file that gets renditions, with what is known of it. */
export type FileToShow = {
  shopId: string;
  id: string;
  itemId: string;
  storageKey: string;
  width: number | null;
  renditions: string;
  deletedAt: Date | null;
};

/** What renditions a file has now. */
export type Shown = {
  renditions: "made" | "no_preview" | "failed";
  thumbKey?: string;
  middleKey?: string;
  screenKey?: string;
  width?: number | null;
  height?: number | null;
  /** Of a photo only: a part of it may be missing. */
  isIncomplete?: boolean;
};

/** The file, or null when the shop has none of this kind and id, or its bytes are not stored. */
export async function findFileToShow(
  shopId: string,
  kind: "photo" | "artfile",
  id: string,
): Promise<FileToShow | null> {
  const where = { shopId_id: { shopId, id } };
  const own = { shopId: true, id: true, itemId: true, storageKey: true } as const;
  const select = { ...own, width: true, renditions: true, deletedAt: true } as const;
  const row =
    kind === "photo"
      ? await db().photo.findUnique({ where, select })
      : await db().artfile.findUnique({ where, select });
  return row && row.storageKey !== null ? { ...row, storageKey: row.storageKey } : null;
}

/**
 * Writes what came of making renditions, and the size in pixels. Artfiles that share the photo's bytes share its pictures. False when the file
 * is not one to be shown any more, because it was forgotten: then nothing names the pictures.
 */
export async function saveShown(
  { shopId, id, itemId, storageKey }: FileToShow,
  kind: "photo" | "artfile",
  { isIncomplete = false, ...shown }: Shown,
): Promise<boolean> {
  const isPhoto = kind === "photo";
  const photos = isPhoto
    ? await db().photo.updateMany({ where: { shopId, id, storageKey }, data: { ...shown, isIncomplete } })
    : { count: 0 };
  const artfiles = await db().artfile.updateMany({
    where: isPhoto ? { shopId, itemId, storageKey, renditions: "none" } : { shopId, id, renditions: { not: "failed" } },
    data: shown,
  });
  return photos.count + artfiles.count > 0;
}

import { db } from "../db.ts";

/** A stored file that gets renditions, with what is known of it. */
export type FileToShow = {
  shopId: string;
  id: string;
  itemId: string;
  storageKey: string;
  width: number | null;
  renditions: string;
};

/** What renditions a file has now. */
export type Shown = {
  renditions: "made" | "no_preview" | "failed";
  thumbKey?: string;
  screenKey?: string;
  width?: number | null;
  height?: number | null;
};

/** The file, or null when the shop has none of this kind and id, or its bytes are not stored. */
export async function findFileToShow(
  shopId: string,
  kind: "photo" | "artfile",
  id: string,
): Promise<FileToShow | null> {
  const where = { shopId_id: { shopId, id } };
  const select = { shopId: true, id: true, itemId: true, storageKey: true, width: true, renditions: true } as const;
  const row =
    kind === "photo"
      ? await db().photo.findUnique({ where, select })
      : await db().artfile.findUnique({ where, select });
  return row && row.storageKey !== null ? { ...row, storageKey: row.storageKey } : null;
}

/** Writes what came of making renditions, and the size in pixels. Artfiles that share the photo's bytes share its pictures. */
export async function saveShown(
  { shopId, id, itemId, storageKey }: FileToShow,
  kind: "photo" | "artfile",
  shown: Shown,
): Promise<void> {
  if (kind === "photo") await db().photo.updateMany({ where: { shopId, id }, data: shown });
  await db().artfile.updateMany({
    where: kind === "photo" ? { shopId, itemId, storageKey, renditions: "none" } : { shopId, id },
    data: shown,
  });
}

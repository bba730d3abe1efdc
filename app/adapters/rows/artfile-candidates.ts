import type { ArtfileCandidate } from "../../domain/files/file-names-match.ts";
import { db, tables, type Tx } from "../db.ts";

// So many names are compared at most when a file's own name is nobody's.
const MOST = 3000;

/**
 * Items that a file of this artist may be for: those of orders assigned to them, or of the whole shop when `artistId` is null.
 * Only the one whose key the file carries, where there is one; else the newest, to find the nearest name among.
 */
export async function artfileCandidates(
  shopId: string,
  artistId: string | null,
  fileNameKey: string,
): Promise<ArtfileCandidate[]> {
  const where = {
    shopId,
    step: { notIn: ["done", "cancelled"] },
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

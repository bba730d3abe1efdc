import type { ApprovedBy } from "../../domain/workflow/decision.ts";
import { tables, type Tx } from "../db.ts";
import { remember, type Journal } from "./journal.ts";
import { enqueue } from "../queue/queue.ts";

/** A file that already lies in our storage and becomes a photo or an artfile; `bytes` is its length. */
export type StoredFile = { storageKey: string; sha256: string; bytes: number; contentType: string; fileName: string };

type Place = { shopId: string; itemId: string };

/** Writes the files of an item's new photo version, in their order, and asks for their renditions. */
export async function addPhotos(
  tx: Tx,
  journal: Journal,
  place: Place,
  version: number,
  files: readonly StoredFile[],
  suppliedBy: string,
): Promise<void> {
  for (const [at, { fileName, bytes, ...file }] of files.entries()) {
    const { id } = await tables(tx).photo.create({
      data: {
        ...place,
        ...file,
        version,
        position: at + 1,
        bytes: BigInt(bytes),
        originalName: fileName,
        state: "ready",
        suppliedBy,
      },
    });
    journal.push({ table: "photo", id, before: null });
    await enqueue(
      tx,
      "make-renditions",
      { shopId: place.shopId, fileKind: "photo", fileId: id },
      { jobKey: `make-renditions:${id}` },
    );
  }
}

/** Writes an artist's file as the item's artfile of that version and asks for its renditions. */
export async function addArtfile(
  tx: Tx,
  journal: Journal,
  place: Place,
  artfile: { version: number; photoVersion: number; file: StoredFile; memberId: string | null },
): Promise<void> {
  const { version, photoVersion, file, memberId } = artfile;
  const { id } = await tables(tx).artfile.create({
    data: { ...place, ...file, bytes: BigInt(file.bytes), version, photoVersion, uploadedById: memberId },
  });
  journal.push({ table: "artfile", id, before: null });
  await enqueue(
    tx,
    "make-renditions",
    { shopId: place.shopId, fileKind: "artfile", fileId: id },
    { jobKey: `make-renditions:${id}` },
  );
}

/** Makes the first readable photo of that version the item's artfile: it shares the stored file. */
export async function photoBecomesArtfile(
  tx: Tx,
  journal: Journal,
  place: Place,
  version: number,
  photoVersion: number,
): Promise<void> {
  const photo = await tables(tx).photo.findFirst({
    where: { ...place, version: photoVersion, state: "ready" },
    orderBy: { position: "asc" },
  });
  if (!photo?.storageKey || !photo.sha256 || !photo.contentType)
    throw new Error(`Item ${place.itemId} has no stored photo to become its artfile`);
  const item = await tables(tx).item.findUniqueOrThrow({
    where: { shopId_id: { shopId: place.shopId, id: place.itemId } },
    select: { fileName: true },
  });
  const { storageKey, sha256, contentType, width, height, thumbKey, screenKey, renditions } = photo;
  const { id } = await tables(tx).artfile.create({
    data: {
      ...place,
      version,
      photoVersion,
      storageKey,
      sha256,
      contentType,
      width,
      height,
      thumbKey,
      screenKey,
      renditions,
      bytes: photo.bytes ?? 0n,
      fileName: photo.originalName ?? item.fileName,
    },
  });
  journal.push({ table: "artfile", id, before: null });
  if (renditions === "none") {
    await enqueue(
      tx,
      "make-renditions",
      { shopId: place.shopId, fileKind: "artfile", fileId: id },
      { jobKey: `make-renditions:${id}` },
    );
  }
}

/** Records or voids the approval of one artfile version. */
export async function markApproval(
  tx: Tx,
  journal: Journal,
  place: Place & { version: number },
  approval: { approvedBy: ApprovedBy } | "voided",
  at: Date,
): Promise<void> {
  const row = await tables(tx).artfile.findUnique({ where: { shopId_itemId_version: place }, select: { id: true } });
  if (!row) return;
  await remember(tx, place.shopId, journal, "artfile", row.id, ["approvedAt", "approvedBy", "voidedAt"]);
  await tables(tx).artfile.update({
    where: { shopId_id: { shopId: place.shopId, id: row.id } },
    data:
      approval === "voided" ? { voidedAt: at } : { approvedAt: at, approvedBy: approval.approvedBy, voidedAt: null },
  });
}

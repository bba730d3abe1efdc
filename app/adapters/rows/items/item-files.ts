import type { ApprovedBy } from "../../../domain/workflow/draft.ts";
import type { Artfile, Photo } from "@prisma/client";
import { photosInPlace } from "../../../domain/files/photos-in-place.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";
import { remember, rememberMade } from "../acts/journal.ts";
import { memberOf, type RunningAct, type StoredFile } from "../acts/running-act.ts";
import { enqueue } from "../../queue/queue.ts";

/**
 * Writes an item's new photo version and asks for its renditions: the files in their order, or where the issue that this act has
 * ended had marked some photos, the files in their places and the others as they were.
 */
export async function addPhotos(
  act: RunningAct,
  itemId: string,
  version: number,
  files: readonly StoredFile[],
): Promise<void> {
  const { tx, shopId, at } = act;
  const [had, issue] = await Promise.all([
    tables(tx).photo.findMany({ where: { shopId, itemId, version: version - 1 }, orderBy: { position: "asc" } }),
    tables(tx).issue.findFirst({ where: { shopId, itemId, endedAt: at, ending: "new_photo" }, orderBy: { id: "asc" } }),
  ]);
  const places = photosInPlace(
    had.map(({ id }) => id),
    issue?.photoIds ?? [],
    files.length,
  );
  for (const [index, place] of places.entries()) {
    const position = index + 1;
    const row = "sent" in place ? sentRow(act, files[place.sent]!) : keptRow(had.find(({ id }) => id === place.kept)!);
    const { id } = await tables(tx).photo.create({ data: { ...row, shopId, itemId, version, position } });
    rememberMade(act, "photo", id);
    if (row.state === "fetching") await enqueue(tx, "fetch-item-photo", { shopId, photoId: id });
    else if (row.renditions === "none" && row.state === "ready") await askForRenditions(act, "photo", id);
  }
}

function sentRow(act: RunningAct, { fileName, bytes, ...file }: StoredFile) {
  const about = { bytes: BigInt(bytes), originalName: fileName, suppliedBy: act.actor.kind };
  return { ...file, ...about, state: "ready", renditions: "none" };
}

// The same bytes and pictures once more; it is a photo of this version from now on.
function keptRow({ id: _id, version: _version, position: _position, createdAt: _createdAt, ...row }: Photo) {
  return row;
}

/** Writes an artist's file as the item's artfile of that version and asks for its renditions. */
export async function addArtfile(
  act: RunningAct,
  artfile: { itemId: string; version: number; photoVersion: number; file: StoredFile },
): Promise<void> {
  const { itemId, version, photoVersion, file } = artfile;
  const { id } = await tables(act.tx).artfile.create({
    data: {
      shopId: act.shopId,
      itemId,
      ...file,
      bytes: BigInt(file.bytes),
      version,
      photoVersion,
      uploadedById: memberOf(act),
    },
  });
  rememberMade(act, "artfile", id);
  await askForRenditions(act, "artfile", id);
}

/** Makes the first readable photo of that version the item's artfile: it shares the stored file. */
export async function photoBecomesArtfile(
  act: RunningAct,
  artfile: { itemId: string; version: number; photoVersion: number },
): Promise<void> {
  const { tx, shopId } = act;
  const { itemId, version, photoVersion } = artfile;
  const photo = await tables(tx).photo.findFirst({
    where: { shopId, itemId, version: photoVersion, state: "ready" },
    orderBy: { position: "asc" },
  });
  if (!photo?.storageKey || !photo.sha256 || !photo.contentType)
    throw new Error(`Item ${itemId} has no stored photo to become its artfile`);
  const item = await tables(tx).item.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: itemId } },
    select: { fileName: true },
  });
  const { storageKey, sha256, contentType, width, height, thumbKey, middleKey, screenKey, renditions } = photo;
  const shown = { width, height, thumbKey, middleKey, screenKey, renditions };
  const file = {
    storageKey,
    sha256,
    contentType,
    bytes: photo.bytes ?? 0n,
    fileName: photo.originalName ?? item.fileName,
  };
  const { id } = await tables(tx).artfile.create({
    data: { shopId, itemId, version, photoVersion, ...file, ...shown },
  });
  rememberMade(act, "artfile", id);
  if (renditions === "none") await askForRenditions(act, "artfile", id);
}

/** Records or voids the approval of one artfile version. */
export async function markApproval(
  act: RunningAct,
  artfile: { itemId: string; version: number },
  approval: { approvedBy: ApprovedBy } | "voided",
): Promise<void> {
  const { tx, shopId, at } = act;
  const row = await tables(tx).artfile.findUnique({
    where: { shopId_itemId_version: { shopId, ...artfile } },
    select: { id: true },
  });
  if (!row) return;
  await remember(act, "artfile", row.id);
  await tables(tx).artfile.update({
    where: { shopId_id: { shopId, id: row.id } },
    data:
      approval === "voided" ? { voidedAt: at } : { approvedAt: at, approvedBy: approval.approvedBy, voidedAt: null },
  });
}

/** An artfile with the order it belongs to; null when the shop has no such artfile. */
export function findArtfile(
  shopId: string,
  artfileId: string,
): Promise<(Artfile & { item: { orderId: string } }) | null> {
  return db().artfile.findUnique({
    where: { shopId_id: { shopId, id: artfileId } },
    include: { item: { select: { orderId: true } } },
  });
}

const GONE = { state: "failed", failure: "deleted" } as const;

type ItemFiles<File> = { id: string; orderId: string; fileName: string; files: File[] };

/** Every item of these orders that is not cancelled, with the photos of its newest version that are ready, or were deleted because their time was over, all in their order. */
export async function photosOfOrders(shopId: string, orderIds: readonly string[]): Promise<ItemFiles<Photo>[]> {
  const items = await db().item.findMany({
    where: { shopId, orderId: { in: [...orderIds] }, step: { not: "cancelled" } },
    include: { photos: { where: { OR: [{ state: "ready" }, GONE] }, orderBy: { position: "asc" } } },
    orderBy: { number: "asc" },
  });
  return items.map(({ id, orderId, fileName, photos, photoVersion }) => ({
    id,
    orderId,
    fileName,
    files: photos.filter(({ version }) => version === photoVersion),
  }));
}

/** Every item of these orders that is not cancelled, in their order, with its newest artfile where it has one; none whose approval can still be taken back. */
export async function artfilesOfOrders(shopId: string, orderIds: readonly string[]): Promise<ItemFiles<Artfile>[]> {
  const items = await db().item.findMany({
    where: {
      shopId,
      orderId: { in: [...orderIds] },
      step: { not: "cancelled" },
      NOT: { step: "fulfilment", visibleAt: { gt: await databaseTime() } },
    },
    include: { artfiles: { orderBy: { version: "desc" }, take: 1 } },
    orderBy: { number: "asc" },
  });
  return items.map(({ id, orderId, fileName, artfiles }) => ({ id, orderId, fileName, files: artfiles }));
}

function askForRenditions({ tx, shopId }: RunningAct, fileKind: "photo" | "artfile", fileId: string): Promise<void> {
  return enqueue(
    tx,
    "make-file-renditions",
    { shopId, fileKind, fileId },
    { jobKey: `make-file-renditions:${fileId}` },
  );
}

/** Whether the picture of an artwork that is with its customer has not been tried yet; of these items alone when they are given. */
export async function hasPictureToCome(
  tx: Tx,
  { shopId, orderId, itemIds }: { shopId: string; orderId: string; itemIds?: readonly string[] },
): Promise<boolean> {
  const items = await tables(tx).item.findMany({
    where: {
      shopId,
      orderId,
      step: "customer_approval",
      readyFor: null,
      ...(itemIds ? { id: { in: [...itemIds] } } : {}),
    },
    select: { artfileVersion: true, artfiles: { where: { renditions: "none" }, select: { version: true } } },
  });
  return items.some(({ artfileVersion, artfiles }) => artfiles.some(({ version }) => version === artfileVersion));
}

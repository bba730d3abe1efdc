import { createReadStream } from "node:fs";
import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { fetchPhoto, type FetchedPhoto } from "../../adapters/fetch/fetch-photo.ts";
import { FETCH_FAILURE_WORDS } from "../../adapters/fetch/fetch-photo-failures.ts";
import { failPhoto, findPhoto, keepFetched } from "../../adapters/rows/items/photos.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { env } from "../../env.server.ts";
import { tellPhotoArrived } from "./tell-photo-arrived.ts";

/**
 * Copies one photo of an order into our storage. A link that will not work leaves the photo failed with its reason;
 * one that may work later throws, so that the queue tries again, until the last attempt.
 */
export async function fetchItemPhoto(
  { shopId, photoId }: { shopId: string; photoId: string },
  isLastAttempt: boolean,
): Promise<void> {
  const photo = await findPhoto(noTransaction(), shopId, photoId);
  if (photo?.state !== "fetching" || photo.sourceUrl === null) return;
  const link = photo.sourceUrl;
  await inScratchFolder(async (folder) => {
    const fetched = await fetchPhoto(link, { folder, allowedOrigins: env().PHOTO_HOSTS_ALLOWED });
    if (!("failed" in fetched)) return keepPhoto(shopId, photoId, fetched);
    if (fetched.isTemporary && !isLastAttempt)
      throw new Error(`Photo ${photoId} could not be fetched yet: ${fetched.failed}`);
    await failPhoto(photo, fetched.failed, FETCH_FAILURE_WORDS[fetched.failed]);
    await tellPhotoArrived({ shopId, photoId });
  });
}

async function keepPhoto(
  shopId: string,
  photoId: string,
  { path, bytes, sha256, contentType, originalName }: FetchedPhoto,
): Promise<void> {
  // The key follows from the photo, so that a second run writes over the first one's file.
  const storageKey = `${shopId}/photo/${photoId}`;
  await storage().put(storageKey, createReadStream(path), { contentType, sha256 });
  await inTransaction(async (tx) => {
    const file = { storageKey, sha256, bytes, contentType, fileName: originalName };
    if (await keepFetched(tx, { shopId, photoId }, file))
      await enqueue(
        tx,
        "make-file-renditions",
        { shopId, fileKind: "photo", fileId: photoId },
        { jobKey: `make-renditions:${photoId}` },
      );
  });
}

import { createReadStream } from "node:fs";
import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { fetchPhoto, type FetchedPhoto } from "../../adapters/fetch/fetch-photo.ts";
import { FETCH_FAILURE_WORDS, type FetchFailure } from "../../adapters/fetch/fetch-photo-failures.ts";
import { waitForPhoto } from "../../adapters/rows/items/photos-asked.ts";
import { endWaiting, failPhoto, findPhoto, keepFetched, keysOfPhotos } from "../../adapters/rows/items/photos.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { fetchedPhotoKey } from "../../adapters/storage/file-keys.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { env } from "../../env.server.ts";
import { tellPhotoArrived } from "./tell-photo-arrived.ts";

/**
 * Copies one photo of an order into our storage. A link that says no leaves the photo failed with its reason; where it may say yes later it is asked
 * again, over some hours. A fault of our own throws, so that the queue tries again; after the last attempt the photo has failed too.
 */
export async function fetchItemPhoto(
  { shopId, photoId }: { shopId: string; photoId: string },
  isLastAttempt: boolean,
): Promise<void> {
  const photo = await findPhoto(noTransaction(), shopId, photoId);
  if (!photo || photo.sourceUrl === null || !isToFetch(photo)) return;
  const link = photo.sourceUrl;
  try {
    await inScratchFolder(async (folder) => {
      const fetched = await fetchPhoto(link, { folder, allowedOrigins: env().PHOTO_HOSTS_ALLOWED });
      if (!("failed" in fetched)) return keepPhoto(shopId, photoId, fetched);
      await giveUpOrWait(photo, fetched.failed, fetched.isTemporary && !isLastAttempt);
    });
  } catch (fault) {
    if (isLastAttempt) await giveUpOrWait(photo, "unreadable", false);
    throw fault;
  }
}

function isToFetch({ state, askAgainAt }: FoundPhoto): boolean {
  return state === "fetching" || (state === "failed" && askAgainAt !== null);
}

type FoundPhoto = NonNullable<Awaited<ReturnType<typeof findPhoto>>>;

// Failed at once, so that nobody has to wait for what may never come: whoever looks at the item may ask the customer meanwhile.
async function giveUpOrWait(photo: FoundPhoto, failure: FetchFailure, isAwaited: boolean): Promise<void> {
  if (isAwaited) await inTransaction((tx) => waitForPhoto(tx, photo));
  else await endWaiting(photo);
  await failPhoto(photo, failure, FETCH_FAILURE_WORDS[failure]);
  await tellPhotoArrived({ shopId: photo.shopId, photoId: photo.id });
}

async function keepPhoto(
  shopId: string,
  photoId: string,
  { path, bytes, sha256, contentType, originalName }: FetchedPhoto,
): Promise<void> {
  const storageKey = fetchedPhotoKey(shopId, photoId);
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
  // Its customer, or the shop, may have been forgotten while it was on its way.
  const kept = await keysOfPhotos(shopId, [storageKey]);
  if (!kept.has(storageKey)) await storage().delete(storageKey);
}

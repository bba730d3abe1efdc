import { createReadStream } from "node:fs";
import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { fetchPhoto, type FetchedPhoto } from "../../adapters/fetch/fetch-photo.ts";
import { FETCH_FAILURE_WORDS, type FetchFailure } from "../../adapters/fetch/fetch-photo-failures.ts";
import { waitForPhoto, waitForRoom } from "../../adapters/rows/items/photos-asked.ts";
import { endWaiting, failPhoto, findPhoto, keepFetched, keysOfPhotos } from "../../adapters/rows/items/photos.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { fetchedPhotoKey } from "../../adapters/storage/file-keys.ts";
import { log } from "../../adapters/log.ts";
import { isNotKept } from "../../adapters/storage/not-kept.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { patienceAfter } from "../../domain/intake/asking-again.ts";
import { env } from "../../env.server.ts";
import { tellPhotoArrived } from "./tell-photo-arrived.ts";

/**
 * Copies one photo of an order into our storage. A link that says no leaves the photo failed with its reason; where it may say yes later it is asked
 * again, over some hours; where it cannot be kept, until it can. Another fault of our own throws, so that the queue tries again; after the last
 * attempt the photo has failed, or waits, too, and is what people are told of: the job has not.
 */
export async function fetchItemPhoto(
  { shopId, photoId }: { shopId: string; photoId: string },
  isLastAttempt: boolean,
): Promise<void> {
  const photo = await findPhoto(noTransaction(), shopId, photoId);
  if (!photo || photo.sourceUrl === null || !isToFetch(photo)) return;
  const link = photo.sourceUrl;
  let isFetched = false;
  try {
    await inScratchFolder(async (folder) => {
      const silentMs = patienceAfter(photo.askedTimes);
      const fetched = await fetchPhoto(link, { folder, silentMs, allowedOrigins: env().PHOTO_HOSTS_ALLOWED });
      isFetched = !("failed" in fetched);
      if (!("failed" in fetched)) return keepPhoto(photo, fetched);
      await giveUpOrWait(photo, fetched.failed, fetched.isTemporary && !isLastAttempt);
    });
  } catch (fault) {
    if (isNotKept(fault) || (isFetched && isLastAttempt)) return waitUntilItIsKept(photo, fault);
    if (!isLastAttempt) throw fault;
    log.error({ event: "photo_not_fetched", shopId, photoId, error: fault });
    await giveUpOrWait(photo, "unreadable", false);
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

// Told at once, and for as long as it takes: nothing is wrong with the link, and nobody has to be asked for another photo.
async function waitUntilItIsKept(photo: FoundPhoto, fault: unknown): Promise<void> {
  log.error({ event: "photo_not_kept", shopId: photo.shopId, photoId: photo.id, error: fault });
  await inTransaction((tx) => waitForRoom(tx, photo));
  await failPhoto(photo, "not_kept", FETCH_FAILURE_WORDS.not_kept);
}

async function keepPhoto(
  { shopId, id: photoId, deletedAt }: FoundPhoto,
  { path, bytes, sha256, contentType, originalName }: FetchedPhoto,
): Promise<void> {
  const storageKey = fetchedPhotoKey(shopId, { id: photoId, deletedAt });
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

import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { noTransaction } from "../../adapters/db.ts";
import { IMAGE_FAILURE_WORDS } from "../../adapters/images/images.ts";
import {
  failPhoto,
  findPhoto,
  findFileToShow,
  saveShown,
  type FileToShow,
  type Shown,
} from "../../adapters/rows/items/photos.ts";
import { shownBefore } from "../../adapters/rows/items/uploads.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { drawPictures, shownWithout } from "../artfiles/draw-pictures.ts";
import { tellUnseenArtwork } from "./tell-unseen-artwork.ts";
import { tellPhotoArrived } from "./tell-photo-arrived.ts";

type FileKind = "photo" | "artfile";

/**
 * Makes the pictures of a stored photo or artfile. A photo that cannot be read becomes a failed one;
 * when one can, its item is told that its photo has arrived. Of an artfile without a picture managers are told, also when the last attempt
 * to make one meets a fault: its customer's email waits for it. May be repeated.
 */
export async function makeFileRenditions(
  { shopId, fileKind, fileId }: { shopId: string; fileKind: FileKind; fileId: string },
  { isLastAttempt = false }: { isLastAttempt?: boolean } = {},
): Promise<void> {
  const file = await findFileToShow(shopId, fileKind, fileId);
  if (!file) return;
  let fault: unknown = null;
  if (file.renditions === "none")
    await makeAll(file, fileKind).catch(async (met: unknown) => {
      if (!isLastAttempt || fileKind === "photo") throw met;
      fault = met;
      await saveShown(file, fileKind, { renditions: "failed" });
    });
  if (fileKind === "photo") await tellPhotoArrived({ shopId, photoId: fileId });
  else await tellUnseenArtwork({ shopId, artfileId: fileId });
  if (fault) throw fault;
}

async function makeAll(file: FileToShow, kind: FileKind): Promise<void> {
  const drawn = kind === "artfile" ? await shownBefore(file.shopId, file.storageKey) : null;
  if (drawn) return void (await saveShown(file, kind, drawn));
  await inScratchFolder(async (folder) => {
    const path = join(folder, "original");
    const bytes = await storage().get(file.storageKey);
    if (!bytes) throw new Error(`The file of ${kind} ${file.id} is not in the storage`);
    await pipeline(bytes, createWriteStream(path));
    const { shopId, id, deletedAt } = file;
    const shown = await drawPictures({ shopId, kind, id, deletedAt }, path, folder);
    if ("failed" in shown) return failFile(file, kind, shown.failed);
    const isShown = await saveShown(file, kind, shown);
    // Its customer, or the shop, may have been forgotten while they were made.
    if (!isShown) for (const key of keysOfShown(shown)) await storage().delete(key);
  });
}

function keysOfShown({ thumbKey, middleKey, screenKey }: Shown): string[] {
  return [thumbKey, middleKey, screenKey].filter((key) => key !== undefined);
}

async function failFile(file: FileToShow, kind: FileKind, failure: keyof typeof IMAGE_FAILURE_WORDS): Promise<void> {
  await saveShown(file, kind, kind === "artfile" ? shownWithout(failure) : { renditions: "failed" });
  const photo = kind === "photo" ? await findPhoto(noTransaction(), file.shopId, file.id) : null;
  if (photo) await failPhoto(photo, failure, IMAGE_FAILURE_WORDS[failure]);
}

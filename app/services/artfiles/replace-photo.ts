import { createReadStream } from "node:fs";
import { keysOfPhotos } from "../../adapters/rows/items/photos.ts";
import type { StoredFile } from "../../adapters/rows/acts/running-act.ts";
import { storage } from "../../adapters/storage/storage.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { Actor } from "../../domain/words/actors.ts";
import type { Target } from "../../domain/workflow/draft.ts";
import { actOnItems } from "../acts/act-on-items.ts";
import type { ArrivedPhoto } from "./receive-photos.ts";
import { keepFile } from "./keep-file.ts";

type Replacement = {
  shopId: string;
  /** Only an item of this order. */
  orderId?: string;
  actor: Actor;
  actId: string;
  target: Target;
  /** Why, when a manager does it for the customer. */
  note?: string;
  photos: readonly ArrivedPhoto[];
};

/** Makes photos the newest version of an item's photo; older versions are kept. The same act again changes nothing. */
export async function replacePhoto({
  shopId,
  orderId,
  actor,
  actId,
  target,
  note,
  photos,
}: Replacement): Promise<ActOutcome> {
  const files: StoredFile[] = [];
  try {
    for (const { path, fileName, contentType, sha256, bytes } of photos) {
      const { storageKey } = await keepFile(shopId, "photo", createReadStream(path), { contentType, sha256 });
      files.push({ storageKey, sha256, bytes, contentType, fileName });
    }
    return await actOnItems({
      shopId,
      actor,
      actId,
      targets: [target],
      files: { [target.itemId]: files },
      ...(orderId ? { orderId } : {}),
      command: { action: "replace_photo", isReadable: false, ...(note ? { note } : {}) },
    });
  } finally {
    await dropUnused(shopId, files);
  }
}

// A refused act, and the same act sent twice, leave files that no photo is made of.
async function dropUnused(shopId: string, files: readonly StoredFile[]): Promise<void> {
  const keys = files.map(({ storageKey }) => storageKey);
  const used = await keysOfPhotos(shopId, keys);
  for (const key of keys) if (!used.has(key)) await storage().delete(key);
}

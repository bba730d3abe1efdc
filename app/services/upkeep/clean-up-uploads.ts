import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { dropUntouchedDirect } from "../../adapters/storage/direct-uploads.ts";
import { dropAbandonedUploads } from "../../adapters/storage/tus-stores.ts";
import { dropOldBegun, endBegun } from "../../adapters/rows/items/begun-uploads.ts";
import { dropUploads, forgetCommitted, oldUploads } from "../../adapters/rows/items/uploads.ts";

/** Files that were uploaded and never committed are kept this long, in ms. */
const UPLOADS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
const PAGE = 200;

/** Removes what is left of resumable uploads that nobody has gone on with for a day. */
export async function cleanUpAbandoned(): Promise<number> {
  const before = new Date((await databaseTime()).getTime() - ABANDONED_AFTER_MS);
  const byTus = await dropAbandonedUploads(before);
  const direct = await dropUntouchedDirect(before);
  for (const key of direct) await endBegun(key.split("/", 1)[0]!, key);
  await dropOldBegun();
  return byTus + direct.length;
}

/** Removes uploads older than seven days, with their bytes unless these have become an artfile. Answers how many. */
export async function cleanUpUploads(): Promise<number> {
  const before = new Date((await databaseTime()).getTime() - UPLOADS_KEPT_MS);
  for (let count = 0; ;) {
    const page = await oldUploads(before, PAGE);
    if (page.length === 0) return count;
    for (const upload of page) {
      if (upload.state === "committed") await forgetCommitted(upload.shopId, upload.id);
      else
        for (const key of await inTransaction((tx) => dropUploads(tx, upload.shopId, [upload])))
          await storage().delete(key);
    }
    count += page.length;
  }
}

import { inTransaction } from "../adapters/db.ts";
import { enqueue } from "../adapters/queue.ts";

/** Tries once more to fetch a photo that failed and has a link; false when there is nothing to fetch. */
export async function fetchPhotoAgain({ shopId, photoId }: { shopId: string; photoId: string }): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { count } = await tx.photo.updateMany({ where: { shopId, id: photoId, state: "failed", sourceUrl: { not: null } }, data: { state: "fetching", failure: null, renditions: "none" } });
    if (count === 1) await enqueue(tx, "fetch-photo", { shopId, photoId }, { jobKey: `fetch-photo:${photoId}`, maxAttempts: 3 });
    return count === 1;
  });
}

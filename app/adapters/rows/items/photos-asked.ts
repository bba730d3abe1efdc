import { pauseAfter } from "../../../domain/intake/asking-again.ts";
import { LATER_FAILURES } from "../../fetch/fetch-photo-failures.ts";
import { tables, type Tx } from "../../db.ts";
import { enqueue } from "../../queue/queue.ts";
import { clockTime } from "../orders/orders.ts";

/** Tries at one asking, where something fails on our side. */
const FETCH_ATTEMPTS = 9;

/** Has a photo's link asked by a job; one that waits already is asked at the new time. */
export async function queueFetch(tx: Tx, shopId: string, photoId: string, delayMs = 0): Promise<void> {
  const when = { jobKey: `fetch-photo:${photoId}`, maxAttempts: FETCH_ATTEMPTS, ...(delayMs > 0 ? { delayMs } : {}) };
  await enqueue(tx, "fetch-item-photo", { shopId, photoId }, when);
}

/** Has the link of a photo that was not there asked again after a pause that grows; when it was asked often enough, it is not waited for any more. */
export async function waitForPhoto(
  tx: Tx,
  { shopId, id: photoId, askedTimes }: { shopId: string; id: string; askedTimes: number },
): Promise<void> {
  const pause = pauseAfter(askedTimes + 1);
  const askAgainAt = pause === null ? null : new Date((await clockTime(tx)).getTime() + pause);
  await tables(tx).photo.updateMany({
    where: { shopId, id: photoId },
    data: { askedTimes: { increment: 1 }, askAgainAt },
  });
  if (pause !== null) await queueFetch(tx, shopId, photoId, pause);
}

/** Has a photo that was not to be had asked for at once; false when it was had meanwhile, has no link, or is none of the shop's. */
export async function askNow(tx: Tx, shopId: string, photoId: string): Promise<boolean> {
  const { count } = await tables(tx).photo.updateMany({
    where: { shopId, id: photoId, state: "failed", storageKey: null, sourceUrl: { not: null } },
    data: { askAgainAt: await clockTime(tx) },
  });
  if (count === 0) return false;
  // It is none of the times that are left, and does not put them off.
  await tables(tx).photo.updateMany({
    where: { shopId, id: photoId, askedTimes: { gt: 0 } },
    data: { askedTimes: { decrement: 1 } },
  });
  await queueFetch(tx, shopId, photoId);
  return true;
}

/** Has the newest photos of an order asked for once more that were not there when they were last asked for, and are not waited for. */
export async function askForMissing(tx: Tx, shopId: string, orderId: string): Promise<void> {
  const photos = await tables(tx).photo.findMany({
    where: {
      shopId,
      item: { orderId },
      state: "failed",
      storageKey: null,
      sourceUrl: { not: null },
      failure: { in: [...LATER_FAILURES] },
      askAgainAt: null,
    },
    select: { id: true, version: true, item: { select: { photoVersion: true } } },
  });
  for (const { id, version, item } of photos) if (version === item.photoVersion) await askNow(tx, shopId, id);
}

import { PAUSE_WITHOUT_ROOM_MS, pauseAfter } from "../../../domain/intake/asking-again.ts";
import { LATER_FAILURES } from "../../fetch/fetch-photo-failures.ts";
import { tables, type Tx } from "../../db.ts";
import { enqueue, enqueueAll, oneOf } from "../../queue/queue.ts";
import { clockTime } from "../orders/orders.ts";

/** Tries at one asking, where something fails on our side. */
const FETCH_ATTEMPTS = 9;

/** Has a photo's link asked by a job; one that waits already is asked at the new time. */
async function queueFetch(tx: Tx, shopId: string, photoId: string, delayMs = 0): Promise<void> {
  // What was asked in vain may be at a host that hangs: such links never use all places for photos.
  const again = delayMs > 0 ? { delayMs, oneByOne: oneOf(2, "photos-again", photoId) } : {};
  const when = { jobKey: fetchKey(photoId), maxAttempts: FETCH_ATTEMPTS, ...again };
  await enqueue(tx, "fetch-item-photo", { shopId, photoId }, when);
}

/** Has the links of new photos asked by jobs, in one statement. */
export async function queueFetches(tx: Tx, shopId: string, photoIds: readonly string[]): Promise<void> {
  const asked = photoIds.map((photoId) => ({ payload: { shopId, photoId }, jobKey: fetchKey(photoId) }));
  await enqueueAll(tx, "fetch-item-photo", asked, { maxAttempts: FETCH_ATTEMPTS });
}

function fetchKey(photoId: string): string {
  return `fetch-photo:${photoId}`;
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

/** Has the link of a photo for which there was no room asked again later, as often as it takes: that is none of the times that a link is asked in vain. */
export async function waitForRoom(tx: Tx, { shopId, id }: { shopId: string; id: string }): Promise<void> {
  const askAgainAt = new Date((await clockTime(tx)).getTime() + PAUSE_WITHOUT_ROOM_MS);
  const { count } = await tables(tx).photo.updateMany({ where: { shopId, id }, data: { askAgainAt } });
  if (count > 0) await queueFetch(tx, shopId, id, PAUSE_WITHOUT_ROOM_MS);
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

import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { askNow } from "../../adapters/rows/items/photos-asked.ts";
import { findPhoto } from "../../adapters/rows/items/photos.ts";
import { timeZoneOf } from "../../adapters/rows/shop/shops.ts";
import { deletedWords, mayComeAgain } from "../../domain/files/retention.ts";
import { mayFetchPhotos, maySeeFile } from "../../domain/team/can-see.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Said } from "../../domain/words/said.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** Has the link of a photo that could not be had asked at once, for managers and for the image processors whose work it is. */
export async function fetchPhotoAgain({
  shopId,
  actor,
  orderId,
  photoId,
}: {
  shopId: string;
  actor: ActingMember;
  orderId: string;
  photoId: string;
}): Promise<Said> {
  const photo = isUuid(photoId) ? await findPhoto(noTransaction(), shopId, photoId) : null;
  const situation = photo?.item.orderId === orderId ? await loadSituation(noTransaction(), shopId, orderId) : null;
  const item = situation?.items.find(({ id }) => id === photo?.itemId);
  if (!situation || !item || !mayFetchPhotos(actor) || !maySeeFile(actor, situation, item, "photo_rendition"))
    return { said: "There is no such photo, or it is not your work.", isRefused: true };
  if (photo?.deletedAt && !mayComeAgain(photo, item.step))
    return { said: deletedWords(photo.deletedAt, await timeZoneOf(shopId)), isRefused: true };
  return (await inTransaction((tx) => askNow(tx, shopId, photoId)))
    ? { said: "The photo is being fetched.", isRefused: false }
    : { said: "There is nothing to fetch: the photo is here, or has no link.", isRefused: true };
}

import { randomUUID } from "node:crypto";
import { inTransaction } from "../../adapters/db.ts";
import { findPhoto, photosOfVersion } from "../../adapters/rows/items/photos.ts";
import { haveArrived } from "../../domain/intake/photos-arrived.ts";
import { actWithin, currentTargets } from "../acts/act-on-items.ts";

/** Tells an item that its photos have arrived, once the last photo of its newest version is settled and at least one can be read. */
export async function tellPhotoArrived({ shopId, photoId }: { shopId: string; photoId: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const photo = await findPhoto(tx, shopId, photoId);
    if (!photo || photo.version !== photo.item.photoVersion) return;
    const {
      itemId,
      version,
      item: { orderId },
    } = photo;
    const targets = await currentTargets(tx, shopId, orderId, [itemId]);
    if (!haveArrived(await photosOfVersion(tx, { shopId, itemId, version }))) return;
    await actWithin(tx, {
      shopId,
      orderId,
      actor: { kind: "system" },
      actId: randomUUID(),
      command: { action: "photo_arrived" },
      targets,
    });
  });
}

import { randomUUID } from "node:crypto";
import { inTransaction, tables } from "../../adapters/db.ts";
import { findPhoto } from "../../adapters/rows/photos.ts";
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
    const all = await tables(tx).photo.findMany({
      where: { shopId, itemId, version },
      select: { state: true, renditions: true },
    });
    const areSettled = all.every(
      ({ state, renditions }) => state === "failed" || (state === "ready" && renditions !== "none"),
    );
    if (!areSettled || !all.some(({ state }) => state === "ready")) return;
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

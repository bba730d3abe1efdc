import type { Photo } from "@prisma/client";
import { appendHistory } from "./history.ts";
import { inTransaction, tables, type Tx } from "../db.ts";

/** A photo with the order it belongs to; null when the shop has no such photo. */
export async function findPhoto(
  tx: Tx,
  shopId: string,
  photoId: string,
): Promise<(Photo & { item: { orderId: string; photoVersion: number } }) | null> {
  return tables(tx).photo.findUnique({
    where: { shopId_id: { shopId, id: photoId } },
    include: { item: { select: { orderId: true, photoVersion: true } } },
  });
}

/** Notes that a photo cannot be used, and why, in its item's history too; once. */
export async function failPhoto(
  photo: { shopId: string; id: string; itemId: string; item: { orderId: string } },
  failure: string,
  words: string,
): Promise<void> {
  const { shopId, id, itemId } = photo;
  await inTransaction(async (tx) => {
    const { count } = await tables(tx).photo.updateMany({
      where: { shopId, id, state: { not: "failed" } },
      data: { state: "failed", failure },
    });
    if (count === 0) return;
    await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
      { orderId: photo.item.orderId, itemId, event: "photo_failed", subject: words },
    ]);
  });
}

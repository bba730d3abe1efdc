import { inTransaction } from "../../adapters/db.ts";
import { findArtfile } from "../../adapters/rows/items/item-files.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import { openTask } from "../../adapters/rows/shop/tasks.ts";
import { lacksPicture } from "../../domain/workflow/lacks-picture.ts";

/** Asks managers to see to an artwork that is with its customer already and turned out to have no picture; nothing for any other. */
export async function tellUnseenArtwork({ shopId, artfileId }: { shopId: string; artfileId: string }): Promise<void> {
  const artfile = await findArtfile(shopId, artfileId);
  if (!artfile) return;
  const { orderId } = artfile.item;
  await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    const situation = await loadSituation(tx, shopId, orderId);
    const item = situation?.items.find(({ id }) => id === artfile.itemId);
    if (item && lacksPicture(item)) await openTask(tx, { shopId, kind: "artwork_unseen", subject: item.id, orderId });
  });
}

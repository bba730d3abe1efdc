import type { Tx } from "../../adapters/db.ts";
import type { KnownOrder } from "../../adapters/rows/orders/intake-rows.ts";
import { openTask } from "../../adapters/rows/shop/tasks.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import type { Placed } from "../../domain/intake/note-photos.ts";

/** Asks managers to look at items whose line came without a photo, and at photos of which nobody knows the line. */
export async function askForPlace(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  order: IncomingOrder,
  added: readonly { itemId: string; incoming: Placed }[],
): Promise<void> {
  for (const { itemId, incoming } of added) {
    const title = order.lines.find(({ lineId }) => lineId === incoming.lineId)?.title ?? "";
    const cause =
      incoming.placeAmong.length > 0
        ? `“${incoming.propertyName}” holds photos for the whole order, and ${incoming.placeAmong.length} lines can want them.`
        : `${title.slice(0, 200)} came by an order edit without a photo.`;
    if (incoming.placeAmong.length > 0 || incoming.links.length === 0)
      await openTask(tx, { shopId, kind: "photo_missing", subject: itemId, orderId, details: { cause } });
  }
}

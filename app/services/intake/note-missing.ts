import type { Tx } from "../../adapters/db.ts";
import type { KnownOrder } from "../../adapters/rows/orders/intake-rows.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { closeTasksOf, openTask } from "../../adapters/rows/shop/tasks.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import type { Placed } from "../../domain/intake/note-photos.ts";
import type { Reconciliation } from "../../domain/intake/reconcile.ts";

/** Tells managers of items that were done when more copies of them were ordered; it ends by itself once Shopify counts their line as shipped. */
export async function tellMore(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  {
    moreOfDone,
    changedCopies,
    shipped,
  }: Pick<Reconciliation<Placed>, "moreOfDone" | "changedCopies"> & { shipped: readonly string[] },
): Promise<void> {
  const now = await clockTime(tx);
  for (const subject of shipped) await closeTasksOf(tx, { shopId, subject, kinds: ["copies_added"] }, now);
  for (const itemId of moreOfDone) {
    const { copies } = changedCopies.find((one) => one.itemId === itemId)!;
    const cause = `The order wants ${copies} copies now, after the item was done.`;
    await openTask(tx, { shopId, kind: "copies_added", subject: itemId, orderId, details: { cause } });
  }
}

/** Asks managers to look at items whose line came without a photo, and at photos of which nobody knows the line. */
export async function askForPlace(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  order: IncomingOrder,
  added: readonly { itemId: string; incoming: Placed }[],
): Promise<void> {
  for (const { itemId, incoming } of added) {
    const title = order.lines.find(({ lineId }) => lineId === incoming.lineId)?.title ?? "";
    const isUnplaced = incoming.placeAmong.length > 0;
    const kind = isUnplaced ? "photo_unplaced" : "photo_missing";
    const cause = isUnplaced
      ? `“${incoming.propertyName}” holds photos for the whole order, and ${incoming.placeAmong.length} lines can want them.`
      : `${title.slice(0, 200)} came by an order edit without a photo.`;
    if (isUnplaced || incoming.links.length === 0)
      await openTask(tx, { shopId, kind, subject: itemId, orderId, details: { cause } });
  }
}

import type { Tx } from "../../adapters/db.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { cancelledByShopify, type KnownOrder } from "../../adapters/rows/orders/intake-rows.ts";
import { countChanged, putOnLine } from "../../adapters/rows/orders/item-lines.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { readLines } from "../../adapters/rows/orders/order-facts.ts";
import { closeTasksOf } from "../../adapters/rows/shop/tasks.ts";
import type { IncomingOrder, IncomingOrderLine } from "../../domain/intake/incoming-order.ts";
import { lineName } from "../../domain/intake/order-facts.ts";
import { isPhotoMissing, placesLeft } from "../../domain/intake/note-photos.ts";
import type { ExistingItem } from "../../domain/intake/reconcile.ts";
import { lineEdit, type ItemOnLine } from "../../domain/intake/replaced-lines.ts";
import type { ShippedItem } from "../../domain/intake/shipped-items.ts";
import { isEnd } from "../../domain/words/steps.ts";
import { tellItems } from "./tell-items.ts";

/** An item as intake looks at it, on the line where it stands once an order edit was followed. */
export type IntakeItem = ExistingItem & ShippedItem & ItemOnLine & { isDrawn: boolean; placeAmong: string[] };

type Edited = { order: IncomingOrder; ours: KnownOrder; withPhotos: ReadonlySet<string> };

/**
 * Takes the items of an order along where an order edit replaced their lines, and places photos of the order that only one line is left
 * for. Gives the items as they stand then, and the lines that want a photo and came without one.
 */
export async function followLines(
  tx: Tx,
  { order, ours, withPhotos }: Edited,
): Promise<{ items: IntakeItem[]; missing: string[]; hasMoved: boolean }> {
  const items = await itemsOf(tx, ours);
  const isPlaced = await placeWhatCan(tx, order, ours, items);
  const former = readLines(ours.lines);
  const { moves, missing, superseded } =
    items.length === 0
      ? { moves: [], missing: [], superseded: [] }
      : lineEdit(
          former && new Map(former.map(({ lineId, quantity }) => [lineId, quantity])),
          order.lines.map((line) => ({ ...line, hasPhotos: withPhotos.has(line.lineId) })),
          items.filter(({ placeAmong }) => placeAmong.length === 0),
        );
  for (const { itemId, lineId } of moves)
    await move(
      tx,
      ours,
      items.find((one) => one.itemId === itemId)!,
      lineOf(order, lineId),
    );
  const drawn = items.filter(
    (item) => item.isDrawn && !isEnd(item.step) && moves.some(({ itemId }) => itemId === item.itemId),
  );
  for (const item of drawn) {
    const note = `The order was edited in Shopify: this is for ${lineName(lineOf(order, item.lineId))} now. See whether the artwork still fits.`;
    await tellItems(tx, ours, { action: "swap_in_shopify", note }, [item.itemId]);
  }
  const note = "The photo of the line that it replaced came to this line.";
  await tellItems(tx, ours, { action: "cancel_in_shopify", note }, superseded);
  for (const item of items) {
    if (superseded.includes(item.itemId)) item.step = "cancelled";
    const hasSiblings = items.some((other) => other !== item && other.lineId === item.lineId);
    if (item.isPhotoMissing && hasSiblings) item.isCancelledByShopify = false;
  }
  return { items, missing, hasMoved: moves.length > 0 || isPlaced };
}

async function itemsOf(tx: Tx, { shopId, items }: KnownOrder): Promise<IntakeItem[]> {
  const ended = items.filter(({ step }) => step === "cancelled").map(({ id }) => id);
  const byShopify = await cancelledByShopify(tx, shopId, ended);
  return items.map((item) => ({
    itemId: item.id,
    number: item.number,
    lineId: item.lineId,
    sourceKey: item.sourceKey,
    copies: item.quantity,
    step: item.step,
    shippedInShopify: item.shippedInShopify,
    isCancelledByShopify: byShopify.has(item.id),
    isPhotoMissing: isPhotoMissing(item),
    isDrawn: item.artfileVersion > 0,
    placeAmong: item.placeAmong,
  }));
}

async function placeWhatCan(tx: Tx, order: IncomingOrder, ours: KnownOrder, items: IntakeItem[]): Promise<boolean> {
  let isPlaced = false;
  for (const item of items.filter(({ step, placeAmong }) => placeAmong.length > 0 && !isEnd(step))) {
    const left = placesLeft(item.placeAmong, order.lines);
    const line = order.lines.find(({ lineId }) => lineId === left[0]);
    if (!line || left.length === item.placeAmong.length) continue;
    item.placeAmong = left.length > 1 ? left : [];
    await move(tx, ours, item, line, item.placeAmong);
    isPlaced = true;
    const task = { shopId: ours.shopId, subject: item.itemId, kinds: ["photo_unplaced"] as const };
    if (left.length === 1) await closeTasksOf(tx, task, await clockTime(tx));
  }
  return isPlaced;
}

async function move(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  item: IntakeItem,
  line: IncomingOrderLine,
  placeAmong: readonly string[] = [],
): Promise<void> {
  const { itemId } = item;
  await putOnLine(tx, { shopId, itemId }, line, placeAmong);
  await countChanged(tx, shopId, [itemId]);
  item.lineId = line.lineId;
  item.copies = line.quantity;
  const subject = lineName(line).slice(0, 300);
  await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
    { orderId, itemId, event: "line_replaced", subject },
  ]);
}

function lineOf({ lines }: IncomingOrder, lineId: string): IncomingOrderLine {
  return lines.find((line) => line.lineId === lineId)!;
}

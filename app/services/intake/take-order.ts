import { stored } from "../../adapters/rows/stored.ts";
import { STEPS } from "../../domain/words/steps.ts";
import { randomUUID } from "node:crypto";
import { inTransaction, tables, type Tx } from "../../adapters/db.ts";
import { queueHold, enqueue } from "../../adapters/queue/queue.ts";
import {
  addItem,
  cancelledByShopify,
  createOrder,
  knownOrder,
  lockIntake,
  markShipped,
  updateOrder,
  type KnownOrder,
} from "../../adapters/rows/intake-rows.ts";
import { log } from "../../adapters/log.ts";
import type { IntakeShop } from "../../adapters/rows/shops.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { findPhotos } from "../../domain/intake/photo-properties.ts";
import { groupIntoItems, type FoundItem } from "../../domain/intake/photo-properties-grouping.ts";
import { reconcileOrder } from "../../domain/intake/reconcile.ts";
import { actWithin, currentTargets } from "../acts/act-on-items.ts";
import { noteIntake } from "./note-intake.ts";

/** What became of an order that Shopify told us about. */
export type Taken = "taken" | "updated" | "nothing_to_make" | "older";

/**
 * Brings an order up to what Shopify says: a new one becomes items, photos and the jobs that follow; a known one gains, loses or
 * changes items. One transaction. May be repeated; an older state never overwrites a newer one.
 */
export async function takeOrder(shop: IntakeShop, order: IncomingOrder): Promise<Taken> {
  const taken = await inTransaction((tx) => takeWithin(tx, shop, order));
  log.info({ event: "order_read", shopId: shop.id, shopifyOrderId: order.shopifyOrderId, taken });
  return taken;
}

async function takeWithin(tx: Tx, shop: IntakeShop, order: IncomingOrder): Promise<Taken> {
  await lockIntake(tx, shop.id, order.shopifyOrderId);
  const found = groupIntoItems(findPhotos(order.lines, shop.photoSettings), shop.photoSettings.grouping);
  const known = await knownOrder(tx, shop.id, order.shopifyOrderId);
  if (known && Date.parse(order.updatedAt) < known.shopifyUpdatedAt.getTime()) return "older";
  if (!known && !found.some((item) => isToMake(order, item))) return "nothing_to_make";
  const ours = known ?? (await createOrder(tx, shop, order));
  await changeItems(tx, shop, order, ours, found, known !== null);
  return known ? "updated" : "taken";
}

/** A refunded order ends its items as a cancelled one does, but can still be shipped, edited or paid again. */
function isOver(order: IncomingOrder): boolean {
  return order.cancelledAt !== null || order.isRefunded;
}

/** Work that is still to do in Shopify's eyes: not cancelled, not removed, not shipped. */
function isToMake(order: IncomingOrder, { lineId }: { lineId: string }): boolean {
  const line = order.lines.find((one) => one.lineId === lineId);
  return !isOver(order) && line !== undefined && line.quantity > 0 && !line.isFulfilled;
}

async function changeItems(
  tx: Tx,
  shop: IntakeShop,
  order: IncomingOrder,
  ours: KnownOrder,
  found: FoundItem[],
  wasKnown: boolean,
): Promise<void> {
  const existing = ours.items.map(
    ({ id: itemId, number, lineId, sourceKey, quantity: copies, step, shippedInShopify }) => ({
      itemId,
      number,
      lineId,
      sourceKey,
      copies,
      step,
      shippedInShopify,
    }),
  );
  const cancelled = await cancelledByShopify(
    tx,
    ours.shopId,
    existing
      .filter(({ step, lineId }) => step === "cancelled" && isToMake(order, { lineId }))
      .map(({ itemId }) => itemId),
  );
  const candidates = found.filter(
    (item) =>
      existing.some(({ lineId, sourceKey }) => lineId === item.lineId && sourceKey === item.sourceKey) ||
      isToMake(order, item),
  );
  const { add, cancel, reopen, changedCopies } = reconcileOrder(
    {
      cancelled: isOver(order),
      lines: order.lines.map(({ lineId, quantity: currentQuantity }) => ({ lineId, currentQuantity })),
      items: candidates,
    },
    existing.map((item) => ({
      ...item,
      step: stored(STEPS, item.step, "Item.step"),
      isCancelledByShopify: cancelled.has(item.itemId),
    })),
  );
  const added: string[] = [];
  for (const { number, copies, incoming } of add) {
    const line = order.lines.find(({ lineId }) => lineId === incoming.lineId);
    if (line) added.push(await addItem(tx, ours, { number, copies, found: incoming, line }, shop.photoSettings));
  }
  for (const { itemId, copies } of changedCopies)
    await tables(tx).item.update({ where: { shopId_id: { shopId: shop.id, id: itemId } }, data: { quantity: copies } });
  const shipped = existing.filter((item) =>
    order.lines.some((line) => line.lineId === item.lineId && line.isFulfilled && line.quantity > 0),
  );
  const fulfilledInShopify =
    order.lines.length > 0 &&
    order.lines.every((line) => line.isFulfilled || line.quantity === 0) &&
    shipped.length > 0;
  await updateOrder(tx, ours, order, { fulfilledInShopify, hasNewItems: added.length > 0 });
  await noteIntake(tx, { ours, order, added, changedCopies, wasKnown });
  await tellItems(tx, ours, "cancel_in_shopify", cancel);
  await tellItems(tx, ours, "reopen_in_shopify", reopen);
  // Shipped before: a reprint, or a done item that was moved back by hand, is not closed again by the next webhook.
  const newlyShipped = shipped.filter(({ shippedInShopify }) => !shippedInShopify);
  const noLongerShipped = existing.filter(
    (item) =>
      item.shippedInShopify &&
      order.lines.some((line) => line.lineId === item.lineId && !line.isFulfilled && line.quantity > 0),
  );
  await markShipped(
    tx,
    ours.shopId,
    newlyShipped.map(({ itemId }) => itemId),
    true,
  );
  await markShipped(
    tx,
    ours.shopId,
    noLongerShipped.map(({ itemId }) => itemId),
    false,
  );
  await tellItems(
    tx,
    ours,
    "fulfil_in_shopify",
    newlyShipped.filter(({ step }) => step !== "done" && step !== "cancelled").map(({ itemId }) => itemId),
  );
  await enqueueAfterIntake(tx, ours, {
    hasNewItems: added.length + reopen.length > 0,
    hasChanges: added.length + cancel.length + reopen.length + newlyShipped.length > 0,
  });
}

async function tellItems(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  action: "cancel_in_shopify" | "fulfil_in_shopify" | "reopen_in_shopify",
  itemIds: readonly string[],
): Promise<void> {
  if (itemIds.length === 0) return;
  const targets = await currentTargets(tx, shopId, orderId, [...itemIds]);
  await actWithin(tx, {
    shopId,
    actor: { kind: "system" },
    actId: randomUUID(),
    command: { action },
    targets,
    orderId,
  });
}

async function enqueueAfterIntake(
  tx: Tx,
  { shopId, id: orderId }: KnownOrder,
  { hasNewItems, hasChanges }: { hasNewItems: boolean; hasChanges: boolean },
): Promise<void> {
  if (hasNewItems) {
    await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
    await queueHold(tx, { shopId, orderId, isNeeded: true });
  }
  if (hasChanges) await enqueue(tx, "write-back", { shopId, orderId }, { jobKey: `write-back:${orderId}` });
}

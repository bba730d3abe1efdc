import { randomUUID } from "node:crypto";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { queueHold, enqueue } from "../../adapters/queue/queue.ts";
import {
  addItem,
  cancelledByShopify,
  createOrder,
  knownOrder,
  lockIntake,
  markShipped,
  updateOrder,
  writeCopies,
  type KnownOrder,
} from "../../adapters/rows/orders/intake-rows.ts";
import { log } from "../../adapters/log.ts";
import { isForgotten } from "../../adapters/rows/shop/privacy.ts";
import type { IntakeShop } from "../../adapters/rows/shop/shops.ts";
import { withoutCustomer, type IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { findPhotos } from "../../domain/intake/photo-properties.ts";
import { groupIntoItems, type FoundItem } from "../../domain/intake/photo-properties-grouping.ts";
import { reconcileOrder } from "../../domain/intake/reconcile.ts";
import { shippedItems } from "../../domain/intake/shipped-items.ts";
import { isOver, isToMake, whatCounts } from "../../domain/intake/to-make.ts";
import { actWithin, currentTargets } from "../acts/act-on-items.ts";
import { noteCustomerData } from "../shop/note-customer-data.ts";
import { noteIntake } from "./note-intake.ts";

/** What became of an order that Shopify told us about. */
export type Taken = "taken" | "updated" | "nothing_to_make" | "older";

/**
 * Brings an order up to what Shopify says: a new one becomes items, photos and the jobs that follow; a known one gains, loses or
 * changes items. One transaction. May be repeated; an older state never overwrites a newer one.
 */
export async function takeOrder(shop: IntakeShop, order: IncomingOrder): Promise<Taken> {
  const taken = await inTransaction((tx) => takeWithin(tx, shop, order));
  if (order.customerData) await noteCustomerData(shop.id, order.customerData);
  log.info({ event: "order_read", shopId: shop.id, shopifyOrderId: order.shopifyOrderId, taken });
  return taken;
}

async function takeWithin(tx: Tx, shop: IntakeShop, told: IncomingOrder): Promise<Taken> {
  await lockIntake(tx, shop.id, told.shopifyOrderId);
  const order = (await isForgotten(tx, shop.id, told.shopifyOrderId)) ? withoutCustomer(told) : told;
  const found = groupIntoItems(findPhotos(order.lines, shop.photoSettings), shop.photoSettings.grouping);
  const known = await knownOrder(tx, shop.id, order.shopifyOrderId);
  if (known && Date.parse(order.updatedAt) < known.shopifyUpdatedAt.getTime()) return "older";
  if (!known && !found.some((item) => isToMake(order, item))) return "nothing_to_make";
  const ours = known ?? (await createOrder(tx, shop, order));
  await changeItems(tx, { shop, order, ours, found, wasKnown: known !== null });
  return known ? "updated" : "taken";
}

type Intake = {
  shop: IntakeShop;
  order: IncomingOrder;
  ours: KnownOrder;
  /** What of the order would make items. */
  found: readonly FoundItem[];
  wasKnown: boolean;
};

async function changeItems(tx: Tx, { shop, order, ours, found, wasKnown }: Intake): Promise<void> {
  const existing = ours.items.map(({ id, number, lineId, sourceKey, quantity, step, shippedInShopify }) => ({
    itemId: id,
    number,
    lineId,
    sourceKey,
    copies: quantity,
    step,
    shippedInShopify,
  }));
  const toTakeUpAgain = existing.filter((item) => item.step === "cancelled" && isToMake(order, item));
  const cancelled = await cancelledByShopify(tx, shop.id, idsOf(toTakeUpAgain));
  const { add, cancel, reopen, changedCopies } = reconcileOrder(
    {
      cancelled: isOver(order),
      lines: order.lines.map(({ lineId, quantity: currentQuantity }) => ({ lineId, currentQuantity })),
      items: whatCounts(order, found, existing),
    },
    existing.map((item) => ({ ...item, isCancelledByShopify: cancelled.has(item.itemId) })),
  );
  const added: string[] = [];
  for (const { number, copies, incoming } of add) {
    const line = order.lines.find(({ lineId }) => lineId === incoming.lineId);
    if (line) added.push(await addItem(tx, ours, { number, copies, found: incoming, line }, shop.photoSettings));
  }
  for (const { itemId, copies } of changedCopies) await writeCopies(tx, shop.id, itemId, copies);
  const shipped = shippedItems(order, existing);
  await updateOrder(tx, ours, order, { fulfilledInShopify: shipped.isFulfilled, hasNewItems: added.length > 0 });
  await noteIntake(tx, { ours, order, added, changedCopies, wasKnown });
  await tellItems(tx, ours, "cancel_in_shopify", cancel);
  await tellItems(tx, ours, "reopen_in_shopify", reopen);
  await markShipped(tx, shop.id, shipped.newly, true);
  await markShipped(tx, shop.id, shipped.noLonger, false);
  await tellItems(tx, ours, "fulfil_in_shopify", shipped.toClose);
  await enqueueAfterIntake(tx, ours, {
    hasNewItems: added.length + reopen.length > 0,
    hasChanges: added.length + cancel.length + reopen.length + shipped.newly.length > 0,
  });
}

function idsOf(items: readonly { itemId: string }[]): string[] {
  return items.map(({ itemId }) => itemId);
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
    await queueHold(tx, { shopId, orderId });
  }
  if (hasChanges) await enqueue(tx, "write-back", { shopId, orderId }, { jobKey: `write-back:${orderId}` });
}

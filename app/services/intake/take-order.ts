import { inTransaction, type Tx } from "../../adapters/db.ts";
import { enqueue, queueSettling } from "../../adapters/queue/queue.ts";
import { queueUnaddressed } from "../../adapters/mail/unaddressed-emails.ts";
import {
  addItems,
  createOrder,
  knownOrder,
  lockIntake,
  markShipped,
  unmarkDeleted,
  updateOrder,
  writeCopies,
  type KnownOrder,
} from "../../adapters/rows/orders/intake-rows.ts";
import { askForMissing } from "../../adapters/rows/items/photos-asked.ts";
import { noteUnheld } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { log } from "../../adapters/log.ts";
import { forgottenSource, isForgotten } from "../../adapters/rows/shop/customer-columns.ts";
import type { IntakeShop } from "../../adapters/rows/shop/shops.ts";
import { emailAddress } from "../../domain/emails/email-address.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { notePhotos, withoutPhoto, type Placed } from "../../domain/intake/note-photos.ts";
import { findPhotos } from "../../domain/intake/photo-properties.ts";
import { groupIntoItems } from "../../domain/intake/photo-properties-grouping.ts";
import { reconcileOrder } from "../../domain/intake/reconcile.ts";
import { shippedItems } from "../../domain/intake/shipped-items.ts";
import { isOver, isToMake, madeHere, waitsForPayment, whatCounts } from "../../domain/intake/to-make.ts";
import { FIRST_STEP } from "../../domain/words/steps.ts";
import { followLines } from "./follow-lines.ts";
import { noteCustomerData } from "../shop/note-customer-data.ts";
import { noteIntake } from "./note-intake.ts";
import { askForPlace, tellMore } from "./note-missing.ts";
import { tellItems } from "./tell-items.ts";

/** What became of an order that Shopify told us about. */
export type Taken = "taken" | "updated" | "nothing_to_make" | "not_paid" | "older" | "deleted";

/**
 * Brings an order up to what Shopify says: a new one becomes items, photos and the jobs that follow; a known one gains, loses or
 * changes items. One transaction. May be repeated; an older state never overwrites a newer one. `isSeen`: Shopify shows it now, so that
 * one that was taken for deleted is taken up again.
 */
export async function takeOrder(shop: IntakeShop, order: IncomingOrder, isSeen = false): Promise<Taken> {
  const taken = await inTransaction((tx) => takeWithin(tx, shop, order, isSeen));
  if (order.customerData) await noteCustomerData(shop.id, order.customerData);
  log.info({ event: "order_read", shopId: shop.id, shopifyOrderId: order.shopifyOrderId, taken });
  return taken;
}

async function takeWithin(tx: Tx, shop: IntakeShop, order: IncomingOrder, isSeen: boolean): Promise<Taken> {
  await lockIntake(tx, shop.id, order.shopifyOrderId);
  const isTheirs = await isForgotten(tx, shop.id, order.shopifyOrderId);
  const photos = findPhotos(order.lines, shop.photoSettings);
  const onLines = groupIntoItems(photos, shop.photoSettings.grouping).map((item) => ({ ...item, placeAmong: [] }));
  const placed = [...onLines, ...notePhotos(order, photos, shop.photoSettings)];
  const found = isTheirs ? placed.map((item) => ({ ...item, sourceKey: forgottenSource(item.sourceKey) })) : placed;
  const withPhotos = new Set(photos.map(({ lineId }) => lineId));
  if (isSeen) await unmarkDeleted(tx, shop.id, order);
  const known = await knownOrder(tx, shop.id, order.shopifyOrderId);
  // What still comes of an order after its end was sent before.
  if (known?.deletedInShopify) return "deleted";
  if (known && Date.parse(order.updatedAt) < known.shopifyUpdatedAt.getTime()) return "older";
  const isMade = madeHere(order, shop.installedAt);
  if (!known && waitsForPayment(order, shop.flow)) return "not_paid";
  if (!known && !found.some((item) => isToMake(order, item, isMade))) return "nothing_to_make";
  const ours = known ?? (await createOrder(tx, shop, order, isTheirs));
  const wasKnown = known !== null;
  await changeItems(tx, { shop, order, ours, found, withPhotos, isMade, wasKnown, isForgotten: isTheirs });
  return known ? "updated" : "taken";
}

type Intake = {
  shop: IntakeShop;
  order: IncomingOrder;
  ours: KnownOrder;
  /** What of the order would make items. */
  found: readonly Placed[];
  /** The lines that bring photos of their own. */
  withPhotos: ReadonlySet<string>;
  /** What was shipped before we heard of it would have been made here. */
  isMade: boolean;
  wasKnown: boolean;
  /** Nothing of its customer may be written again. */
  isForgotten: boolean;
};

async function changeItems(
  tx: Tx,
  { shop, order, ours, found, withPhotos, isMade, wasKnown, isForgotten }: Intake,
): Promise<void> {
  const { items: existing, missing, hasMoved } = await followLines(tx, { order, ours, withPhotos });
  const { add, cancel, reopen, changedCopies, moreOfDone } = reconcileOrder(
    {
      cancelled: isOver(order),
      lines: order.lines.map(({ lineId, quantity: currentQuantity }) => ({ lineId, currentQuantity })),
      items: whatCounts(order, [...found, ...missing.map(withoutPhoto)], existing, isMade),
    },
    existing,
  );
  const fresh = add.flatMap(({ number, copies, incoming: found }) => {
    const line = order.lines.find(({ lineId }) => lineId === found.lineId);
    return line ? { number, copies, found, line, isForgotten } : [];
  });
  const itemIds = await addItems(tx, ours, fresh, shop.photoSettings);
  const added = fresh.map(({ found: incoming }, at) => ({ itemId: itemIds[at]!, incoming }));
  for (const { itemId, copies } of changedCopies) await writeCopies(tx, shop.id, itemId, copies);
  const asItems = added.map(
    ({ itemId, incoming: { lineId } }) => ({ itemId, lineId, step: FIRST_STEP, shippedInShopify: false }) as const,
  );
  const shipped = shippedItems(order, [...existing, ...asItems]);
  const hasNewItems = added.length > 0;
  await updateOrder(tx, ours, order, { fulfilledInShopify: shipped.isFulfilled, hasNewItems, isForgotten });
  const isAddressNew = emailAddress(ours.customerEmail) === null && emailAddress(order.customerEmail ?? null) !== null;
  if (isAddressNew && !isForgotten) await queueUnaddressed(tx, ours.shopId, ours.id);
  await noteIntake(tx, { ours, order, added: added.map(({ itemId }) => itemId), changedCopies, wasKnown });
  await askForPlace(tx, ours, order, added);
  if (wasKnown && !isForgotten) await askForMissing(tx, ours.shopId, ours.id);
  await tellItems(tx, ours, { action: "cancel_in_shopify" }, cancel);
  await tellItems(tx, ours, { action: "reopen_in_shopify" }, reopen);
  await markShipped(tx, shop.id, shipped.newly, true);
  await tellMore(tx, ours, { moreOfDone, changedCopies, shipped: shipped.newly });
  await markShipped(tx, shop.id, shipped.noLonger, false);
  await tellItems(tx, ours, { action: "fulfil_in_shopify" }, shipped.toClose);
  await enqueueAfterIntake(tx, ours, {
    hasNewItems: hasMoved || added.length + reopen.length > 0,
    // More copies are routed anew; the webhook that tells of it may be lost.
    hasChanges: added.length + cancel.length + reopen.length + changedCopies.length + shipped.newly.length > 0,
  });
}

async function enqueueAfterIntake(
  tx: Tx,
  { shopId, id: orderId, isOurs }: KnownOrder,
  { hasNewItems, hasChanges }: { hasNewItems: boolean; hasChanges: boolean },
): Promise<void> {
  // In shadow it is nobody's work, and nothing of ours is to be in Shopify.
  if (!isOurs) return;
  if (hasNewItems) {
    await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
    await noteUnheld(tx, shopId, orderId, await clockTime(tx));
  }
  if (hasNewItems || hasChanges) await queueSettling(tx, { shopId, orderId });
}

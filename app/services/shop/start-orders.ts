import { randomUUID } from "node:crypto";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { enqueue, queueSettling, queueStarting } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { photosOfVersion } from "../../adapters/rows/items/photos.ts";
import { writeFlow } from "../../adapters/rows/orders/changed-flows.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { bringToLight, lockPicked } from "../../adapters/rows/orders/shadow-orders.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { lockShop, noteStarted } from "../../adapters/rows/shop/starts.ts";
import { haveArrived } from "../../domain/intake/photos-arrived.ts";
import { actWithin } from "../acts/act-on-items.ts";

/** So many orders are started with in one transaction. */
const ORDERS_AT_ONCE = 10;
// An order that is settled costs some 60 of the 100 points that Shopify gives back each second to a shop of the smallest plan.
const BETWEEN_ORDERS_MS = 1_000;

/**
 * Starts with the orders that an admin picked, oldest first, with the flow as the shop has it now: from here on each goes its ordinary way, and is
 * held in Shopify in its turn. Some at a time: the job goes on by itself until none is left, wherever it was killed.
 */
export async function startOrders({ shopId }: { shopId: string }): Promise<void> {
  const shop = await activeShopById(shopId);
  if (!shop) return;
  await inTransaction(async (tx) => {
    // Before any order, as whoever starts a shop does.
    await lockShop(tx, shopId);
    const orderIds = await lockPicked(tx, shopId, ORDERS_AT_ONCE);
    if (orderIds.length === 0) return noteStarted(tx, shopId, null);
    const at = await clockTime(tx);
    await writeFlow(tx, shopId, orderIds, shop.flow);
    await bringToLight(tx, shopId, orderIds, at);
    const lines = orderIds.map((orderId) => ({ orderId, itemId: null, event: "started_with" }) as const);
    await appendHistory(tx, { shopId, actor: { kind: "system" }, at }, lines);
    await tellPhotosArrived(tx, shopId, orderIds);
    for (const [place, orderId] of orderIds.entries()) {
      await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
      const runAt = new Date(at.getTime() + place * BETWEEN_ORDERS_MS);
      await queueSettling(tx, { shopId, orderId, why: "in turn", runAt });
    }
    await noteStarted(tx, shopId, orderIds.length);
    await queueStarting(tx, shopId, ORDERS_AT_ONCE * BETWEEN_ORDERS_MS);
  });
}

// What arrived in the shadow moved nothing on: where the flow leaves Image Approval out, it does now.
async function tellPhotosArrived(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  for (const { orderId, items } of (await loadSituations(tx, shopId, orderIds)).values()) {
    for (const { id: itemId, skips, photoVersion: version, hasReadablePhoto, changeCount } of items) {
      if (!skips.includes("photo_review") || !hasReadablePhoto) continue;
      if (!haveArrived(await photosOfVersion(tx, { shopId, itemId, version }))) continue;
      const targets = [{ itemId, changeCount }];
      const command = { action: "photo_arrived" } as const;
      await actWithin(tx, { shopId, orderId, actor: { kind: "system" }, actId: randomUUID(), command, targets });
    }
  }
}

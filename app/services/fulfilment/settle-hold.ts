import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { appendHistory } from "../../adapters/rows/history.ts";
import { queueHold } from "../../adapters/queue/queue.ts";
import { log } from "../../adapters/log.ts";
import { lockOrders, orderInShopify, readHolds, writeHolds } from "../../adapters/rows/orders.ts";
import { loadSituation } from "../../adapters/rows/situations.ts";
import { hold, readFulfilmentOrders, release, type FulfilmentOrder } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { areSameHolds, needsHold, type Hold } from "../../domain/fulfilment/holds.ts";
import { linesStillToMake } from "../../domain/fulfilment/shipping.ts";
import { askShopify, nowPossible } from "./ask-shopify.ts";

const REASON_NOTES = "The artwork is not approved yet.";

/**
 * Sees to it that Shopify holds an order while something of it is left to be approved, and that our hold is gone when not.
 * Looks at what is so at this moment, here and there (a crash may have left a hold that is not written down), so it may be repeated
 * and come in any order; other apps' holds are never touched.
 */
export async function settleHold({ shopId, orderId }: { shopId: string; orderId: string }): Promise<void> {
  const order = await orderInShopify(shopId, orderId);
  const situation = await loadSituation(noTransaction(), shopId, orderId);
  if (!order || !situation) return;
  const isNeeded = needsHold(situation);
  const lineIds = linesStillToMake(order.items);
  const about = { what: isNeeded ? "hold" : "release", orderId };
  const holds = await askShopify(shopId, about, async (admin) => {
    const all = (await readFulfilmentOrders(admin, order.shopifyOrderId)) ?? [];
    return isNeeded
      ? place(
          admin,
          all.filter(({ lines }) => lines.some((line) => lineIds.has(line.lineId) && line.remaining > 0)),
          orderId,
        )
      : take(admin, all, orderId);
  });
  if (holds === "not_possible") return;
  await nowPossible(shopId, about);
  await keepHolds(shopId, orderId, holds, isNeeded);
}

async function place(admin: Admin, fulfilmentOrders: FulfilmentOrder[], orderId: string): Promise<Hold[]> {
  const placed: Hold[] = [];
  for (const { id, isOpen, mayBeHeld, ourHoldId } of fulfilmentOrders) {
    if (ourHoldId) placed.push({ fulfillmentOrderId: id, holdId: ourHoldId });
    else if (isOpen && mayBeHeld) {
      const answer = await hold(admin, id, REASON_NOTES);
      if ("holdId" in answer) placed.push({ fulfillmentOrderId: id, holdId: answer.holdId });
      else log.warn({ event: "hold_refused", orderId, message: answer.refused });
    }
  }
  return placed;
}

async function take(admin: Admin, fulfilmentOrders: FulfilmentOrder[], orderId: string): Promise<Hold[]> {
  const left: Hold[] = [];
  for (const { id, ourHoldId, isOpen } of fulfilmentOrders) {
    if (!ourHoldId || !isOpen) continue;
    const answer = await release(admin, id, ourHoldId);
    if (!answer) continue;
    log.warn({ event: "release_refused", orderId, message: answer.refused });
    left.push({ fulfillmentOrderId: id, holdId: ourHoldId });
  }
  return left;
}

async function keepHolds(shopId: string, orderId: string, holds: Hold[], isNeeded: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    // While Shopify was being asked, the order may have been approved, and the job that this called for found no hold yet.
    const situation = await loadSituation(tx, shopId, orderId);
    if (situation && needsHold(situation) !== isNeeded) await queueHold(tx, { shopId, orderId });
    if (areSameHolds(await readHolds(tx, shopId, orderId), holds)) return;
    await writeHolds(tx, shopId, orderId, holds);
    await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
      { orderId, itemId: null, event: isNeeded ? "hold_placed" : "hold_released" },
    ]);
  });
}

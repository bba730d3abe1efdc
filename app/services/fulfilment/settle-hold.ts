import { databaseTime, inTransaction, noTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueHold, queueLook } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import {
  noteCompared,
  orderInShopify,
  readHolds,
  writeHolds,
} from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { closeTaskAbout, openTask } from "../../adapters/rows/shop/tasks.ts";
import { hold, readFulfilmentOrders, release } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import {
  areSameHolds,
  holdPause,
  needsHold,
  planHolds,
  TOLD_AFTER,
  type Hold,
  type HoldPlan,
} from "../../domain/fulfilment/holds.ts";
import { linesStillToMake } from "../../domain/fulfilment/shipping.ts";
import { askShopify, nowPossible } from "./ask-shopify.ts";

const REASON_NOTES = "The artwork is not approved yet.";

/** What is not as it has to be in Shopify, and why; null when all is. */
type Unsettled = "not_routed" | "cannot_be_held" | "refused" | "not_visible" | null;
type Settled = { holds: Hold[]; unsettled: Unsettled; said?: string };
type Asked = { shopId: string; orderId: string; tries?: number };

/**
 * Sees to it that Shopify holds an order while something of it is left to be approved, and that our hold is gone when not.
 * Compares what is so at this moment, here and there, and settles the difference; what cannot be settled now is compared again
 * later, and after some tries managers are told. May be repeated and come in any order; other apps' holds are never touched.
 */
export async function settleHold({ shopId, orderId, tries = 0 }: Asked): Promise<void> {
  const order = await orderInShopify(shopId, orderId);
  const situation = await loadSituation(noTransaction(), shopId, orderId);
  if (!order || !situation) return;
  const isNeeded = needsHold(situation);
  const about = { what: isNeeded ? "hold" : "release", orderId };
  const settled = await askShopify(shopId, about, async (admin): Promise<Settled> => {
    const all = await readFulfilmentOrders(admin, order.shopifyOrderId);
    if (all === null) await inTransaction((tx) => queueLook(tx, { shopId, orderId }));
    if (all === null) return releaseUnseen(admin, isNeeded, order.holds);
    return carryOut(admin, planHolds(isNeeded ? linesStillToMake(order.items) : new Set(), all), orderId);
  });
  if (settled === "not_possible") return;
  await nowPossible(shopId, about);
  await keepHolds(shopId, orderId, settled.holds, isNeeded);
  await compareAgain({ shopId, orderId, tries }, settled);
}

async function carryOut(admin: Admin, plan: HoldPlan, orderId: string): Promise<Settled> {
  const holds = [...plan.keep];
  let said: string | undefined;
  for (const id of plan.hold) {
    const answer = await hold(admin, id, REASON_NOTES);
    if ("holdId" in answer) holds.push({ fulfillmentOrderId: id, holdId: answer.holdId });
    else said = answer.refused;
  }
  for (const ours of plan.release) {
    const answer = await release(admin, ours.fulfillmentOrderId, ours.holdId);
    if (!answer) continue;
    said = answer.refused;
    holds.push(ours);
  }
  if (said !== undefined) log.warn({ event: "hold_not_settled", orderId, message: said });
  return { holds, unsettled: said === undefined ? plan.notYet : "refused", said };
}

// An order that Shopify no longer shows (of more than 60 days ago, perhaps) may still be held by us: its holds are known by their ids.
async function releaseUnseen(admin: Admin, isNeeded: boolean, known: Hold[]): Promise<Settled> {
  if (isNeeded) return { holds: known, unsettled: "not_visible" };
  const left: Hold[] = [];
  for (const ours of known) {
    if (await release(admin, ours.fulfillmentOrderId, ours.holdId)) left.push(ours);
  }
  return { holds: left, unsettled: left.length > 0 ? "not_visible" : null };
}

async function keepHolds(shopId: string, orderId: string, holds: Hold[], isNeeded: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    // While Shopify was being asked, the order may have been approved, and the job that this called for found no hold yet.
    const situation = await loadSituation(tx, shopId, orderId);
    if (situation && needsHold(situation) !== isNeeded) await queueHold(tx, { shopId, orderId });
    await noteCompared(tx, shopId, orderId, await clockTime(tx));
    if (areSameHolds(await readHolds(tx, shopId, orderId), holds)) return;
    await writeHolds(tx, shopId, orderId, holds);
    await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
      { orderId, itemId: null, event: isNeeded ? "hold_placed" : "hold_released" },
    ]);
  });
}

async function compareAgain({ shopId, orderId, tries }: Required<Asked>, { unsettled, said }: Settled): Promise<void> {
  if (unsettled === null) return closeTaskAbout(shopId, "not_settled", orderId);
  const pauseMs = holdPause(tries);
  const now = await databaseTime();
  await inTransaction(async (tx) => {
    if (tries + 1 >= TOLD_AFTER)
      await openTask(tx, {
        shopId,
        kind: "not_settled",
        subject: orderId,
        orderId,
        details: { message: said ?? WORDS[unsettled] },
      });
    if (pauseMs !== null)
      await queueHold(tx, { shopId, orderId, tries: tries + 1, runAt: new Date(now.getTime() + pauseMs) });
  });
}

const WORDS: Record<NonNullable<Unsettled>, string> = {
  not_routed: "Shopify has not said yet from where it ships.",
  cannot_be_held: "Shopify lets nobody hold it now, because its fulfilment is scheduled or under way.",
  refused: "Shopify refused it.",
  not_visible: "Shopify does not show this order to the app any more; orders of more than 60 days ago are hidden.",
};

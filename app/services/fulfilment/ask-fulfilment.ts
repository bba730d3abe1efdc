import { inTransaction, type Tx } from "../../adapters/db.ts";
import { derivedId } from "../../adapters/proofs/derived-id.ts";
import { askedItems, askOnce, itemsAskedFor } from "../../adapters/rows/fulfilment/fulfilments.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { lockOrders, ordersOfItems } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { cleanTracking } from "../../domain/fulfilment/tracking.ts";
import type { RefusedItem } from "../../domain/workflow/act-outcome.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Target } from "../../domain/workflow/draft.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { decideWhatCan, refusal } from "../acts/act-on-items.ts";

/** "Mark as fulfilled": Shopify is asked by a job, and the items are done when it has agreed. Tracking is the same for all of them. */
export type FulfilmentAsked = {
  shopId: string;
  actor: ActingMember;
  actId: string;
  targets: readonly Target[];
  trackingNumber?: string | null;
  trackingCompany?: string | null;
  trackingUrl?: string | null;
  notifyCustomer: boolean;
};

/** What was asked of Shopify, order by order, and which items were refused. */
export type FulfilmentOutcome = {
  asked: { orderId: string; orderName: string; itemIds: string[] }[];
  refused: RefusedItem[];
};

/** Asks Shopify to fulfil items, one fulfilment an order. The same act again asks nothing twice and gives the same answer. */
export async function askFulfilment(input: FulfilmentAsked): Promise<FulfilmentOutcome> {
  const { shopId, targets } = input;
  return inTransaction(async (tx) => {
    const orderOf = await ordersOfItems(tx, shopId, targets.map(({ itemId }) => itemId).filter(isUuid));
    const unknown = targets.filter(({ itemId }) => !orderOf.has(itemId));
    const outcome: FulfilmentOutcome = {
      asked: [],
      refused: unknown.map((target) => refusal(target, "unknown_item", null, [])),
    };
    for (const orderId of await lockOrders(tx, shopId, [...orderOf.values()])) {
      await askForOrder(
        tx,
        input,
        orderId,
        targets.filter(({ itemId }) => orderOf.get(itemId) === orderId),
        outcome,
      );
    }
    return outcome;
  });
}

async function askForOrder(
  tx: Tx,
  input: FulfilmentAsked,
  orderId: string,
  targets: Target[],
  outcome: FulfilmentOutcome,
): Promise<void> {
  const { shopId, actor, actId } = input;
  const id = derivedId(actId, orderId);
  const situation = (await loadSituation(tx, shopId, orderId))!;
  const earlier = await askedItems(tx, shopId, id);
  if (earlier) return void outcome.asked.push({ orderId, orderName: situation.orderName, itemIds: earlier });

  const onTheirWay = await itemsAskedFor(tx, shopId, orderId);
  const open = targets.filter(({ itemId }) => !onTheirWay.has(itemId));
  const { done, refused } = decideWhatCan(situation, actor, { action: "fulfil" }, open, null);
  const asleep = targets.filter(({ itemId }) => onTheirWay.has(itemId));
  outcome.refused.push(
    ...asleep.map((target) =>
      refusal(target, "changed_meanwhile", situation, ["Shopify has already been asked to fulfil it."]),
    ),
  );
  outcome.refused.push(...refused.map(({ target, why }) => refusal(target, why, situation, [])));
  if (done.length === 0) return;

  const itemIds = done.map(({ itemId }) => itemId);
  const tracking = cleanTracking(input);
  await askOnce(tx, shopId, orderId, id, {
    itemIds,
    ...tracking,
    notifyCustomer: input.notifyCustomer,
    askedById: actor.memberId,
  });
  const lines = itemIds.map((itemId) => ({
    orderId,
    itemId,
    event: "fulfilment_asked" as const,
    note: tracking.trackingNumber,
  }));
  await appendHistory(tx, { shopId, actor }, lines);
  outcome.asked.push({ orderId, orderName: situation.orderName, itemIds });
}

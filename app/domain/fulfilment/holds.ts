import type { Situation } from "../words/situation.ts";
import { isOrderApproved } from "../workflow/approval.ts";

/** A fulfilment hold that we placed, by Shopify's ids. */
export type Hold = { fulfillmentOrderId: string; holdId: string };

/** Whether Shopify has to hold an order: something of it is left to be approved. */
export function needsHold(situation: Situation): boolean {
  return !situation.cancelledInShopify && !isOrderApproved(situation);
}

/** Whether these are the same holds, in whatever order. */
export function areSameHolds(some: readonly Hold[], others: readonly Hold[]): boolean {
  return idsOf(some) === idsOf(others);
}

function idsOf(holds: readonly Hold[]): string {
  return holds
    .map(({ holdId }) => holdId)
    .sort()
    .join();
}

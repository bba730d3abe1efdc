import { isSkipped } from "../words/flow.ts";
import type { Item, Situation } from "../words/situation.ts";
import { isEnd } from "../words/steps.ts";

/** Whether the newest artfile of an item is the one that was approved. */
export function isApproved(item: Item): boolean {
  return item.artfileVersion > 0 && item.approvedArtfileVersion === item.artfileVersion;
}

/** Whether nothing of the order is left to be approved, cancelled and done items aside: it may ship. */
export function isOrderApproved(situation: Situation): boolean {
  return situation.items.every((item) => isEnd(item.step) || isApproved(item));
}

/** Whether every item of an order has come to its end. */
export function isOrderEnded({ items }: Situation): boolean {
  return items.every(({ step }) => isEnd(step));
}

/** Whether the customer has approved all that was theirs to approve, and there is something of that sort. */
export function isFullyApproved({ items }: Pick<Situation, "items">): boolean {
  const theirs = items.filter((item) => item.step !== "cancelled" && !isSkipped(item.skips, "customer_approval"));
  return theirs.length > 0 && theirs.every((item) => item.step === "done" || isApproved(item));
}

import { isEnd } from "../words/steps.ts";
import { parcelsOf, type LineItem } from "./shipping.ts";
import type { WantedFulfilment } from "./wanted-fulfilments.ts";
import { CAUSE_WORDS } from "./unsettled.ts";

/** A fulfilment order as far as fulfilling it goes. `current`: copies of the line that the order has now; `unfulfilled`: those of them that are left. */
export type Fulfillable = {
  isOpen: boolean;
  ourHoldId: string | null;
  lines: readonly FulfillableLine[];
};
type FulfillableLine = { id: string; lineId: string; remaining: number; unfulfilled: number; current: number };

/** Why nothing of it is fulfilled, in a sentence for the fulfilment queue. */
export const NOT_FULFILLED_WORDS = {
  cancelled: "It was cancelled here meanwhile.",
  not_approved: "Something of it is not approved any more.",
  more_copies: "More copies were ordered since it was marked as fulfilled. Look at the order, and mark it once more.",
  no_shipment: "Shopify has no open shipment for these lines. Look at the order's fulfilment in the Shopify admin.",
  held_together: CAUSE_WORDS.held_together,
  not_visible:
    "Shopify does not show this order to the app any more. Fulfil it in the Shopify admin, or ask for the permission to see older orders.",
  not_allowed: "Shopify does not let the app fulfil orders. Check the app's permissions.",
} as const;
export type NotFulfilled = keyof typeof NOT_FULFILLED_WORDS;

/** What differs between what has to be fulfilled and what is: parcels, one for each fulfilment order and none where all is so already; or why none may be. */
export type FulfilmentPlan<T> =
  { parcels: { from: T; lines: { id: string; quantity: number }[] }[] } | { not: NotFulfilled };

/**
 * Compares what has to be fulfilled with what is so in Shopify. Nothing ships where something is left of a line that has more copies now
 * than were asked for, or that is left outside of every open fulfilment order.
 */
export function planFulfilment<T extends Fulfillable>(wanted: WantedFulfilment, all: readonly T[]): FulfilmentPlan<T> {
  const lines = all.flatMap((one) => one.lines);
  const left = [...wanted.lines].flatMap(([lineId, copies]) => {
    const { current, unfulfilled } = lines.find((line) => line.lineId === lineId) ?? UNROUTED;
    return unfulfilled > 0 ? [{ lineId, isMore: current > copies }] : [];
  });
  if (left.some(({ isMore }) => isMore)) return { not: "more_copies" };
  const parcels = parcelsOf(all, new Set(left.map(({ lineId }) => lineId)));
  const inParcels = new Set(parcels.flatMap(({ lines: some }) => some.map(({ id }) => id)));
  const isShippable = (lineId: string) => lines.some((line) => line.lineId === lineId && inParcels.has(line.id));
  if (!left.every(({ lineId }) => isShippable(lineId))) return { not: "no_shipment" };
  return parcels.some(({ from }) => from.ourHoldId !== null) ? { not: "held_together" } : { parcels };
}

/** A line of which Shopify has no fulfilment order: it is left, however many it is. */
const UNROUTED = { current: 0, unfulfilled: 1 };

/** Whether Shopify counts a line as fulfilled whose item is still worked on here, and nobody has told us. */
export function isFulfilledUntold(
  items: readonly (LineItem & { shippedInShopify: boolean })[],
  all: readonly Fulfillable[],
): boolean {
  const fulfilled = new Set(
    all.flatMap(({ lines }) =>
      lines.filter(({ current, unfulfilled }) => current > 0 && unfulfilled === 0).map(({ lineId }) => lineId),
    ),
  );
  return items.some(({ step, shippedInShopify, lineId }) => !isEnd(step) && !shippedInShopify && fulfilled.has(lineId));
}

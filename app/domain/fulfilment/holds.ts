import type { Situation } from "../words/situation.ts";
import { isOrderApproved } from "../workflow/approval.ts";

/** A fulfilment hold that we placed, by Shopify's ids. */
export type Hold = { fulfillmentOrderId: string; holdId: string };

/** A fulfilment order as it stands in Shopify, as far as holds care. `unfulfilled`: copies of the line that are left in the whole order. */
export type Holdable = {
  id: string;
  isOpen: boolean;
  mayBeHeld: boolean;
  ourHoldId: string | null;
  lines: readonly { lineId: string; remaining: number; unfulfilled: number }[];
};

/** What has to be done in Shopify so that an order is held, or is not, as it has to be. */
export type HoldPlan = {
  hold: string[];
  release: Hold[];
  /** Holds of ours that stay as they are. */
  keep: Hold[];
  /** Why something that has to be held cannot be held now; null when all of it is held once the plan is carried out. */
  notYet: "not_routed" | "cannot_be_held" | null;
};

/** Whether Shopify has to hold an order: something of it is left to be approved. */
export function needsHold(situation: Situation): boolean {
  return !situation.cancelledInShopify && !isOrderApproved(situation);
}

/** Compares what must be held of an order (the lines still to be made, or nothing) with what is so in Shopify. */
export function planHolds(lineIds: ReadonlySet<string>, all: readonly Holdable[]): HoldPlan {
  const isMeant = ({ lines }: Holdable) => lines.some(({ lineId, remaining }) => lineIds.has(lineId) && remaining > 0);
  const open = all.filter(({ isOpen }) => isOpen);
  const meant = open.filter(isMeant);
  const ours = (some: readonly Holdable[]) =>
    some.flatMap(({ id, ourHoldId }) => (ourHoldId ? { fulfillmentOrderId: id, holdId: ourHoldId } : []));
  const unheld = meant.filter(({ ourHoldId }) => ourHoldId === null);
  return {
    hold: unheld.filter(({ mayBeHeld }) => mayBeHeld).map(({ id }) => id),
    keep: lineIds.size > 0 ? ours(meant) : [],
    release: lineIds.size > 0 ? [] : ours(open),
    notYet: hasUnrouted(lineIds, all)
      ? "not_routed"
      : unheld.some(({ mayBeHeld }) => !mayBeHeld)
        ? "cannot_be_held"
        : null,
  };
}

// A line that is in no fulfilment order at all, or with fewer copies than are left of it: Shopify has not routed it yet.
function hasUnrouted(lineIds: ReadonlySet<string>, all: readonly Holdable[]): boolean {
  return [...lineIds].some((lineId) => {
    const parts = all.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
    const routed = parts.reduce((sum, { remaining }) => sum + remaining, 0);
    return parts.length === 0 || parts.some(({ unfulfilled }) => unfulfilled > routed);
  });
}

/** After how many tries in vain managers are told that something of an order is not held. */
export const TOLD_AFTER = 4;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
const MOST_TRIES = 12;

/** How long to wait until it is compared again what is not held yet, in ms: two seconds, then twice as long each time; null when it is left to the sweep. */
export function holdPause(tries: number): number | null {
  return tries >= MOST_TRIES ? null : Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
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

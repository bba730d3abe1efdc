import type { WantedInShopify } from "./wanted.ts";

/** A fulfilment hold that we placed, by Shopify's ids. */
export type Hold = { fulfillmentOrderId: string; holdId: string };

/** Copies of a line of a fulfilment order, by the id of that line. */
export type Part = { id: string; quantity: number };

/** A fulfilment order as it stands in Shopify, as far as holds care. `unfulfilled`: copies of the line that are left in the whole order. */
export type Holdable = {
  id: string;
  isOpen: boolean;
  mayBeHeld: boolean;
  /** Whether Shopify takes it apart now; of what is on hold it says no. */
  maySplit: boolean;
  ourHoldId: string | null;
  isHeldByOthers: boolean;
  lines: readonly { id: string; lineId: string; remaining: number; unfulfilled: number }[];
};

/** One thing to do in Shopify. `part`: only these lines, which takes the fulfilment order apart; null: all of it. */
export type HoldStep =
  | { does: "hold"; id: string; part: Part[] | null }
  | { does: "split"; id: string; part: Part[] }
  | { does: "release"; ours: Hold };

/** Why something is not as it has to be although everything that can be done now has been done. */
export type NotYet = "not_routed" | "cannot_be_held" | "held_together";

export type HoldPlan = {
  /** What to do next, one step for each fulfilment order; what is so afterwards is read and planned again. */
  steps: HoldStep[];
  notYet: NotYet | null;
  /** Whether something that has to be held can be shipped as it is now. */
  isUnheld: boolean;
};

/** Beyond so many lines that wait, those that are left are held together: the last of them must not stand open so long. */
const MOST_APART = 25;

type Wanted = Pick<WantedInShopify, "heldLines" | "isApart">;

/**
 * Compares what must be held of an order with what is so in Shopify. An unapproved line is open at no moment: what is held is
 * split first and released after, and what cannot be split stays held. `left`: fulfilment orders that stay open although they
 * should be held, because somebody lifted our hold.
 */
export function planHolds(wanted: Wanted, all: readonly Holdable[], left: ReadonlySet<string> = new Set()): HoldPlan {
  const judged = all.filter(({ isOpen }) => isOpen).map((one) => judge(wanted, one, left.has(one.id)));
  const notYet = judged.flatMap((one) => one.notYet ?? []);
  return {
    steps: judged.flatMap(({ step }) => step ?? []),
    notYet: hasUnrouted(wanted.heldLines, all) ? "not_routed" : (FIRST.find((why) => notYet.includes(why)) ?? null),
    isUnheld: judged.some(({ isUnheld }) => isUnheld),
  };
}

const FIRST: readonly NotYet[] = ["cannot_be_held", "held_together"];

type Judged = { step?: HoldStep; notYet?: NotYet; isUnheld: boolean };

function judge({ heldLines, isApart }: Wanted, one: Holdable, isLeft: boolean): Judged {
  const left = one.lines.filter(({ remaining }) => remaining > 0);
  const waiting = left.filter(({ lineId }) => heldLines.has(lineId));
  const free = left.filter(({ lineId }) => !heldLines.has(lineId));
  const { id, ourHoldId } = one;
  if (waiting.length === 0) {
    if (ourHoldId === null) return { isUnheld: false };
    return { step: { does: "release", ours: { fulfillmentOrderId: id, holdId: ourHoldId } }, isUnheld: false };
  }
  if (ourHoldId !== null) {
    if (free.length === 0) return { isUnheld: false };
    if (one.maySplit) return { step: { does: "split", id, part: partOf(free) }, isUnheld: false };
    // Nobody can ship what others hold too: that it is held together with what is free keeps nothing back.
    return { isUnheld: false, ...(one.isHeldByOthers ? {} : { notYet: "held_together" as const }) };
  }
  const isUnheld = !one.isHeldByOthers;
  if (isLeft) return { isUnheld };
  if (!one.mayBeHeld) return { notYet: "cannot_be_held", isUnheld };
  const alone = isApart && waiting.length <= MOST_APART ? waiting.slice(0, 1) : waiting;
  const isWhole = alone.length === left.length || one.isHeldByOthers || !one.maySplit;
  return { step: { does: "hold", id, part: isWhole ? null : partOf(alone) }, isUnheld };
}

function partOf(lines: Holdable["lines"]): Part[] {
  return lines.map(({ id, remaining: quantity }) => ({ id, quantity }));
}

// A line that is in no fulfilment order at all, or with fewer copies than are left of it: Shopify has not routed it yet.
function hasUnrouted(lineIds: ReadonlySet<string>, all: readonly Holdable[]): boolean {
  return [...lineIds].some((lineId) => {
    const parts = all.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
    const routed = parts.reduce((sum, { remaining }) => sum + remaining, 0);
    return parts.length === 0 || parts.some(({ unfulfilled }) => unfulfilled > routed);
  });
}

/** The holds of ours that are on open fulfilment orders. */
export function ourHolds(all: readonly Holdable[]): Hold[] {
  return all.flatMap(({ id, isOpen, ourHoldId }) =>
    isOpen && ourHoldId !== null ? [{ fulfillmentOrderId: id, holdId: ourHoldId }] : [],
  );
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

import { ARTWORK_TAGS, speakingStep } from "../screens/artwork-state.ts";
import type { Item, Situation } from "../words/situation.ts";
import { isEnd, type Step } from "../words/steps.ts";
import { isApproved } from "../workflow/approval.ts";
import type { LineItem } from "./shipping.ts";

/** What has to be so in Shopify of an order as it stands here. */
export type WantedInShopify = {
  /** The lines, by their numbers in Shopify, whose open fulfilment orders we hold. A line without items is never among them. */
  heldLines: ReadonlySet<string>;
  /** Whether lines become free one by one, so that each is held in a fulfilment order of its own. */
  isApart: boolean;
  /** The only tag of ours; null where nothing of ours is to be there. */
  tag: string | null;
  /** When an approval that can be undone until then frees lines; null where none waits for that. */
  freesAt: Date | null;
};

/** An item as far as it holds a line back: until `visibleAt` what brought it to its step can be undone. */
export type HoldingItem = LineItem & { visibleAt: Date };

/** An order as far as Shopify has to know of it, at a moment. `isOurs`: whether the shop works on it here. */
export type ForShopify = { situation: Situation; items: readonly HoldingItem[]; isOurs: boolean; now: Date };

/** All tags of ours, in whatever state. */
export const OUR_TAGS: readonly string[] = [...new Set(Object.values(ARTWORK_TAGS))];

/**
 * What must be true in Shopify of an order. A line is held until every item of the order may be fulfilled, or, with partial
 * shipping, its own items may, and nobody can undo that any more, unless the flow holds nothing; of an order that the shop does not work on here, nothing of ours is there.
 */
export function wantedInShopify({ situation, items, isOurs, now }: ForShopify): WantedInShopify {
  if (!isOurs) return { heldLines: new Set(), isApart: false, tag: null, freesAt: null };
  const isApart = situation.flow.partialShipping;
  const isHolding = !situation.cancelledInShopify && situation.flow.holds === "on";
  return {
    heldLines: isHolding ? heldLines(situation, items, isApart, now) : new Set(),
    isApart,
    tag: ARTWORK_TAGS[speakingStep(asTold(situation, items, now))],
    freesAt: isHolding ? freesAt(situation, items, now) : null,
  };
}

/** Whether an act takes back that something may be fulfilled: what was free must be held at once, also while that can be undone. */
export function takesBack(before: Situation, after: Situation): boolean {
  const free = freeItems(after);
  return [...freeItems(before)].some((id) => !free.has(id));
}

/** What the metafield says beside a tag; null where there is none. */
export function metafieldOf(tag: string | null): string | null {
  return tag === null ? null : tag.replace(/^artwork: /, "");
}

function heldLines(situation: Situation, items: readonly HoldingItem[], isApart: boolean, now: Date): Set<string> {
  const free = freeItems(situation);
  const unended = items.filter(({ step }) => !isEnd(step));
  const waiting = unended.filter(({ id, visibleAt }) => !free.has(id) || visibleAt > now);
  const held = isApart || waiting.length === 0 ? waiting : unended;
  return new Set(held.map(({ lineId }) => lineId));
}

// Others act on the tag and the metafield too: an approval that can be taken back is not told by them yet.
function asTold({ items }: Situation, holding: readonly HoldingItem[], now: Date): { step: Step }[] {
  const isHeld = ({ id }: Item) => holding.some((one) => one.id === id && one.visibleAt > now);
  return items.map((item) => {
    const wasIn = item.skips.includes("customer_approval") ? "quality_control" : "customer_approval";
    return { step: isFree(item) && isHeld(item) ? wasIn : item.step };
  });
}

function freesAt(situation: Situation, items: readonly HoldingItem[], now: Date): Date | null {
  const free = freeItems(situation);
  const ends = items.filter(({ id, visibleAt }) => free.has(id) && visibleAt > now).map(({ visibleAt }) => +visibleAt);
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

function freeItems({ items }: Situation): Set<string> {
  return new Set(items.filter(isFree).map(({ id }) => id));
}

/** Whether nothing of an item keeps it from being fulfilled. */
export function isFree(item: Item): boolean {
  return item.step === "fulfilment" && isApproved(item);
}

/** Whether the same has to be so in Shopify. */
export function areSameWanted(one: WantedInShopify, other: WantedInShopify): boolean {
  const lines = ({ heldLines }: WantedInShopify) => [...heldLines].sort().join();
  return one.tag === other.tag && one.isApart === other.isApart && lines(one) === lines(other);
}

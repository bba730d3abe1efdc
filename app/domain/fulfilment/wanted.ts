import { ARTWORK_TAGS, speakingStep } from "../screens/artwork-state.ts";
import type { Situation } from "../words/situation.ts";
import { isEnd } from "../words/steps.ts";
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
};

/** An order as far as Shopify has to know of it. `isOurs`: whether the shop works on it here. */
export type ForShopify = { situation: Situation; items: readonly LineItem[]; isOurs: boolean };

/** All tags of ours, in whatever state. */
export const OUR_TAGS: readonly string[] = [...new Set(Object.values(ARTWORK_TAGS))];

/**
 * What must be true in Shopify of an order. A line is held until every item of the order may be fulfilled, or, with partial
 * shipping, its own items may; of an order that the shop does not work on here, nothing of ours is there.
 */
export function wantedInShopify({ situation, items, isOurs }: ForShopify): WantedInShopify {
  if (!isOurs) return { heldLines: new Set(), isApart: false, tag: null };
  const isApart = situation.flow.partialShipping;
  return {
    heldLines: situation.cancelledInShopify ? new Set() : heldLines(situation, items, isApart),
    isApart,
    tag: ARTWORK_TAGS[speakingStep(situation.items)],
  };
}

/** What the metafield says beside a tag; null where there is none. */
export function metafieldOf(tag: string | null): string | null {
  return tag === null ? null : tag.replace(/^artwork: /, "");
}

function heldLines(situation: Situation, items: readonly LineItem[], isApart: boolean): Set<string> {
  const free = new Set(
    situation.items.filter((item) => item.step === "fulfilment" && isApproved(item)).map(({ id }) => id),
  );
  const unended = items.filter(({ step }) => !isEnd(step));
  const waiting = unended.filter(({ id }) => !free.has(id));
  const held = isApart || waiting.length === 0 ? waiting : unended;
  return new Set(held.map(({ lineId }) => lineId));
}

/** Whether the same has to be so in Shopify. */
export function areSameWanted(one: WantedInShopify, other: WantedInShopify): boolean {
  const lines = ({ heldLines }: WantedInShopify) => [...heldLines].sort().join();
  return one.tag === other.tag && one.isApart === other.isApart && lines(one) === lines(other);
}

import { OUR_TAGS, type WantedInShopify } from "./wanted.ts";

/** What is so of an order in Shopify, as briefly as many orders are asked for in one call. */
export type SeenInShopify = {
  tags: readonly string[];
  metafield: string | null;
  fulfilmentOrders: readonly { id: string; status: string; updatedAt: string; holdIds: readonly string[] }[];
  /** Whether there are more fulfilment orders than were asked for. */
  hasMore: boolean;
};

/** Tags of an order to add and to remove so that the wanted one is its only tag of ours; Shopify's tags do not differ by case. */
export function planTags(tags: readonly string[], wanted: string | null): { add: string[]; remove: string[] } {
  const has = (tag: string) => tags.some((one) => isSame(one, tag));
  return {
    add: wanted !== null && !has(wanted) ? [wanted] : [],
    remove: OUR_TAGS.filter((tag) => has(tag) && (wanted === null || !isSame(tag, wanted))),
  };
}

/**
 * How an order and Shopify stand, as a text: while both stay as they were when they last agreed, it stays the same. Null where
 * not all of it was seen.
 */
export function standingOf(wanted: WantedInShopify, seen: SeenInShopify): string | null {
  if (seen.hasMore) return null;
  return JSON.stringify([
    [...wanted.heldLines].sort(),
    wanted.isApart,
    wanted.tag,
    OUR_TAGS.filter((tag) => seen.tags.some((one) => isSame(one, tag))),
    seen.metafield,
    seen.fulfilmentOrders
      .map(({ id, status, updatedAt, holdIds }) => [id, status, updatedAt, ...[...holdIds].sort()].join(" "))
      .sort(),
  ]);
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.toLowerCase();
}

import type { NamedText, OrderFacts } from "../intake/order-facts.ts";
import type { WantedKind } from "../intake/wanted-dates.ts";
import { ARTWORK_TAGS } from "./artwork-state.ts";

/** What Shopify knows of an order beside its items, as its page shows it. */
export type ShownFacts = {
  /** Without the tag that the app itself writes. */
  tags: string[];
  shipping: string[];
  wanted: { what: string; text: string; date: string | null }[];
  /** Names and values that stand on the order itself; empty for those who may not see the customer. */
  attributes: NamedText[];
  /** Lines without an item, with their copies. */
  otherLines: { title: string; quantity: number }[];
};

/** Each kind of day that an order is wanted for, in words. */
const WANTED_WORDS: Record<WantedKind, string> = {
  delivery: "Delivery wanted",
  pickup: "Will be picked up",
  shipping: "To be shipped",
  needed: "Needed by",
};

/** What of an order's facts stands on its page: `linesWithItems` have cards of their own. */
export function shownFacts(facts: OrderFacts, linesWithItems: ReadonlySet<string>, seesCustomer: boolean): ShownFacts {
  const ours = new Set(Object.values(ARTWORK_TAGS).map((tag) => tag.toLowerCase()));
  return {
    tags: facts.tags.filter((tag) => !ours.has(tag.toLowerCase())),
    shipping: facts.shippingLines.map(({ title, code }) => title || code || "").filter(Boolean),
    wanted: facts.wantedDates.map(({ kind, text, date }) => ({ what: WANTED_WORDS[kind], text, date })),
    attributes: seesCustomer ? facts.noteAttributes : [],
    otherLines: facts.lines
      .filter(({ lineId, quantity }) => quantity > 0 && !linesWithItems.has(lineId))
      .map(({ title, variantTitle, quantity }) => ({
        title: [title, variantTitle].filter(Boolean).join(", "),
        quantity,
      })),
  };
}

import type { KeptLine, NamedText, OrderFacts } from "../intake/order-facts.ts";
import type { WantedKind } from "../intake/wanted-dates.ts";
import { ARTWORK_TAGS } from "./artwork-state.ts";

/** A line without an item, with its copies. */
export type OtherLine = { title: string; quantity: number };

/** What Shopify knows of an order beside its items, as its page shows it. */
export type ShownFacts = {
  /** Without the tag that the app itself writes. */
  tags: string[];
  shipping: string[];
  wanted: { what: string; text: string; date: string | null }[];
  /** Names and values that stand on the order itself; empty for those who may not see the customer. */
  attributes: NamedText[];
  /** Lines without an item, with their copies. */
  otherLines: OtherLine[];
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
    otherLines: otherLines(facts.lines, linesWithItems),
  };
}

/** What is to be shipped of an order beside its items: fulfilling these leaves it open in Shopify. */
export function alsoToShip(lines: readonly KeptLine[], linesWithItems: ReadonlySet<string>): OtherLine[] {
  return otherLines(
    lines.filter(({ isPhysical, isFulfilled }) => isPhysical && !isFulfilled),
    linesWithItems,
  );
}

function otherLines(lines: readonly KeptLine[], linesWithItems: ReadonlySet<string>): OtherLine[] {
  return lines
    .filter(({ lineId, quantity }) => quantity > 0 && !linesWithItems.has(lineId))
    .map(({ title, variantTitle, quantity }) => ({
      title: [title, variantTitle].filter(Boolean).join(", "),
      quantity,
    }));
}

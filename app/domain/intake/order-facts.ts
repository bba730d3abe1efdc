import { readPairs, visibleName } from "./photo-properties-read.ts";
import type { IncomingOrder, IncomingOrderLine } from "./incoming-order.ts";
import { wantedDates, type WantedDate } from "./wanted-dates.ts";

/** Something somebody named and wrote; plain text of a stranger. */
export type NamedText = { name: string; value: string };

/** What the customer chose to have it sent by; `code` is the shop's or the carrier's own word for it. */
export type ShippingLine = { title: string; code: string | null };

/** A line of an order as it is kept: also of those that make no item. */
export type KeptLine = {
  lineId: string;
  /** The number in `gid://shopify/Product/…`; null for a custom line, and for a product that is gone. */
  productId: string | null;
  title: string;
  variantTitle: string | null;
  options: string[];
  sku: string | null;
  /** What is left after edits and refunds; 0: removed. */
  quantity: number;
  isFulfilled: boolean;
  /** False for gift cards and whatever else is not shipped. */
  isPhysical: boolean;
};

/** What Shopify knows of an order beside its items. */
export type OrderFacts = {
  tags: string[];
  shippingLines: ShippingLine[];
  noteAttributes: NamedText[];
  wantedDates: WantedDate[];
  lines: KeptLine[];
};

/** How much of a stranger's order is kept; what is longer is cut. Shopify itself allows 250 tags and 500 lines. */
export const FACTS_AT_MOST = {
  tags: 250,
  tag: 255,
  shipping: 20,
  attributes: 100,
  value: 2_000,
  title: 255,
  lines: 500,
};

/** What is kept of an order beside its items, the same whether a webhook or GraphQL told it. */
export function factsOf(order: Pick<IncomingOrder, "tags" | "shippingLines" | "noteAttributes" | "lines">): OrderFacts {
  const most = FACTS_AT_MOST;
  return {
    tags: tagsOf(order.tags),
    shippingLines: order.shippingLines.slice(0, most.shipping).map(({ title, code }) => ({
      title: cut(title, most.title),
      code: code === null ? null : cut(code, most.title),
    })),
    noteAttributes: textsIn(order.noteAttributes),
    wantedDates: wantedDates([order.noteAttributes, ...order.lines.map(({ properties }) => properties)].map(textsIn)),
    lines: order.lines.slice(0, most.lines).map(keptLine),
  };
}

function tagsOf(tags: readonly string[]): string[] {
  const byWord = new Map(
    tags
      .map((tag) => cut(tag, FACTS_AT_MOST.tag))
      .filter(Boolean)
      .map((tag) => [tag.toLowerCase(), tag] as const),
  );
  return [...byWord.keys()]
    .sort()
    .slice(0, FACTS_AT_MOST.tags)
    .map((word) => byWord.get(word)!);
}

function textsIn(properties: unknown): NamedText[] {
  return readPairs(properties)
    .slice(0, FACTS_AT_MOST.attributes)
    .map(({ name, text }) => ({ name: visibleName(name), value: cut(text, FACTS_AT_MOST.value) }))
    .filter(({ value }) => value !== "");
}

function keptLine(line: IncomingOrderLine): KeptLine {
  const { lineId, productId, title, variantTitle, options, sku, quantity, isFulfilled, isPhysical } = line;
  return {
    lineId,
    productId,
    title: cut(title, FACTS_AT_MOST.title),
    variantTitle: variantTitle === null ? null : cut(variantTitle, FACTS_AT_MOST.title),
    options: options.slice(0, 10).map((option) => cut(option, FACTS_AT_MOST.title)),
    sku: sku === null ? null : cut(sku, FACTS_AT_MOST.title),
    quantity,
    isFulfilled,
    isPhysical,
  };
}

// A cut must leave no half of a surrogate pair: PostgreSQL refuses one in JSON.
function cut(text: string, longest: number): string {
  return text
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
}

/** A line in words: its product, and its variant where it has one. */
export function lineName({ title, variantTitle }: { title: string; variantTitle: string | null }): string {
  return [title, variantTitle].filter(Boolean).join(", ");
}

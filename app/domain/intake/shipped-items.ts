import { isEnd, type Step } from "../words/steps.ts";
import type { IncomingOrder, IncomingOrderLine } from "./incoming-order.ts";

/** An item as far as shipping goes: its line, and whether we know that line as shipped. */
export type ShippedItem = { itemId: string; lineId: string; step: Step; shippedInShopify: boolean };

/** What Shopify says of an order's shipping. All but `isFulfilled` are ids of items. */
export type Shipped = {
  /** Shipped, and not known to be so before. */
  newly: string[];
  /** Of those the ones that are still worked on here: they are done. A reprint, or a done item that was moved back by hand, is not closed again by the next webhook. */
  toClose: string[];
  /** Known as shipped, and taken back. */
  noLonger: string[];
  /** Nothing of the order is left to ship, and one of our items went with it. */
  isFulfilled: boolean;
};

/** Compares which lines of an order Shopify counts as shipped with what we know of its items. */
export function shippedItems({ lines }: Pick<IncomingOrder, "lines">, items: readonly ShippedItem[]): Shipped {
  const isOnLine = ({ lineId }: ShippedItem, is: (line: IncomingOrderLine) => boolean) =>
    lines.some((line) => line.lineId === lineId && line.quantity > 0 && is(line));
  const shipped = items.filter((item) => isOnLine(item, ({ isFulfilled }) => isFulfilled));
  const newly = shipped.filter(({ shippedInShopify }) => !shippedInShopify);
  return {
    newly: idsOf(newly),
    toClose: idsOf(newly.filter(({ step }) => !isEnd(step))),
    noLonger: idsOf(items.filter((item) => item.shippedInShopify && isOnLine(item, ({ isFulfilled }) => !isFulfilled))),
    isFulfilled:
      lines.length > 0 && lines.every((line) => line.isFulfilled || line.quantity === 0) && shipped.length > 0,
  };
}

function idsOf(items: readonly ShippedItem[]): string[] {
  return items.map(({ itemId }) => itemId);
}

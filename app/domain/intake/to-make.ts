import type { IncomingOrder } from "./incoming-order.ts";
import type { Source } from "./reconcile.ts";

type Told = Pick<IncomingOrder, "cancelledAt" | "isRefunded" | "lines">;

/** Whether nothing of an order is to be made any more. A refunded order ends its items as a cancelled one does, but can still be shipped, edited or paid again. */
export function isOver({ cancelledAt, isRefunded }: Pick<Told, "cancelledAt" | "isRefunded">): boolean {
  return cancelledAt !== null || isRefunded;
}

/** Whether a line of an order is work that is still to do in Shopify's eyes: not cancelled, not removed, not shipped. */
export function isToMake(order: Told, { lineId }: { lineId: string }): boolean {
  const line = order.lines.find((one) => one.lineId === lineId);
  return !isOver(order) && line !== undefined && line.quantity > 0 && !line.isFulfilled;
}

/** What of all that was found in an order counts: what is an item already, and what is still to be made. */
export function whatCounts<T extends Source>(order: Told, found: readonly T[], existing: readonly Source[]): T[] {
  const isKnown = (item: T) =>
    existing.some(({ lineId, sourceKey }) => lineId === item.lineId && sourceKey === item.sourceKey);
  return found.filter((item) => isKnown(item) || isToMake(order, item));
}

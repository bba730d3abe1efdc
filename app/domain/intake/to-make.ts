import type { IncomingOrder } from "./incoming-order.ts";
import { isFromOrder } from "./note-photos.ts";
import type { Flow } from "../words/flow.ts";
import type { Source } from "./reconcile.ts";

type Told = Pick<IncomingOrder, "cancelledAt" | "isRefunded" | "lines">;

/** Whether nothing of an order is to be made any more. A refunded order ends its items as a cancelled one does, but can still be shipped, edited or paid again. */
export function isOver({ cancelledAt, isRefunded }: Pick<Told, "cancelledAt" | "isRefunded">): boolean {
  return cancelledAt !== null || isRefunded;
}

/** Whether an order has to wait until it is paid before it comes in. One that is here already goes on, whatever becomes of its payment. */
export function waitsForPayment(
  { isUnpaid }: Pick<IncomingOrder, "isUnpaid">,
  { unpaid }: Pick<Flow, "unpaid">,
): boolean {
  return unpaid === "wait" && isUnpaid;
}

/**
 * Whether an order was placed while the shop had the app: then what of it was shipped before we heard of it was shipped past us, and is
 * kept as it would be had we heard in time. What the shop made before is none of ours.
 */
export function madeHere({ placedAt }: Pick<IncomingOrder, "placedAt">, installedAt: Date): boolean {
  return Date.parse(placedAt) >= installedAt.getTime();
}

/** Whether a line of an order is work that is still to do in Shopify's eyes: not cancelled, not removed, not shipped (or `shippedToo`). */
export function isToMake(order: Told, { lineId }: { lineId: string }, shippedToo = false): boolean {
  const line = order.lines.find((one) => one.lineId === lineId);
  return isLineToMake(order, line, shippedToo);
}

function isLineToMake(order: Told, line: Told["lines"][number] | undefined, shippedToo: boolean): boolean {
  return !isOver(order) && line !== undefined && line.quantity > 0 && (shippedToo || !line.isFulfilled);
}

/** What of all that was found in an order counts: what is an item already, and what is still to be made. Photos of the order itself are an item once, wherever that stands now. */
export function whatCounts<T extends Source>(
  order: Told,
  found: readonly T[],
  existing: readonly Source[],
  shippedToo = false,
): T[] {
  const lines = new Map(order.lines.toReversed().map((line) => [line.lineId, line]));
  const linesOf = new Map<string, Set<string>>();
  for (const { lineId, sourceKey } of existing)
    linesOf.set(sourceKey, (linesOf.get(sourceKey) ?? new Set()).add(lineId));
  const isWanted = (item: T) => {
    const its = linesOf.get(item.sourceKey);
    const isKnown = its?.has(item.lineId) ?? false;
    // An item of the order itself that stands on another line is that one.
    if (its && isFromOrder(item) && its.size > (isKnown ? 1 : 0)) return false;
    return isKnown || isLineToMake(order, lines.get(item.lineId), shippedToo);
  };
  return found.filter(isWanted);
}

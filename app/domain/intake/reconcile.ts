import { isEnd, type Step } from "../words/steps.ts";

/** An order as Shopify has it now: its lines, and what of them would make items. */
export type CurrentLines<T> = {
  /** The order was cancelled, or refunded in full. */
  cancelled: boolean;
  /** `currentQuantity` after edits and refunds. */
  lines: readonly { lineId: string; currentQuantity: number }[];
  items: readonly T[];
};

/** What of a line an item is made from: its photo property, the whole line, or one photo. */
export type Source = { lineId: string; sourceKey: string };

/** An item that the order already has. */
export type ExistingItem = Source & {
  itemId: string;
  number: number;
  copies: number;
  step: Step;
  isCancelledByShopify?: boolean;
};

/** What has to change: items to add under their numbers, items to cancel, items to take up again, copies to print. */
export type Reconciliation<T> = {
  add: { number: number; copies: number; incoming: T }[];
  cancel: string[];
  reopen: string[];
  changedCopies: { itemId: string; copies: number }[];
  /** Items that are done, of which more copies are wanted now. */
  moreOfDone: string[];
};

/** Compares an order in Shopify with its items. Numbers never change and are never used again; a line that is merely absent cancels nothing, one that was removed and put back has its item again. */
export function reconcileOrder<T extends Source>(
  incoming: CurrentLines<T>,
  existing: readonly ExistingItem[],
): Reconciliation<T> {
  const copiesOf = new Map(incoming.lines.map(({ lineId, currentQuantity }) => [lineId, currentQuantity]));
  const open = existing.filter(({ step }) => !isEnd(step));
  const isGone = ({ lineId }: Source) => incoming.cancelled || (copiesOf.get(lineId) ?? 1) <= 0;
  const isBack = ({ step, isCancelledByShopify = false, lineId }: ExistingItem) =>
    step === "cancelled" && isCancelledByShopify && !incoming.cancelled && (copiesOf.get(lineId) ?? 0) > 0;
  const reopen = existing.filter(isBack);
  const moreOfDone = existing.filter(
    (item) => item.step === "done" && !incoming.cancelled && (copiesOf.get(item.lineId) ?? 0) > item.copies,
  );
  const known = new Set(existing.map(keyOf));
  const fresh = uniqueByKey(incoming.items).filter((item) => !isGone(item) && !known.has(keyOf(item)));
  const lastNumber = existing.reduce((highest, { number }) => Math.max(highest, number), 0);
  return {
    add: fresh.map((item, index) => ({
      number: lastNumber + 1 + index,
      copies: copiesOf.get(item.lineId) ?? 1,
      incoming: item,
    })),
    cancel: open.filter(isGone).map(({ itemId }) => itemId),
    reopen: reopen.map(({ itemId }) => itemId),
    changedCopies: [...open.filter((item) => !isGone(item)), ...reopen, ...moreOfDone]
      .map(({ itemId, lineId, copies }) => ({ itemId, was: copies, copies: copiesOf.get(lineId) ?? copies }))
      .filter(({ was, copies }) => copies !== was)
      .map(({ itemId, copies }) => ({ itemId, copies })),
    moreOfDone: moreOfDone.map(({ itemId }) => itemId),
  };
}

function uniqueByKey<T extends Source>(items: readonly T[]): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const isFirst = !seen.has(keyOf(item));
    seen.add(keyOf(item));
    return isFirst;
  });
}

function keyOf({ lineId, sourceKey }: Source): string {
  return JSON.stringify([lineId, sourceKey]);
}

import { linesToShip, type LineItem } from "./shipping.ts";
import type { Tracking } from "./tracking.ts";

/** "Mark as fulfilled" as a member asked for it. `copies`: how many there were of each of these items then; empty where that is not known. */
export type AskedFulfilment = Tracking & {
  itemIds: readonly string[];
  copies: readonly number[];
  notifyCustomer: boolean;
};

/** Lines of an order that have to be fulfilled in Shopify, by their numbers there, each with the copies that were asked for, shipped ones included. */
export type WantedFulfilment = { lines: ReadonlyMap<string, number> };

/**
 * What a member's "mark as fulfilled" wants to be so in Shopify, of the order as it stands here; null when all that it asked for was
 * cancelled meanwhile.
 */
export function wantedFulfilment(
  { itemIds, copies }: Pick<AskedFulfilment, "itemIds" | "copies">,
  items: readonly LineItem[],
): WantedFulfilment | null {
  const asked = items.filter(({ id, step }) => itemIds.includes(id) && step !== "cancelled");
  if (asked.length === 0) return null;
  const ships = linesToShip(
    items,
    asked.map(({ id }) => id),
  );
  const copiesOf = ({ id }: LineItem) => copies[itemIds.indexOf(id)] ?? Number.POSITIVE_INFINITY;
  return {
    lines: new Map(
      [...ships].map((lineId) => [
        lineId,
        Math.max(...asked.filter((item) => item.lineId === lineId).map((item) => copiesOf(item))),
      ]),
    ),
  };
}

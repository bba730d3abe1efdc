import type { LocalLine, LocalOrder } from "../shapes.ts";

/** How many copies of a line are in no fulfillment order yet. */
export function unroutedCopies(order: LocalOrder, line: LocalLine): number {
  if (order.cancelledAt !== null) return 0;
  const routed = partsOf(order, line).reduce((sum, { totalQuantity }) => sum + totalQuantity, 0);
  return Math.max(0, line.currentQuantity - routed);
}

/** How many copies of a line are left to ship, routed or not. */
export function leftToShip(order: LocalOrder, line: LocalLine): number {
  return (
    unroutedCopies(order, line) +
    partsOf(order, line).reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0)
  );
}

/** Whether anything of an order is left to ship. */
export function isLeftToShip(order: LocalOrder): boolean {
  return order.lines.some((line) => leftToShip(order, line) > 0);
}

function partsOf(order: LocalOrder, line: LocalLine) {
  return order.fulfillmentOrders.flatMap(({ lines }) => lines).filter(({ lineId }) => lineId === line.id);
}

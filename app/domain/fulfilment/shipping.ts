import { isEnd, type Step } from "../words/steps.ts";

/** An item with the order line that it was ordered on. */
export type LineItem = { id: string; lineId: string; step: Step };

/** The lines that ship with these items: a line with several ships when none of them is left behind. */
export function linesToShip(items: readonly LineItem[], asked: readonly string[]): Set<string> {
  const isAsked = ({ id }: LineItem) => asked.includes(id);
  const behind = new Set(items.filter((item) => !isAsked(item) && isToBeMade(item)).map(({ lineId }) => lineId));
  return new Set(items.filter((item) => isAsked(item) && !behind.has(item.lineId)).map(({ lineId }) => lineId));
}

/** The lines of which something is still to be made or shipped. */
export function linesStillToMake(items: readonly Pick<LineItem, "lineId" | "step">[]): Set<string> {
  return new Set(items.filter(isToBeMade).map(({ lineId }) => lineId));
}

function isToBeMade({ step }: Pick<LineItem, "step">): boolean {
  return !isEnd(step);
}

type Shippable = { isOpen: boolean; lines: readonly { id: string; lineId: string; remaining: number }[] };

/** What ships of these lines: of every open fulfilment order all that is left of them; those with nothing left are absent. */
export function parcelsOf<T extends Shippable>(
  all: readonly T[],
  lineIds: ReadonlySet<string>,
): { from: T; lines: { id: string; quantity: number }[] }[] {
  const parcels = all
    .filter(({ isOpen }) => isOpen)
    .map((from) => ({
      from,
      lines: from.lines
        .filter(({ lineId, remaining }) => remaining > 0 && lineIds.has(lineId))
        .map(({ id, remaining: quantity }) => ({ id, quantity })),
    }));
  return parcels.filter(({ lines }) => lines.length > 0);
}

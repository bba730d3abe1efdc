import { isEnd, type Step } from "../words/steps.ts";

/** A line as an edited order has it now, and whether it brings photos of its own. */
export type EditedLine = {
  lineId: string;
  productId: string | null;
  title: string;
  quantity: number;
  isFulfilled: boolean;
  isPhysical: boolean;
  hasPhotos: boolean;
};

/** An item that the order has; `isPhotoMissing`: it was made because its line came without a photo, and still has none. */
export type ItemOnLine = {
  itemId: string;
  lineId: string;
  step: Step;
  isPhotoMissing: boolean;
  isCancelledByShopify: boolean;
};

/** What an order edit means for items, where lines came without photos. */
export type LineEdit = {
  /** Items that go on, with photos and work, on the line that took the place of theirs. */
  moves: { itemId: string; lineId: string }[];
  /** Lines that want a photo and have none. */
  missing: string[];
  /** Items without a photo, in whose place another one came. */
  superseded: string[];
};

/**
 * A swapped variant is a line that went and a line that came, without properties. The new line takes over what stood on the old one where both
 * are of one product and nothing else could be meant: one such line went, and one such line came without a photo. Otherwise nobody guesses:
 * a line that came without a photo is missing one when it is of a product that has items in this order, or when a line went at the same time and nothing
 * took its place. `former`: the copies of each line when the order was last read; null when that is not known.
 */
export function lineEdit(
  former: ReadonlyMap<string, number> | null,
  lines: readonly EditedLine[],
  items: readonly ItemOnLine[],
): LineEdit {
  const byLine = Map.groupBy(items, ({ lineId }) => lineId);
  const on = (line: EditedLine) => byLine.get(line.lineId) ?? [];
  const travellers = (line: EditedLine) => on(line).filter(mayTravel);
  const was = (line: EditedLine) => former?.get(line.lineId) ?? 0;
  const hasCome = (line: EditedLine) => former === null || was(line) === 0;
  const wantsPhoto = (line: EditedLine) => {
    const isHere = line.quantity > 0 && !line.isFulfilled && line.isPhysical;
    if (!isHere || on(line).some(({ isPhotoMissing }) => !isPhotoMissing)) return false;
    const isBack = former?.get(line.lineId) === 0;
    return (!line.hasPhotos || isBack) && (on(line).length > 0 || hasCome(line));
  };

  const gone = lines.filter((line) => line.quantity === 0 && travellers(line).length > 0);
  const come = lines.filter(wantsPhoto);
  const pairs = gone.flatMap((from) => {
    const [to, ...others] = come.filter((line) => isSameProduct(line, from));
    const rivals = gone.filter((line) => isSameProduct(line, from));
    return to && others.length === 0 && rivals.length === 1 ? [{ from, to }] : [];
  });
  const isPaired = (line: EditedLine) => pairs.some(({ from, to }) => from === line || to === line);
  const wentUnpaired = gone.some((line) => !isPaired(line) && was(line) > 0);
  const isOfOurs = (line: EditedLine) =>
    lines.some(
      (other) =>
        other !== line && isSameProduct(other, line) && on(other).some(({ isPhotoMissing }) => !isPhotoMissing),
    );
  return {
    moves: pairs.flatMap(({ from, to }) => travellers(from).map(({ itemId }) => ({ itemId, lineId: to.lineId }))),
    missing: come
      .filter((line) => !isPaired(line) && !line.hasPhotos && on(line).length === 0)
      .filter((line) => isOfOurs(line) || wentUnpaired)
      .map(({ lineId }) => lineId),
    superseded: pairs.flatMap(({ to }) =>
      on(to)
        .filter(({ step }) => !isEnd(step))
        .map(({ itemId }) => itemId),
    ),
  };
}

// What is done was shipped on its own line, and what a member cancelled stays cancelled there.
function mayTravel({ step, isPhotoMissing, isCancelledByShopify }: ItemOnLine): boolean {
  return !isPhotoMissing && (!isEnd(step) || (step === "cancelled" && isCancelledByShopify));
}

function isSameProduct(one: EditedLine, other: EditedLine): boolean {
  if (one.productId !== null && other.productId !== null) return one.productId === other.productId;
  return one.title.trim().toLowerCase() === other.title.trim().toLowerCase();
}

import type { FoundPhotoProperty } from "./found-photos.ts";
import type { IncomingOrder } from "./incoming-order.ts";
import { visibleName } from "./photo-properties-read.ts";
import { findPhotos, type PhotoPropertySettings } from "./photo-properties.ts";
import { groupIntoItems, type FoundItem } from "./photo-properties-grouping.ts";
import { isPhotoLink } from "./photo-properties-judge.ts";

/** What of an order makes an item; `placeAmong` names the lines that its photos may belong to, where nobody can say which (empty: its own). */
export type Placed = FoundItem & { placeAmong: string[] };

/** How the source of an item begins whose photos were found on the order itself. */
const ON_ORDER = "note:";
/** The source of an item for a line that came without a photo. */
const MISSING = "?";

/**
 * The photos that stand on the order itself (`note_attributes`), for the only line that can want one: still to be made, something that is
 * shipped, and without photos of its own. With several such lines they are found `placeAmong` all of them; with none they are nobody's.
 */
export function notePhotos(
  order: Pick<IncomingOrder, "noteAttributes" | "lines">,
  found: readonly FoundPhotoProperty[],
  settings: PhotoPropertySettings,
): Placed[] {
  const hasOwn = new Set(found.map(({ lineId }) => lineId));
  const wanting = order.lines.filter(
    (line) => line.isPhysical && line.quantity > 0 && !line.isFulfilled && !hasOwn.has(line.lineId),
  );
  const [first, ...others] = wanting.map(({ lineId }) => lineId);
  if (first === undefined) return [];
  const onOrder = { lineId: first, title: "", variantTitle: null, quantity: 1, properties: order.noteAttributes };
  const onLines = new Set(found.flatMap(({ links }) => links));
  const photos = findPhotos([onOrder], settings).flatMap((property) => {
    const links = property.links.filter((link) => !onLines.has(link) && isSurely(link, property.rawName, settings));
    return links.length > 0 ? [{ ...property, links }] : [];
  });
  return groupIntoItems(photos, settings.grouping).map((item) => ({
    ...item,
    sourceKey: `${ON_ORDER}${item.sourceKey}`,
    placeAmong: others.length > 0 ? [first, ...others] : [],
  }));
}

/** An item for a line that wants a photo and came without one. */
export function withoutPhoto(lineId: string): Placed {
  return { lineId, sourceKey: MISSING, propertyName: "", links: [], leftOut: 0, placeAmong: [] };
}

/** Whether an item was made because its line came without a photo, and still has none. */
export function isPhotoMissing(item: { sourceKey: string; photoVersion: number }): boolean {
  return item.sourceKey === MISSING && item.photoVersion === 0;
}

/** Whether photos of an item were found on the order itself, not on a line: it is known by that wherever it stands now. */
export function isFromOrder({ sourceKey }: { sourceKey: string }): boolean {
  return sourceKey.startsWith(ON_ORDER);
}

/** Which of the lines that photos may belong to are left, once the order has changed; the places of an item that nobody has to place stay empty. */
export function placesLeft(
  placeAmong: readonly string[],
  lines: readonly { lineId: string; quantity: number; isFulfilled: boolean }[],
): string[] {
  const isOver = ({ quantity, isFulfilled }: (typeof lines)[number]) => quantity <= 0 || isFulfilled;
  const over = new Set(lines.filter(isOver).map(({ lineId }) => lineId));
  return placeAmong.filter((lineId) => !over.has(lineId));
}

// Apps write addresses of pages on an order too, where a customer's photo would say by its name or its host what it is.
function isSurely(link: string, rawName: string, { onlyNames }: PhotoPropertySettings): boolean {
  return (onlyNames ?? []).length > 0 || isPhotoLink(link, `_${visibleName(rawName)}`, false);
}

import type { FoundPhotoProperty, PhotoGrouping } from "./photo-properties.ts";

/** What becomes one item: `sourceKey` tells it apart inside its line and stays the same when the order is read again. */
export type FoundItem = { lineId: string; sourceKey: string; propertyName: string; links: string[]; leftOut: number };

/** The items that found photos make: one per property (the rule), one per line with all its photos, or one per photo. */
export function groupIntoItems(found: readonly FoundPhotoProperty[], grouping: PhotoGrouping): FoundItem[] {
  return groupings[grouping](found);
}

const groupings: Record<PhotoGrouping, (found: readonly FoundPhotoProperty[]) => FoundItem[]> = { property: perProperty, line: perLine, photo: perPhoto };

function perProperty(found: readonly FoundPhotoProperty[]): FoundItem[] {
  return found.map(({ lineId, rawName, propertyName, links, leftOut }) => ({ lineId, sourceKey: rawName, propertyName, links, leftOut }));
}

function perLine(found: readonly FoundPhotoProperty[]): FoundItem[] {
  const lineIds = [...new Set(found.map((property) => property.lineId))];
  return lineIds.map((lineId) => {
    const properties = found.filter((property) => property.lineId === lineId);
    return {
      lineId,
      sourceKey: "*",
      propertyName: properties.length === 1 ? (properties[0]?.propertyName ?? "") : "",
      links: [...new Set(properties.flatMap((property) => property.links))],
      leftOut: properties.reduce((sum, property) => sum + property.leftOut, 0),
    };
  });
}

function perPhoto(found: readonly FoundPhotoProperty[]): FoundItem[] {
  const items = new Map<string, FoundItem>();
  for (const { lineId, propertyName, links, leftOut } of found) {
    for (const [at, link] of links.entries()) {
      const identity = `${lineId}\n${link}`;
      if (!items.has(identity)) items.set(identity, { lineId, sourceKey: link, propertyName, links: [link], leftOut: at === 0 ? leftOut : 0 });
    }
  }
  return [...items.values()];
}

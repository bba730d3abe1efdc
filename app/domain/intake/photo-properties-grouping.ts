import type { PhotoGrouping } from "./photo-properties.ts";
import type { FoundPhotoProperty } from "./found-photos.ts";

/** What becomes one item: `sourceKey` (at most 220 characters) tells it apart inside its line and stays the same when the order is read again. */
export type FoundItem = { lineId: string; sourceKey: string; propertyName: string; links: string[]; leftOut: number };

/** The items that found photos make: one per property (the rule), one per line with all its photos, or one per photo. */
export function groupIntoItems(found: readonly FoundPhotoProperty[], grouping: PhotoGrouping): FoundItem[] {
  return GROUPINGS[grouping](found);
}

const GROUPINGS: Record<PhotoGrouping, (found: readonly FoundPhotoProperty[]) => FoundItem[]> = {
  property: perProperty,
  line: perLine,
  photo: perPhoto,
};

function perProperty(found: readonly FoundPhotoProperty[]): FoundItem[] {
  return found.map(({ lineId, rawName, propertyName, links, leftOut }) => ({
    lineId,
    sourceKey: bounded(rawName),
    propertyName,
    links,
    leftOut,
  }));
}

function perLine(found: readonly FoundPhotoProperty[]): FoundItem[] {
  return [...Map.groupBy(found, (property) => property.lineId)].map(([lineId, properties]) => {
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
      if (!items.has(identity))
        items.set(identity, {
          lineId,
          sourceKey: bounded(link),
          propertyName,
          links: [link],
          leftOut: at === 0 ? leftOut : 0,
        });
    }
  }
  return [...items.values()];
}

// The key is part of a unique index, and PostgreSQL indexes no text beyond some 2,700 bytes: a long one ends in its FNV-1a hash.
function bounded(text: string): string {
  if (text.length <= 200) return text;
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return `${text.slice(0, 200).replace(/\p{Cs}/gu, "")}~${hash.toString(16).padStart(16, "0")}`;
}

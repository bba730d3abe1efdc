import type { FoundPhotoProperty, IncomingLine } from "./found-photos.ts";
import { readPairs, visibleName, type PropertyPair } from "./photo-properties-read.ts";
import { linksIn } from "./photo-properties-links.ts";
import { isPhotoLink, isPhotoName, namesOfPreviews, type NameSettings } from "./photo-properties-judge.ts";
import { onceInBundle, withoutHiddenCopies } from "./photo-properties-copies.ts";

export type PhotoGrouping = "property" | "line" | "photo";
export type PhotoPropertySettings = NameSettings & { grouping: PhotoGrouping };

/** A property without a photo, as text for the artist; hidden ones begin with `_` and are mostly an app's own notes. */
export type LineText = { lineId: string; name: string; value: string; hidden: boolean };

/** How many photos of one property are fetched. */
export const MAX_LINKS = 50;

/** After so many links the rest of a property is not read. */
const MOST_READ = 5000;

/** Every photo property of an order's lines, judged by the links in the values; previews, production files and sounds are left out. */
export function findPhotos(lines: readonly IncomingLine[], settings: NameSettings): FoundPhotoProperty[] {
  return onceInBundle(
    lines,
    lines.flatMap((line) => withoutHiddenCopies(readLine(line, settings).photos)),
  );
}

/** The other properties of the lines as plain text, in order, with empty ones left out. */
export function findTexts(lines: readonly IncomingLine[], settings: NameSettings): LineText[] {
  return lines.flatMap((line) => readLine(line, settings).texts);
}

function readLine(line: IncomingLine, settings: NameSettings): { photos: FoundPhotoProperty[]; texts: LineText[] } {
  const pairs = [
    ...readPairs(line.properties).map((pair) => ({ ...pair, groupKey: null })),
    ...readPairs(line.groupProperties).map((pair) => ({ ...pair, groupKey: line.groupId ?? "" })),
  ];
  const previews = namesOfPreviews(pairs);
  const photos = new Map<string, FoundPhotoProperty>();
  const texts: LineText[] = [];
  for (const pair of pairs) {
    const links = photoLinks(pair, previews, settings);
    if (links.length > 0) addPhotos(photos, line.lineId, pair, links);
    else if (pair.text.trim() !== "") texts.push(textOf(line.lineId, pair));
  }
  return { photos: [...photos.values()], texts };
}

function photoLinks(pair: PropertyPair, previews: ReadonlySet<string>, settings: NameSettings): string[] {
  const verdict = isPhotoName(pair.name, previews, settings);
  if (verdict === "never") return [];
  const links: string[] = [];
  for (const { hint, text } of pair.values) {
    if (verdict !== "always" && hint !== null && isPhotoName(hint, previews, {}) === "never") continue;
    links.push(...linksIn(text).filter((link) => isPhotoLink(link, pair.name, verdict === "always")));
    // A list of thousands is no order of anybody; what is told as left out is then too few.
    if (links.length >= MOST_READ) break;
  }
  return links;
}

function addPhotos(
  photos: Map<string, FoundPhotoProperty>,
  lineId: string,
  pair: PropertyPair & { groupKey: string | null },
  links: string[],
) {
  const known = photos.get(pair.name);
  const all = new Set([...(known?.links ?? []), ...links]);
  photos.set(pair.name, {
    lineId,
    propertyName: visibleName(pair.name),
    rawName: pair.name,
    links: [...all].slice(0, MAX_LINKS),
    leftOut: (known?.leftOut ?? 0) + Math.max(0, all.size - MAX_LINKS),
    groupKey: known ? known.groupKey : pair.groupKey,
  });
}

function textOf(lineId: string, pair: PropertyPair): LineText {
  const name = visibleName(pair.name);
  return { lineId, name, value: pair.text, hidden: name.startsWith("_") };
}

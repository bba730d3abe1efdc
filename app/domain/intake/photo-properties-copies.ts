import type { FoundPhotoProperty, IncomingLine } from "./found-photos.ts";

/** A line's photos without those that an app repeats in a hidden property: the visible one stays. */
export function withoutHiddenCopies(found: FoundPhotoProperty[]): FoundPhotoProperty[] {
  const shown = new Set(found.filter((property) => !isHidden(property)).flatMap((property) => property.links));
  return found.filter((property) => !isHidden(property) || !property.links.every((link) => shown.has(link)));
}

/**
 * Every line of a bundle carries the bundle's properties: each photo is kept once,
 * on the line whose title stands in the property's name, else on the bundle's first line.
 */
export function onceInBundle(lines: readonly IncomingLine[], found: FoundPhotoProperty[]): FoundPhotoProperty[] {
  const titles = new Map(lines.map((line) => [line.lineId, line.title]));
  const keepers = new Map<string, FoundPhotoProperty>();
  for (const property of found) {
    if (property.groupKey === null) continue;
    const identity = identityOf(property);
    const keeper = keepers.get(identity);
    if (!keeper || (!isNamedAfter(keeper, titles) && isNamedAfter(property, titles))) keepers.set(identity, property);
  }
  return found.filter((property) => property.groupKey === null || keepers.get(identityOf(property)) === property);
}

function isHidden(property: FoundPhotoProperty): boolean {
  return property.propertyName.startsWith("_");
}

function isNamedAfter(property: FoundPhotoProperty, titles: ReadonlyMap<string, string>): boolean {
  const title = titles.get(property.lineId)?.trim() ?? "";
  return title !== "" && property.propertyName.includes(title);
}

function identityOf(property: FoundPhotoProperty): string {
  return JSON.stringify([property.groupKey, property.rawName, property.links]);
}

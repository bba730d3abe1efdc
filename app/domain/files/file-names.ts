import { ARTFILE_EXTENSIONS } from "./artfile-formats.ts";
import { BROKEN_PAIR, cleanPart, cleanEdges, shortenToBytes, utf8Bytes } from "./file-names-clean.ts";

/** What an item's file name is made of; `options` are the variant's option values in the shop's order. */
export type FileNameInput = {
  orderName: string;
  productTitle: string;
  itemNumber: number;
  options: string[];
  isDefaultVariant: boolean;
  propertyName: string | null;
};

/** The parts of a file name as they stand in it, cleaned and shortened; null where the name has no such part. */
export type FileNameParts = {
  order: string;
  product: string;
  itemNumber: string;
  options: string | null;
  property: string | null;
};

export type ItemFileName = { name: string; key: string; parts: FileNameParts };

/** The longest file name without its extension, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 180;

/**
 * The name an item's photo is downloaded and its artfile uploaded under, without extension, and the key it is found by.
 * Computed once when the item is made; at most 180 bytes, allowed on Windows, macOS and Linux.
 */
export function itemFileName(input: FileNameInput): ItemFileName {
  const parts = shorten({
    order: cleanPart(input.orderName.trim().replace(/^#/, "")) || "_",
    product: cleanPart(input.productTitle) || "_",
    itemNumber: String(input.itemNumber),
    options: (input.isDefaultVariant ? "" : input.options.map(cleanPart).filter(Boolean).join(",")) || null,
    property: cleanPart(input.propertyName ?? "") || null,
  });
  const name = cleanEdges(assemble(parts));
  return { name, key: nameKey(name), parts };
}

/** The form in which two names count as the same: NFC, case-folded, invisible characters dropped, blanks collapsed. */
export function nameKey(text: string): string {
  const visible = text
    .replace(BROKEN_PAIR, "_")
    .normalize("NFC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return foldCase(foldCase(visible)).replace(/\s+/gu, " ").trim();
}

/** The download name of an item's photo: `position` counts from 1, later photos get ` (2)`, ` (3)`; `extension` has no dot. */
export function photoDownloadName(name: string, position: number, extension: string): string {
  return position > 1 ? `${name} (${position}).${extension}` : `${name}.${extension}`;
}

/** The file name without its extension, when that is one we accept; any other ending is part of the name. */
export function stripAllowedExtension(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  if (dot <= 0) return fileName;
  return ARTFILE_EXTENSIONS.includes(
    fileName
      .slice(dot + 1)
      .trim()
      .toLowerCase(),
  )
    ? fileName.slice(0, dot)
    : fileName;
}

/** Another name for an item whose key is taken in its shop: `n` counts from 2; still at most 180 bytes. */
export function disambiguate(name: string, n: number): { name: string; key: string } {
  const suffix = ` ~${n}`;
  const other = cleanEdges(shortenToBytes(name, MAX_NAME_BYTES - utf8Bytes(suffix))) + suffix;
  return { name: other, key: nameKey(other) };
}

function assemble({ order, product, itemNumber, options, property }: FileNameParts): string {
  return `${order} - ${product} - ${itemNumber}${options ? `, ${options}` : ""}${property ? ` - ${property}` : ""}`;
}

// The product gives way first; each of the others only when the product is down to its floor.
function shorten(parts: FileNameParts): FileNameParts {
  let short = parts;
  for (const part of ["product", "options", "property", "order"] as const) {
    const text = short[part];
    const excess = utf8Bytes(assemble(short)) - MAX_NAME_BYTES;
    if (excess <= 0) break;
    if (text === null) continue;
    const room = Math.max(utf8Bytes(text) - excess, Math.min(FLOOR_BYTES, utf8Bytes(text)));
    short = { ...short, [part]: shortenToBytes(text, room).trim() || "_" };
  }
  return short;
}

const FLOOR_BYTES = 24;

// Upper before lower case folds ß with SS and the long s with s; the final sigma depends on its neighbours and is levelled.
function foldCase(text: string): string {
  return text.normalize("NFD").toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
}

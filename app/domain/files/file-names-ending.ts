import { nameKey, stripAllowedExtension } from "./file-names.ts";

/** A file's name without its ending, the ending that counts, and one that stands before it although it is an ending too. */
export type Ending = { stem: string; last: string | null; second: string | null };

/** Cuts the ending that we accept off a file's name, and a second one before it (`.png.png`, `.psd.png`) unless the item's name ends with it. */
export function readEnding(fileName: string, itemName: string): Ending {
  const once = stripAllowedExtension(fileName);
  if (once === fileName) return { stem: fileName, last: null, second: null };
  const last = fileName.slice(once.length + 1).trim();
  const trimmed = once.trimEnd();
  const twice = stripAllowedExtension(trimmed);
  if (twice === trimmed || nameKey(itemName).endsWith(nameKey(trimmed.slice(twice.length))))
    return { stem: once, last, second: null };
  return { stem: twice, last, second: trimmed.slice(twice.length + 1).trim() };
}

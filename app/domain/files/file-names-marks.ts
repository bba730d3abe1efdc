import { nameKey } from "./file-names.ts";

/** A text in which signs that programs put for one another are one: dashes of any length, and `_` for a blank. For explanations only. */
export function plain(text: string): string {
  return text.replace(DASHES, "-").replaceAll("_", " ").replace(/\s+/gu, " ").trim();
}

/** The key of a name of which only the signs between its words may differ. */
export function plainKey(text: string): string {
  return nameKey(plain(text));
}

/**
 * The key of a name as a browser may have saved it: Chromium writes `_` for the joiners of Persian words and emoji
 * (net/base/filename_util and base/i18n/file_util_icu.cc), and others do so for `%` and `~`.
 */
export function savedKey(name: string): string {
  return nameKey(name.replace(/\u200C|\u200D|[%~]/gu, "_"));
}

/** Which sign stands in a file's name in place of another that the item's name has there. */
export function differingMarks(stem: string, name: string): { part: "marks"; expected: string; got: string }[] {
  const found: { part: "marks"; expected: string; got: string }[] = [];
  if (count(stem, "_") > count(name, "_") && count(stem, " ") < count(name, " "))
    found.push({ part: "marks", expected: " ", got: "_" });
  for (const dash of new Set(stem.match(DASHES)))
    if (count(stem, dash) > count(name, dash)) found.push({ part: "marks", expected: "-", got: dash });
  return found;
}

const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** One part of a file name with everything replaced or dropped that a file system, a browser or a reader could stumble on. */
export function cleanPart(text: string): string {
  return text
    .slice(0, LONGEST_PART)
    .replace(BROKEN_PAIR, "_")
    .replace(/\s+/gu, " ")
    .replace(INVISIBLE, "")
    .normalize("NFC")
    .replace(FORBIDDEN, "_")
    .replace(/ +/gu, " ")
    .trim();
}

/** A whole name without blanks and dots at its ends, and never one of the names Windows keeps for its devices. */
export function cleanEdges(name: string): string {
  let from = 0;
  let to = name.length;
  while (isEdge(name, from)) from += 1;
  while (isEdge(name, to - 1)) to -= 1;
  const trimmed = name.slice(from, to);
  return RESERVED.test(trimmed) || trimmed === "" ? `_${trimmed}` : trimmed;
}

/** The beginning of a text that fits into so many bytes of UTF-8, never cutting a character as a person sees it. */
export function shortenToBytes(text: string, maxBytes: number): string {
  if (utf8Bytes(text) <= maxBytes) return text;
  let bytes = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    bytes += utf8Bytes(segment);
    if (bytes > maxBytes) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The length of a text in bytes of UTF-8. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

const LONGEST_PART = 2000;
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const encoder = new TextEncoder();

/** Halves of surrogate pairs, which cannot be written as UTF-8. */
export const BROKEN_PAIR = /\p{Cs}/gu;

// Windows, macOS and Chromium's own list for downloads.
const FORBIDDEN = /[<>:"/\\|?*]/gu;
// Controls, format characters but the two joiners (Persian words and emoji need them), unassigned noncharacters.
const INVISIBLE = /[\p{Cc}\p{Noncharacter_Code_Point}]|(?![\u200C\u200D])\p{Cf}/gu;
const RESERVED =
  /^(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/iu;

function isEdge(name: string, at: number): boolean {
  return /[\s.]/u.test(name.charAt(at));
}

import { nameKey, stripAllowedExtension, type FileNameParts } from "./file-names.ts";
import { cleanEdges, cleanPart } from "./file-names-clean.ts";
import { readParts, splitLike } from "./file-names-parts.ts";
import { nearestName } from "./file-names-nearest.ts";
import { ARTFILE_EXTENSIONS } from "./artfile-formats.ts";

/** An item that waits for an artfile; `parts` make the explanation of a refusal exact, without them they are read off the name. */
export type ArtfileCandidate = { itemId: string; name: string; key: string; parts?: FileNameParts };

export type NamePart = "order" | "product" | "item number" | "options" | "property" | "extension";

/** One part that differs; null means that the name has, or should have, no such part. */
export type NameDifference = { part: NamePart; expected: string | null; got: string | null };

/** Why a file belongs to no item: how its name differs from the nearest item's, and one sentence piece for each difference. */
export type ArtfileRefusal = { differs: NameDifference[]; sentences: string[]; nearest?: string };

export type ArtfileMatch = { match: string } | { refused: ArtfileRefusal };

/** The item whose file name an uploaded file carries (with any extension we accept), or why there is none. */
export function matchArtfile(fileName: string, candidates: readonly ArtfileCandidate[]): ArtfileMatch {
  const stem = stemOf(fileName);
  const key = nameKey(stem);
  const found = candidates.find((candidate) => candidate.key === key);
  if (found) return { match: found.itemId };

  const nearest = nearestName(key, candidates);
  if (!nearest)
    return { refused: { differs: [], sentences: ["No item that waits for an artfile has a name like this."] } };
  const differs = differences(stem, nearest);
  return { refused: { differs, sentences: differs.map(sentence), nearest: nearest.itemId } };
}

/** The key under which an uploaded file's item is stored, when its name is right: for looking it up among more items than can be compared. */
export function uploadKey(fileName: string): string {
  return nameKey(stemOf(fileName));
}

function stemOf(fileName: string): string {
  return cleanEdges(cleanPart(stripAllowedExtension(fileName)));
}

function differences(stem: string, candidate: ArtfileCandidate): NameDifference[] {
  const wrongEnding = /^(.*)\.([\p{L}\p{N}]{1,10})$/u.exec(stem);
  if (wrongEnding && nameKey(cleanEdges(wrongEnding[1] ?? "")) === candidate.key) {
    return [{ part: "extension", expected: ARTFILE_EXTENSIONS.join(", "), got: wrongEnding[2] ?? null }];
  }
  const expected = candidate.parts ?? readParts(candidate.name);
  const got = splitLike(stem, expected);
  const found = PART_NAMES.map(([part, field]) => ({ part, expected: expected[field], got: got[field] })).filter(
    (difference) => nameKey(difference.expected ?? "") !== nameKey(difference.got ?? ""),
  );
  return found.length > 0 ? found : [{ part: "product", expected: candidate.name, got: stem }];
}

const PART_NAMES: readonly [NamePart, keyof FileNameParts][] = [
  ["order", "order"],
  ["product", "product"],
  ["item number", "itemNumber"],
  ["options", "options"],
  ["property", "property"],
];

function sentence({ part, expected, got }: NameDifference): string {
  if (part === "extension") return `The extension “${got ?? ""}” is not accepted; use one of ${expected ?? ""}.`;
  if (got === null) return `The ${part} “${expected ?? ""}” ${part === "options" ? "are" : "is"} missing.`;
  if (expected === null) return `“${got}” is one part too many.`;
  return `The ${part} should be “${expected}”, but the file says “${got}”.`;
}

import { nameKey, stripAllowedExtension, type FileNameParts } from "./file-names.ts";
import { cleanEdges, cleanPart } from "./file-names-clean.ts";
import { readEnding, type Ending } from "./file-names-ending.ts";
import { differingMarks, plain, plainKey, savedKey } from "./file-names-marks.ts";
import { readParts, splitLike } from "./file-names-parts.ts";
import { nearestName } from "./file-names-nearest.ts";
import { orderSaid } from "./file-names-order.ts";
import { ARTFILE_EXTENSIONS } from "./artfile-formats.ts";

/** An item that waits for an artfile; `parts` make the explanation of a refusal exact, without them they are read off the name. */
export type ArtfileCandidate = { itemId: string; name: string; key: string; parts?: FileNameParts };

/** `marks` are signs between the words, `dividers` where one part ends and the next begins. */
export type NamePart =
  | "order"
  | "product"
  | "item number"
  | "options"
  | "property"
  | "extension"
  | "second extension"
  | "marks"
  | "dividers";

/** One part that differs; null means that the name has, or should have, no such part. */
export type NameDifference = { part: NamePart; expected: string | null; got: string | null };

/**
 * Why a file belongs to no item: how its name differs from the nearest item's, and one sentence piece for each difference.
 * `otherOrder` is the order that the name says when no candidate is of it: then there is no nearest item.
 */
export type ArtfileRefusal = {
  differs: NameDifference[];
  sentences: string[];
  nearest?: string;
  otherOrder?: string;
  /** The file itself is of no use: it is for no item, by hand neither. */
  isUseless?: true;
};

export type ArtfileMatch = { match: string } | { refused: ArtfileRefusal };

/** The item whose file name an uploaded file carries (with any extension we accept), or why there is none. */
export function matchArtfile(fileName: string, candidates: readonly ArtfileCandidate[]): ArtfileMatch {
  const match = itemNamed(stemOf(fileName), candidates);
  if (match) return { match: match.itemId };

  const order = orderSaid(stemOf(fileName), candidates);
  const own = order === null ? candidates : candidates.filter(({ name }) => orderSaid(name, candidates) === order);
  if (order !== null && own.length === 0) {
    const sentence = `None of the items that wait for an artfile is of order ${order}.`;
    return { refused: { differs: [], sentences: [sentence], otherOrder: order } };
  }
  const nearest = nearestName(plainKey(stemOf(fileName)), own);
  if (!nearest)
    return { refused: { differs: [], sentences: ["No item that waits for an artfile has a name like this."] } };
  const differs = differences(readEnding(fileName, nearest.name), nearest, order !== null);
  return { refused: { differs, sentences: differs.map(sentence), nearest: nearest.itemId } };
}

/** The key under which an uploaded file's item is stored, when its name is right: for looking it up among more items than can be compared. */
export function uploadKey(fileName: string): string {
  return nameKey(stemOf(fileName));
}

/** The order that a file's name says, without the sign in front; null when it says none. */
export function orderOfUpload(fileName: string, candidates: readonly { name: string }[]): string | null {
  return orderSaid(stemOf(fileName), candidates);
}

function stemOf(fileName: string): string {
  return cleanEdges(cleanPart(stripAllowedExtension(fileName)));
}

function withoutSign(stem: string): string {
  return stem.replace(/^#\s*/u, "");
}

// The name itself; the same with the order's sign in front; the same as a browser saved it, where that is one item's alone.
function itemNamed(stem: string, candidates: readonly ArtfileCandidate[]): ArtfileCandidate | undefined {
  for (const key of new Set([nameKey(stem), nameKey(withoutSign(stem))])) {
    const found = candidates.find((candidate) => candidate.key === key);
    if (found) return found;
  }
  const saved = savedKey(withoutSign(stem));
  const alike = candidates.filter(({ name }) => savedKey(name) === saved);
  return alike.length === 1 ? alike[0] : undefined;
}

function differences(ending: Ending, candidate: ArtfileCandidate, saysOrder: boolean): NameDifference[] {
  const stem = withoutSign(cleanEdges(cleanPart(ending.stem)));
  const twice: NameDifference[] =
    ending.second === null ? [] : [{ part: "second extension", expected: ending.last, got: ending.second }];
  const wrongEnding = /^(.*)\.([\p{L}\p{N}]{1,10})$/u.exec(stem);
  if (wrongEnding && plainKey(cleanEdges(wrongEnding[1] ?? "")) === plainKey(candidate.name)) {
    const marks = differingMarks(wrongEnding[1] ?? "", candidate.name);
    return [
      ...marks,
      { part: "extension", expected: ARTFILE_EXTENSIONS.join(", "), got: wrongEnding[2] ?? null },
      ...twice,
    ];
  }
  const marks = differingMarks(stem, candidate.name);
  const parts =
    plainKey(stem) === plainKey(candidate.name) ? [] : differingParts(stem, candidate, saysOrder, marks.length > 0);
  const all = [...parts, ...marks, ...twice];
  return all.length > 0 ? all : [{ part: "dividers", expected: candidate.name, got: stem }];
}

function differingParts(
  stem: string,
  candidate: ArtfileCandidate,
  saysOrder: boolean,
  hasMarks: boolean,
): NameDifference[] {
  const expected = candidate.parts ?? readParts(candidate.name);
  const text = plain(stem);
  const got = splitLike(saysOrder ? text : `${plain(expected.order)} - ${text}`, plainParts(expected));
  const found = PART_NAMES.map(([part, field]) => ({ part, expected: expected[field], got: got[field] })).filter(
    (difference) => plainKey(difference.expected ?? "") !== plainKey(difference.got ?? ""),
  );
  const missing: NameDifference[] = saysOrder ? [] : [{ part: "order", expected: expected.order, got: null }];
  const all = [...missing, ...found];
  return all.length > 0 || hasMarks ? all : [{ part: "dividers", expected: candidate.name, got: stem }];
}

function plainParts(parts: FileNameParts): FileNameParts {
  const { order, product, itemNumber, options, property } = parts;
  return {
    order: plain(order),
    product: plain(product),
    itemNumber,
    options: options === null ? null : plain(options),
    property: property === null ? null : plain(property),
  };
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
  if (part === "second extension")
    return got?.toLowerCase() === expected?.toLowerCase()
      ? `The ending “.${got ?? ""}” stands there twice.`
      : `The file has two endings, “.${got ?? ""}” and “.${expected ?? ""}”; it should have one.`;
  if (part === "marks")
    return `“${got ?? ""}” stands where ${expected === " " ? "a blank" : `“${expected ?? ""}”`} should stand.`;
  if (part === "dividers") return `The parts should be divided as in “${expected ?? ""}”.`;
  if (got === null) return `The ${part} “${expected ?? ""}” ${part === "options" ? "are" : "is"} missing.`;
  if (expected === null) return `“${got}” is one part too many.`;
  return `The ${part} should be “${expected}”, but the file says “${got}”.`;
}

import fc from "fast-check";

/** Signs that names stumble on: edges, dividers, what cannot be seen or written, and what a change of form or case alters. */
const AWKWARD = [..." .,-#/\\:\0\t\u00A0\u00AD\u200B\u200D\u202E\u3164\u0301\uFEFFéßſςİﬁ", "\uD83D", "e\u0301", "👩‍👩‍👧‍👦"];

const anySign = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) },
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) },
);

/** Any text of at most so many signs. Of signs made here: those of fast-check take a second to get ready, for every fault anew. */
export function anyTextOf(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: anySign, maxLength });
}

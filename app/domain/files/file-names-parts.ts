import { nameKey, type FileNameParts } from "./file-names.ts";

type NumberFound = { start: number; end: number; digits: string };
type GotParts = { [part in keyof FileNameParts]: string | null };

/** The parts of one of our own names, read from its shape: the last ` - number` that ends a part divides it. For explanations only. */
export function readParts(name: string): FileNameParts {
  const [order, rest] = cut(name, name.indexOf(DIVIDER));
  const number = lastNumber(rest ?? "");
  if (rest === null || !number) return { order, product: rest ?? "", itemNumber: "", options: null, property: null };
  const [options, property] = readTail(rest.slice(number.end));
  return { order, product: rest.slice(0, number.start), itemNumber: number.digits, options, property };
}

/**
 * The parts an uploaded name seems to have, cut where they agree best with the parts it should have.
 * Titles may contain ` - ` and `,`, so the known parts are looked for first and only what is left over is cut by shape.
 */
export function splitLike(stem: string, expected: FileNameParts): GotParts {
  const [order, afterOrder] = takeOrder(stem, expected.order);
  if (afterOrder === null) return { ...NOTHING, order };

  const [product, afterProduct] = takeProduct(afterOrder, expected.product);
  if (afterProduct === null) return { ...NOTHING, order, product };

  const number = /^\d+/u.exec(afterProduct)?.[0] ?? null;
  const [options, property] = readTail(afterProduct.slice(number?.length ?? 0), expected);
  return { order, product, itemNumber: number, options, property };
}

const DIVIDER = " - ";
const NOTHING: GotParts = { order: null, product: null, itemNumber: null, options: null, property: null };

function takeOrder(stem: string, order: string): [string, string | null] {
  const start = stem.replace(/^#/u, "");
  if (startsLike(start, order)) {
    const rest = start.slice(order.length).replace(/^\s*-?\s*/u, "");
    return [order, rest === "" ? null : rest];
  }
  return cut(start, start.indexOf(DIVIDER));
}

function takeProduct(text: string, product: string): [string, string | null] {
  if (startsLike(text, product)) {
    const rest = text.slice(product.length).replace(/^\s*-?\s*/u, "");
    return [product, rest === "" ? null : rest];
  }
  const number = lastNumber(text) ?? lastNumber(text, LOOSE_NUMBER);
  if (number) return [text.slice(0, number.start), text.slice(number.end - number.digits.length)];
  return cut(text, text.lastIndexOf(DIVIDER));
}

// After the item number: `, options` and ` - property`, either may be absent and either may contain the other's mark.
function readTail(tail: string, expected?: FileNameParts): [string | null, string | null] {
  const asExpected = expected && afterOptions(tail, expected.options);
  if (asExpected !== undefined) return [expected?.options ?? null, asExpected];
  const property = expected?.property ?? null;
  const ending = property === null ? "" : `${DIVIDER}${property}`;
  const endsRight = property !== null && nameKey(tail).endsWith(nameKey(ending));
  const at = endsRight ? tail.length - ending.length : tail.lastIndexOf(DIVIDER);
  const [head, last] = at < 0 ? [tail, null] : [tail.slice(0, at), tail.slice(at + DIVIDER.length)];
  const options = head.replace(/^[\s,]+/u, "").trim();
  return [options || null, last?.trim() || null];
}

// What follows the options that should stand there, when they do; the property is then all the rest, whatever was added to it.
function afterOptions(tail: string, options: string | null): string | null | undefined {
  const text = options === null ? tail : tail.replace(/^[\s,]+/u, "");
  if (options !== null && !startsLike(text, options)) return undefined;
  const rest = text.slice(options?.length ?? 0);
  if (rest.trim() === "") return null;
  return /^\s*-\s*/u.test(rest) ? rest.replace(/^\s*-\s*/u, "").trim() || null : undefined;
}

function lastNumber(text: string, shape = / - (\d+)(?=, | - |$)/gu): NumberFound | null {
  let found: NumberFound | null = null;
  for (const hit of text.matchAll(shape)) {
    found = { start: hit.index, end: hit.index + hit[0].length, digits: hit[1] ?? "" };
  }
  return found;
}

// In a name that somebody wrote by hand.
const LOOSE_NUMBER = /\s*-\s*(\d+)(?=\s*,|\s*-|$)/gu;

function startsLike(text: string, expected: string): boolean {
  const next = text.charAt(expected.length);
  return nameKey(text.slice(0, expected.length)) === nameKey(expected) && !/[\p{L}\p{N}]/u.test(next);
}

function cut(text: string, at: number): [string, string | null] {
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + DIVIDER.length)];
}

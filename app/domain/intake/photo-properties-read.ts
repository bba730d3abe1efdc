/** One string found inside a property's value; `hint` is the name it stands under there, when the value has names of its own. */
export type PropertyValue = { text: string; hint: string | null };

/** A property however it was written: its raw name, the strings inside its value, and the value as a person would read it. */
export type PropertyPair = { name: string; values: PropertyValue[]; text: string };

/** The properties of one line from an array of pairs, an object, JSON in a string or nonsense; never throws, reads at most 500. */
export function readPairs(properties: unknown): PropertyPair[] {
  const source =
    typeof properties === "string" ? (parseJson(properties) ?? [{ name: "", value: properties }]) : properties;
  if (source === null || typeof source !== "object") return [];
  const entries = Array.isArray(source)
    ? source.slice(0, MAX_PAIRS).map(readEntry)
    : readObject(source as Record<string, unknown>);
  return entries.flatMap((entry) => (entry ? [toPair(entry)] : []));
}

/** A property's name as it is shown: without invisible characters (apps tell equal names apart by zero-width blanks) and doubled blanks. */
export function visibleName(rawName: string): string {
  return rawName
    .slice(0, MAX_NAME)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (sign) => (/[\t\n\r]/u.test(sign) ? " " : ""))
    .replace(/\s+/gu, " ")
    .trim();
}

type Entry = { name: string; value: unknown };

const MAX_PAIRS = 500;
const MAX_NAME = 255;
const MAX_TEXT = 5000;
const MAX_STRINGS = 5000;
const MAX_DEPTH = 6;
/** As much of a text is looked through for links; a longer one would cost fifty times its length before it is read. */
const MAX_JSON = 250_000;

function readObject(source: Record<string, unknown>): (Entry | null)[] {
  if (("name" in source || "key" in source) && "value" in source) return [readEntry(source)];
  return Object.entries(source)
    .slice(0, MAX_PAIRS)
    .map(([name, value]) => ({ name, value }));
}

// REST writes { name, value }, GraphQL { key, value }; both are met as [name, value] too.
function readEntry(entry: unknown): Entry | null {
  if (typeof entry === "string") return { name: "", value: entry };
  if (Array.isArray(entry))
    return typeof entry[0] === "string" && entry.length === 2
      ? { name: entry[0], value: entry[1] as unknown }
      : { name: "", value: entry };
  if (entry === null || typeof entry !== "object") return null;
  const { name, key, value } = entry as Record<string, unknown>;
  const label = name ?? key;
  if (label === undefined && value === undefined) return { name: "", value: entry };
  return { name: typeof label === "string" || typeof label === "number" ? String(label) : "", value };
}

function toPair({ name, value }: Entry): PropertyPair {
  const values: PropertyValue[] = [];
  collect(value, null, values, 0);
  return { name: storable(name), values, text: storable(readable(value).slice(0, MAX_TEXT)) };
}

// PostgreSQL keeps no NUL in a text and no half of a surrogate pair in JSON.
function storable(text: string): string {
  return text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\uFFFD");
}

function collect(value: unknown, hint: string | null, into: PropertyValue[], depth: number): void {
  if (into.length >= MAX_STRINGS || depth > MAX_DEPTH || value === null || value === undefined) return;
  if (typeof value === "string") {
    const parsed = parseJson(value);
    if (parsed === undefined) into.push({ text: value, hint });
    else collect(parsed, hint, into, depth + 1);
  } else if (Array.isArray(value)) {
    for (const part of value.slice(0, MAX_STRINGS)) collect(part, hint, into, depth + 1);
  } else if (typeof value === "object") {
    collectObject(value as Record<string, unknown>, hint, into, depth);
  }
}

function collectObject(
  value: Record<string, unknown>,
  hint: string | null,
  into: PropertyValue[],
  depth: number,
): void {
  const label = value.name ?? value.key;
  const isPair = typeof label === "string" && "value" in value;
  if (isPair) collect(value.value, label, into, depth + 1);
  for (const [name, part] of Object.entries(value).slice(0, MAX_STRINGS)) {
    if (isPair && (name === "name" || name === "key" || name === "value")) continue;
    collect(part, /^\d+$/u.test(name) ? hint : name, into, depth + 1);
  }
}

function readable(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Nested so deep that nobody could read it.
    return "";
  }
}

// Only what looks like a list or an object is JSON here: a text of "12" or "true" stays what the customer typed.
function parseJson(text: string): object | undefined {
  if (text.length > MAX_JSON) return undefined;
  const start = text.trimStart().charAt(0);
  if (start !== "[" && start !== "{") return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed !== null && typeof parsed === "object" ? parsed : undefined;
  } catch {
    return undefined;
  }
}

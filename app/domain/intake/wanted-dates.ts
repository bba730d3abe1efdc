/** A day that somebody asked for when ordering: what it is for, where it stood, as it was written, and the day where that is certain. */
export type WantedDate = { kind: WantedKind; name: string; text: string; date: string | null };

export const WANTED_KINDS = ["delivery", "pickup", "shipping", "needed"] as const;
export type WantedKind = (typeof WANTED_KINDS)[number];

const AT_MOST = 10;

/**
 * The days that an order is wanted for, as delivery-date apps and themes write them on the order or its lines (Zapiet: `Delivery-Date`,
 * `Pickup-Date`, `Shipping-Date`, docs.zapiet.com/guides/note-attributes). Each once, the order's own first, at most ten.
 */
export function wantedDates(sources: readonly (readonly { name: string; value: string }[])[]): WantedDate[] {
  const found = new Map<string, WantedDate>();
  for (const { name, value } of sources.flat()) {
    const kind = kindOf(name);
    const text = value
      .slice(0, 100)
      .replace(/[\uD800-\uDBFF]$/, "")
      .trim();
    if (kind && /\d/u.test(text))
      found.set(`${kind} ${text}`, { kind, name: name.slice(0, 100), text, date: dayIn(text) });
    if (found.size >= AT_MOST) break;
  }
  return [...found.values()];
}

/** The earliest of these days; null when none could be read. */
export function wantedBy(dates: readonly WantedDate[]): string | null {
  return dates.flatMap(({ date }) => date ?? []).sort()[0] ?? null;
}

const KINDS: readonly (readonly [WantedKind, RegExp])[] = [
  ["pickup", /\b(pick ?up|collection) (date|day)\b|abholdatum|abholtermin|受取希望日/u],
  ["shipping", /\b(ship|shipping|dispatch|versand) ?(date|day|by|datum)\b|versandtermin|出荷希望日/u],
  [
    "delivery",
    /\b(delivery|delivered|arrival|arrive|deliver|zustell) ?(date|day|by|on)\b|\bdate of (delivery|arrival)\b|liefer(datum|termin)|wunsch(liefer)?termin|date de livraison|fecha de entrega|data (di consegna|de entrega)|leverdatum|bezorgdatum|(お届け|配送|配達)希望日/u,
  ],
  [
    "needed",
    /\b(need(ed)?|required|wanted|due|deadline) ?(by|on|date|before|for)?\b.*\b(by|on|date|before|when)\b|\b(due|deadline|event|wedding|party|occasion) ?(date|day)\b|^deadline$/u,
  ],
];

function kindOf(rawName: string): WantedKind | null {
  const name = rawName
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/gu, "$1 $2")
    .replace(/[_\-.:/]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
  return KINDS.find(([, words]) => words.test(name))?.[0] ?? null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** The first day in a text, as YYYY-MM-DD; null where it could be two days (03/04/2027), or is none. */
function dayIn(text: string): string | null {
  const iso = /(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/u.exec(text);
  if (iso) return day(iso[1]!, iso[2]!, iso[3]!);
  const word = text.toLowerCase();
  const monthFirst = /\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/u.exec(word);
  if (monthFirst) return day(monthFirst[3]!, monthOf(monthFirst[1]!), monthFirst[2]!);
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9})\.?,? (\d{4})\b/u.exec(word);
  if (dayFirst) return day(dayFirst[3]!, monthOf(dayFirst[2]!), dayFirst[1]!);
  const numbers = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/u.exec(text);
  if (!numbers) return null;
  const [, first, sign, second, year] = numbers as unknown as [string, string, string, string, string];
  if (sign === "." || Number(first) > 12 || first === second) return day(year, second, first);
  return Number(second) > 12 ? day(year, first, second) : null;
}

function monthOf(word: string): string {
  return String(MONTHS.indexOf(word.slice(0, 3)) + 1);
}

function day(year: string, month: string, date: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)];
  const at = new Date(Date.UTC(y, m - 1, d));
  const isReal = y >= 2000 && y < 2200 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return isReal ? at.toISOString().slice(0, 10) : null;
}

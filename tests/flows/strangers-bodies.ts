/** Bodies of an order's webhook of about so many bytes, as somebody would write one who means ill. */
export const BODIES: Record<string, (size: number) => string> = {
  "many properties": (size) =>
    lines(JSON.stringify(all(size / 60, (at) => ({ name: `Photo ${at}`, value: `https://a.example/${at}.jpg` })))),
  "many lines": (size) =>
    order(all(size / 130, (at) => line(at, `[{"name":"P","value":"https://a.example/${at}.jpg"}]`))),
  "many links": (size) => value(many(size / 28, (at) => `https://a.example/${at}.jpg,`)),
  "many links, again in the order's own": (size) =>
    `${lines(text(many(size / 56, (at) => `https://a.example/${at}.jpg,`))).slice(0, -1)},"note_attributes":${text(many(size / 56, (at) => `https://b.example/${at}.jpg,`))}}`,
  "links in links": (size) => value(`https://a.example${"/https://".repeat(size / 9)}`),
  brackets: (size) => value(`https://a.example/(${")".repeat(size)}`),
  "brackets without an end": (size) => value("[".repeat(size)),
  "percent signs": (size) => value(`https://a.example/${"%".repeat(size)}.jpg`),
  "broken percent signs in many links": (size) => value(many(size / 30, (at) => `https://a.example/%${at}%zz.jpg `)),
  "a large group": (size) => value(many(size / 62, (at) => `${group(at)} `)),
  "a large group in each property": (size) =>
    lines(JSON.stringify(all(size / 100, (at) => ({ name: `Photo ${at}`, value: group(at) })))),
  "JSON in JSON": (size) => value(JSON.stringify(all(size / 40, (at) => `{"a":"https://b.example/${at}.jpg"}`))),
  "deep JSON": (size) => lines(nested(Math.min(size, 8_000) / 2)),
  "deep JSON in a text": (size) => lines(JSON.stringify(nested(size / 2))),
  "JSON that is wrapped again and again": (size) => value(wrapped(size)),
  NULs: (size) =>
    lines(`[{"name":"Photo${NUL.repeat(size / 12)}","value":"https://a.example/${NUL.repeat(size / 12)}a.jpg"}]`),
  "lone surrogates": (size) => lines(`[{"name":"Text${HALF.repeat(size / 12)}","value":"${HALF.repeat(size / 12)}"}]`),
  "one name of megabytes": (size) =>
    lines(JSON.stringify([{ name: "x".repeat(size), value: "https://a.example/a.jpg" }])),
  ampersands: (size) => value(`https://a.example/?${"&amp;amp;".repeat(size / 9)}`),
};

const NUL = "\\u0000";
const HALF = "\\ud800";
const group = (at: number) => `https://ucarecdn.com/${String(at).padStart(8, "0")}-0000-4000-8000-000000000000~1000/`;

function order(lineItems: string[]): string {
  return `{"id":1,"name":"#1","created_at":"2026-11-01T10:00:00Z","updated_at":"2026-11-01T10:00:00Z","line_items":[${lineItems.join()}]}`;
}

function line(at: number, properties: string): string {
  return `{"id":${at + 1},"title":"Portrait","quantity":1,"properties":${properties}}`;
}

function lines(properties: string): string {
  return order([line(0, properties)]);
}

function text(words: string): string {
  return JSON.stringify([{ name: "Photo", value: words }]);
}

function value(words: string): string {
  return lines(text(words));
}

function all<T>(count: number, one: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => one(at));
}

function many(count: number, one: (at: number) => string): string {
  return all(count, one).join("");
}

function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}

// Each time its quotes are doubled.
function wrapped(size: number): string {
  let words = "https://a.example/a.jpg";
  for (let next = words; next.length < size; next = JSON.stringify([words])) words = next;
  return words;
}

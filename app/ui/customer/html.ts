/** A piece of a customer page that is safe to send: the words of the template as they are, every value escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = Html | string | number | null | undefined | false | readonly Value[];

/** Makes a piece of a page. The page is HTML and then the theme's Liquid: values are escaped for both, here and nowhere else. */
export function html(words: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(words.map((part, at) => (at === 0 ? part : show(values[at - 1]) + part)).join(""));
}

/** A text as HTML and Liquid both show it, in element content and in quoted attributes; control characters are left out. */
export function escape(text: string): string {
  return text.replace(INVISIBLE, "").replace(SPECIAL, (character) => `&#${character.charCodeAt(0)};`);
}

// Braces and per cent begin Liquid's tags; as entities they mean nothing to it, and the browser shows them as themselves.
const SPECIAL = /[&<>"'`={}%]/g;
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function show(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string" || typeof value === "number") return escape(String(value));
  return value.map(show).join("");
}

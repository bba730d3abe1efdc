import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../../app/domain/words/locales.ts";

const said = (locale: string) => flat(JSON.parse(readFileSync(`app/emails/words/${locale}.json`, "utf8")) as object);

/** Each text by its path. */
function flat(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, string | object]): [string, string][] =>
    typeof value === "string" ? [[`${path}${name}`, value]] : flat(value, `${path}${name}.`),
  );
}

describe("the words of emails", () => {
  const english = said("en");

  test.each(LOCALES.filter((locale) => locale !== "en"))("in %s say all that the English ones say", (locale) => {
    expect(said(locale).map(([path]) => path)).toEqual(english.map(([path]) => path));
  });

  test.each(LOCALES.filter((locale) => locale !== "en"))("in %s are translated, and name the same values", (locale) => {
    const values = (text: string) => (text.match(/\{\{.*?\}\}|\{%\s*include.*?%\}/g) ?? []).sort();
    const translated = new Map(said(locale));
    for (const [path, text] of english) {
      expect([path, translated.get(path)]).not.toEqual([path, text]);
      expect([path, [...new Set(values(translated.get(path) ?? ""))]]).toEqual([path, [...new Set(values(text))]]);
    }
  });
});

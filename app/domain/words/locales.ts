/** The languages that customers are written to in. */
export const LOCALES = ["en", "de", "fr", "es"] as const;
export type Locale = (typeof LOCALES)[number];

/** The language of ours that is nearest to a tag such as `de-AT` or `pt_BR`; null where none is. */
export function localeOf(tag: string | null | undefined): Locale | null {
  const language = (tag ?? "").split(/[-_]/)[0]!.toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? null;
}

/** Each language as it calls itself. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch", fr: "Français", es: "Español" };

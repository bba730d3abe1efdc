import type { EmailTexts } from "../../domain/emails/email-values.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import type { Locale } from "../../domain/words/locales.ts";
import de from "./de.json" with { type: "json" };
import en from "./en.json" with { type: "json" };
import es from "./es.json" with { type: "json" };
import fr from "./fr.json" with { type: "json" };

/** What stands around the words of every email; Liquid where it names a value. */
export type FrameWords = Record<"private" | "answer" | "item" | "photo" | "artwork" | "more" | "stop", string>;

/** The page on which a customer stops reminders. */
export type StopWords = Record<"title" | "question" | "button" | "done" | "after", string>;

type Words = { frame: FrameWords; stop: StopWords; emails: Record<EmailKind, EmailTexts> };
/** A new email is in English until it is translated (`dev/lint/translations.test.ts` says what is not). */
type Translation = Omit<Words, "emails"> & { emails: Partial<Words["emails"]> };
const TRANSLATIONS: Record<Exclude<Locale, "en">, Translation> = { de, es, fr };
const ENGLISH: Words = en;

/** The closed list: every email in every language. */
export const EMAIL_WORDS: Record<Locale, Words> = {
  en: ENGLISH,
  de: inFull(TRANSLATIONS.de),
  es: inFull(TRANSLATIONS.es),
  fr: inFull(TRANSLATIONS.fr),
};

function inFull({ emails, ...others }: Translation): Words {
  return { ...others, emails: { ...ENGLISH.emails, ...emails } };
}

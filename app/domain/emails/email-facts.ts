import type { SettingFacts } from "../shop/setting-log.ts";
import { EMAIL_KINDS, EMAIL_NAMES, type EmailKind } from "../words/emails.ts";
import { LOCALE_NAMES, type Locale } from "../words/locales.ts";
import { delayWords, REMINDERS, type EmailSettings } from "./email-settings.ts";
import type { EmailTexts } from "./email-values.ts";

const DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What a shop has set for its emails, in the words of their page. */
export function emailFacts(settings: EmailSettings): SettingFacts {
  const { quiet, business, onBusinessDaysOnly, tracksOpening, language, brand } = settings;
  const leaves = EMAIL_KINDS.map((kind) => [EMAIL_NAMES[kind], whenWords(kind, settings)]);
  return {
    ...Object.fromEntries(leaves),
    "Quiet hours": quiet ? `${quiet.from} to ${quiet.to}` : "none",
    "Business days": business.days.map((day) => DAY_NAMES[day - 1]).join(", "),
    "Closed days": business.closed.join(", ") || "none",
    "Emails leave on business days only": onBusinessDaysOnly ? "yes" : "no",
    "Told when opened": tracksOpening ? "yes" : "no",
    Language: `${language.followsCustomer ? "the customer’s, else " : ""}${LOCALE_NAMES[language.fallback]}`,
    "Sender’s name": brand.senderName || "the shop’s name",
    "Answers go to": brand.replyTo || "the shop’s address",
    Logo: brand.logo || "none",
    "Colour of the button": brand.color,
    "Below every email": brand.footer || "nothing",
  };
}

/** The words of one email in one language; those that come with the app have no need to be repeated. */
export function textsFacts(
  { kind, locale }: { kind: EmailKind; locale: Locale },
  texts: EmailTexts | "of the app",
): SettingFacts {
  const about = (part: string) => `${EMAIL_NAMES[kind]}, ${LOCALE_NAMES[locale]}: ${part}`;
  if (texts === "of the app") return { [about("words")]: "those that come with the app" };
  const { subject, preheader, body, button } = texts;
  return {
    [about("words")]: "the shop’s own",
    [about("subject")]: subject,
    [about("preheader")]: preheader || "empty",
    [about("text")]: body,
    [about("button")]: button,
  };
}

function whenWords(kind: EmailKind, { emails, reminders }: EmailSettings): string {
  const { isOn, delay } = emails[kind];
  if (!isOn) return "off";
  if (!REMINDERS.includes(kind)) return delayWords(delay);
  return (reminders[kind] ?? []).map(delayWords).join(", ") || "none is sent";
}

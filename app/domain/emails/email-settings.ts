import { emailAddress } from "./email-address.ts";
import { EMAIL_KINDS, type EmailKind } from "../words/emails.ts";
import { localeOf, type Locale } from "../words/locales.ts";
import { remindedKinds } from "./email-reminders.ts";

/** How long after something an email leaves, as a shop owner says it. */
export type Delay = { amount: number; unit: DelayUnit };
/** A day is one by the shop's calendar; a business day is one of its days of work. */
export const DELAY_UNITS = ["minutes", "hours", "days", "business_days"] as const;
export type DelayUnit = (typeof DELAY_UNITS)[number];

/** Days of the week by their ISO numbers: 1 is Monday, 7 Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Between these times of the shop's day (`HH:MM`) no email leaves by itself; `from` may be later than `to`. */
export type QuietHours = { from: string; to: string };

/** On which days the shop works, and on which of those it is closed all the same (`YYYY-MM-DD`). */
export type BusinessDays = { days: readonly number[]; closed: readonly string[] };

/** What the shop looks like in its customers' mail programs. */
export type Brand = {
  /** Whom an email says it is from; the shop's name where it is empty. */
  senderName: string;
  /** Where an answer goes; the shop's address where it is empty. */
  replyTo: string;
  /** An https address of a picture; none where it is empty. */
  logo: string;
  /** Of the button and the lines: `#rrggbb`. */
  color: string;
  /** Below every email: the shop's postal address, for example. */
  footer: string;
};

/** What a shop has set for all its emails. */
export type EmailSettings = {
  emails: Record<EmailKind, { isOn: boolean; delay: Delay }>;
  /** When each reminder of this kind leaves, counted from the first email of its round; only kinds that are reminders have any. */
  reminders: Partial<Record<EmailKind, readonly Delay[]>>;
  quiet: QuietHours | null;
  business: BusinessDays;
  /** Emails leave by themselves on business days only. */
  onBusinessDaysOnly: boolean;
  /** Whether an email tells the shop that it was opened. */
  tracksOpening: boolean;
  /** Customers are written to in their own language where there are words in it, and else in this one. */
  language: { followsCustomer: boolean; fallback: Locale };
  brand: Brand;
};

/** The kinds that remind of another one. */
export const REMINDERS: readonly EmailKind[] = EMAIL_KINDS.filter((kind) => remindedKinds(kind).length > 0);

/** What a shop may set. */
export const MOST = { amount: 365, reminders: 6, closedDays: 200, name: 60, address: 200, link: 500, footer: 500 };
const AT_ONCE: Delay = { amount: 0, unit: "minutes" };
const DEFAULT_REMINDERS: readonly Delay[] = [
  { amount: 2, unit: "days" },
  { amount: 5, unit: "days" },
];

/** What holds as long as a shop has set nothing. */
export const DEFAULT_EMAIL_SETTINGS: EmailSettings = {
  emails: Object.fromEntries(
    EMAIL_KINDS.map((kind) => [kind, { isOn: true, delay: AT_ONCE }]),
  ) as EmailSettings["emails"],
  reminders: Object.fromEntries(REMINDERS.map((kind) => [kind, DEFAULT_REMINDERS])),
  quiet: null,
  business: { days: [1, 2, 3, 4, 5], closed: [] },
  onBusinessDaysOnly: false,
  tracksOpening: true,
  language: { followsCustomer: true, fallback: "en" },
  brand: { senderName: "", replyTo: "", logo: "", color: "#1a1a1a", footer: "" },
};

/** The settings as a shop's row or a form has them; each part that is not said, or cannot be, has its default. */
export function readEmailSettings(kept: unknown): EmailSettings {
  const said = fieldsOf(kept);
  const emails = fieldsOf(said.emails);
  const reminders = fieldsOf(said.reminders);
  const { emails: usual, reminders: usually, business, brand } = DEFAULT_EMAIL_SETTINGS;
  const { days, closed } = { ...business, ...fieldsOf(said.business) };
  return {
    emails: ofEach(EMAIL_KINDS, (kind) => {
      const { isOn = usual[kind].isOn, delay } = fieldsOf(emails[kind]);
      return { isOn: isOn === true, delay: isDelay(delay) ? plainDelay(delay) : usual[kind].delay };
    }) as EmailSettings["emails"],
    reminders: ofEach(REMINDERS, (kind) => {
      const list = reminders[kind];
      return Array.isArray(list) && list.length <= MOST.reminders && list.every(isDelay)
        ? list.map(plainDelay)
        : usually[kind]!;
    }),
    quiet: quietIn(said.quiet),
    business: {
      days: Array.isArray(days) ? WEEKDAYS.filter((day) => days.includes(day)) : business.days,
      closed: Array.isArray(closed) ? [...new Set(closed.filter(isDay))].toSorted().slice(-MOST.closedDays) : [],
    },
    onBusinessDaysOnly: said.onBusinessDaysOnly === true,
    tracksOpening: said.tracksOpening !== false,
    language: languageIn(said.language),
    brand: ofEach(Object.keys(brand) as (keyof Brand)[], (part) => {
      const text = fieldsOf(said.brand)[part];
      return typeof text === "string" ? text : brand[part];
    }) as Brand,
  };
}

/** What a person has to put right before these settings can be kept, as a sentence; null where nothing is wrong. */
export function emailSettingsProblem(settings: EmailSettings): string | null {
  const { brand, business, quiet, onBusinessDaysOnly, reminders } = settings;
  if (business.days.length === 0) return "Choose at least one day of the week on which your shop works.";
  if (quiet && quiet.from === quiet.to) return "Quiet hours cannot begin and end at the same time.";
  if (Object.values(reminders).some((list) => list?.some(({ amount }) => amount < 1)))
    return "A reminder leaves at least 1 minute, hour or day after the first email.";
  if (onBusinessDaysOnly && business.closed.length >= MOST.closedDays)
    return `At most ${MOST.closedDays - 1} closed days can be kept.`;
  if (brand.senderName.length > MOST.name || /[\p{Cc}<>"]/u.test(brand.senderName))
    return `The sender’s name is at most ${MOST.name} characters, without quotation marks and angle brackets.`;
  if (brand.replyTo !== "" && emailAddress(brand.replyTo) === null)
    return "The address for answers is no email address. Write one such as hello@your-shop.com, or leave it empty.";
  if (brand.logo !== "" && !isPicture(brand.logo))
    return "The logo is the address of a picture that begins with https://. In Shopify, Content → Files gives you one.";
  if (!isColor(brand.color)) return "The colour is a hash sign with six digits, such as #1a1a1a.";
  if (brand.footer.length > MOST.footer) return `The footer is at most ${MOST.footer} characters.`;
  return null;
}

/** The language in which a customer is written to, given the one that Shopify says they bought in. */
export function localeFor({ language }: Pick<EmailSettings, "language">, bought: string | null): Locale {
  return (language.followsCustomer ? localeOf(bought) : null) ?? language.fallback;
}

/** Whether a text is a colour that emails may have: `#rrggbb`. */
export function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** A delay in words: "at once", "after 2 business days". */
export function delayWords({ amount, unit }: Delay): string {
  if (amount === 0) return "at once";
  const name = unit.replace("_", " ");
  return `after ${amount} ${amount === 1 ? name.slice(0, -1) : name}`;
}

function quietIn(said: unknown): QuietHours | null {
  const { from, to } = fieldsOf(said);
  return isTime(from) && isTime(to) ? { from, to } : null;
}

function languageIn(said: unknown): EmailSettings["language"] {
  const { followsCustomer, fallback } = fieldsOf(said);
  const locale = typeof fallback === "string" ? localeOf(fallback) : null;
  return { followsCustomer: followsCustomer !== false, fallback: locale ?? DEFAULT_EMAIL_SETTINGS.language.fallback };
}

function isPicture(address: string): boolean {
  return address.length <= MOST.link && URL.canParse(address) && /^https:\/\/[^\s"'<>]+$/.test(address);
}

function isTime(said: unknown): said is string {
  return typeof said === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(said);
}

function isDay(said: unknown): said is string {
  const at = typeof said === "string" && /^\d{4}-\d\d-\d\d$/.test(said) ? new Date(`${said}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(said as string);
}

function isDelay(said: unknown): said is Delay {
  const { amount, unit } = fieldsOf(said);
  const isAmount = Number.isInteger(amount) && (amount as number) >= 0 && (amount as number) <= MOST.amount;
  return isAmount && (DELAY_UNITS as readonly unknown[]).includes(unit);
}

function plainDelay({ amount, unit }: Delay): Delay {
  return { amount, unit };
}

function fieldsOf(said: unknown): Record<string, unknown> {
  return typeof said === "object" && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : {};
}

function ofEach<K extends string, V>(keys: readonly K[], value: (key: K) => V): Partial<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Partial<Record<K, V>>;
}

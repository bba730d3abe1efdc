import { inTransaction, noTransaction } from "../../adapters/db.ts";
import {
  emailSettingsOf,
  kindsWithTexts,
  lockEmailSettings,
  writeEmailSettings,
} from "../../adapters/mail/email-texts.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { emailFacts } from "../../domain/emails/email-facts.ts";
import { emailSettingsProblem, readEmailSettings, type EmailSettings } from "../../domain/emails/email-settings.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { EMAIL_KINDS, type EmailKind } from "../../domain/words/emails.ts";
import { LOCALES, type Locale } from "../../domain/words/locales.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { FormAnswer } from "../../domain/words/said.ts";

/** What a shop has set for its emails, its time zone, and in which languages each has words of the shop's own. */
export async function showEmailSettings(shopId: string): Promise<{
  settings: EmailSettings;
  timeZone: string;
  ownWords: Partial<Record<EmailKind, Locale[]>>;
}> {
  const tx = noTransaction();
  const { settings, times } = await emailSettingsOf(tx, shopId);
  const own = await kindsWithTexts(tx, shopId);
  const localesOf = (kind: EmailKind) =>
    LOCALES.filter((locale) => own.some((one) => one.kind === kind && one.locale === locale));
  return {
    settings,
    timeZone: times.timeZone,
    ownWords: Object.fromEntries(EMAIL_KINDS.map((kind) => [kind, localesOf(kind)])),
  };
}

/**
 * Saves what a shop sets for its emails, for admins. `seen` is what the page was read with: where somebody else has saved something since, nothing is
 * overwritten.
 */
export async function setEmails(
  { settings: asked, seen }: { settings: unknown; seen?: unknown },
  { shopId, actor }: { shopId: string; actor: ActingMember },
): Promise<FormAnswer> {
  if (!mayDo("set_emails", actor)) return { said: REFUSAL_WORDS.not_your_role, isRefused: true };
  if (typeof asked !== "object" || asked === null)
    return { said: "The form could not be read. Reload the page and try again.", isRefused: true };
  const settings = readEmailSettings(asked);
  const problem = emailSettingsProblem(settings);
  if (problem) return { said: problem, isRefused: true };
  return inTransaction(async (tx) => {
    await lockEmailSettings(tx, shopId);
    const { settings: now } = await emailSettingsOf(tx, shopId);
    if (seen !== undefined && !isSame(now, readEmailSettings(seen)) && !isSame(now, settings))
      return { said: MEANWHILE, isRefused: true, isOutdated: true };
    if (isSame(now, settings)) return { said: "It is saved so: nothing was different.", isRefused: false };
    await writeEmailSettings(tx, shopId, settings);
    const facts = { before: emailFacts(now), after: emailFacts(settings) };
    await noteSettingChange(tx, { shopId, actor, part: "emails", ...facts });
    return {
      said: "Saved. It holds for every email that has not left yet; reminders that wait keep their times.",
      isRefused: false,
    };
  });
}

const MEANWHILE =
  "Nothing is saved yet: somebody else has changed the emails since you opened this page. What you chose still stands below. " +
  "Press Save again to put it in place of theirs, or Discard to see theirs.";

function isSame(one: EmailSettings, other: EmailSettings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

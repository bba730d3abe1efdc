import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import {
  addTexts,
  emailSettingsOf,
  lockEmailSettings,
  textsVersions,
  type TextsVersion,
  type WhichTexts,
} from "../../adapters/mail/email-texts.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { closeTasksOf } from "../../adapters/rows/shop/tasks.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { textsFacts } from "../../domain/emails/email-facts.ts";
import { TEXT_PART_NAMES, type EmailTexts } from "../../domain/emails/email-values.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { momentIn } from "../../domain/words/times.ts";
import { checkTexts } from "../../emails/check-texts.ts";
import { EMAIL_WORDS } from "../../emails/words/index.ts";

type By = { shopId: string; actor: ActingMember };
type Which = Omit<WhichTexts, "shopId">;

/** As many versions are offered to go back to. */
const MOST_VERSIONS = 30;

/** A version as the editor lists it; `texts` are those that it means, `when` is in the shop's time. */
export type ShownVersion = { id: string; isDefault: boolean; when: string; by: string; texts: EmailTexts };

/** The words of one email in one language: what holds now, what comes with the app, and what was there before. `version` is the newest; null before the first. */
export async function showTexts(
  shopId: string,
  which: Which,
): Promise<{ texts: EmailTexts; ours: EmailTexts; isOwn: boolean; version: string | null; versions: ShownVersion[] }> {
  const tx = noTransaction();
  const { times } = await emailSettingsOf(tx, shopId);
  const versions = await textsVersions(tx, { shopId, ...which }, MOST_VERSIONS);
  const ours = oursOf(which);
  const [newest] = versions;
  return {
    ...{ ours, texts: newest ? textsOf(newest, ours) : ours },
    isOwn: newest !== undefined && !newest.isDefault,
    version: newest?.id ?? null,
    versions: versions.map((version) => ({
      ...{ id: version.id, isDefault: version.isDefault, texts: textsOf(version, ours) },
      when: momentIn(times.timeZone, version.createdAt),
      by: version.by ?? "A member who was removed",
    })),
  };
}

/** Gives an email other words, for admins. What cannot be used is refused with its line; nothing that somebody else has saved since `seen` is overwritten. */
export function saveTexts(
  which: Which,
  asked: { texts: EmailTexts; seen?: string | null },
  by: By,
): Promise<FormAnswer> {
  const [problem] = checkTexts(asked.texts);
  if (problem)
    return Promise.resolve({
      said: `${TEXT_PART_NAMES[problem.part]}, line ${problem.line}: ${problem.said}`,
      isRefused: true,
    });
  return change(which, by, async (tx, newest) => {
    if (asked.seen !== undefined && (newest?.id ?? null) !== asked.seen)
      return { said: MEANWHILE, isRefused: true, isOutdated: true };
    const ours = oursOf(which);
    if (isSame(newest ? textsOf(newest, ours) : ours, asked.texts)) return SAME;
    await add(tx, which, by, isSame(ours, asked.texts) ? null : asked.texts);
    return { said: "Saved. Emails that leave from now on have these words.", isRefused: false };
  });
}

/** Gives an email the words that come with the app again, for admins; those of the shop stay as a version. */
export function resetTexts(which: Which, by: By): Promise<FormAnswer> {
  return change(which, by, async (tx, newest) => {
    if (!newest || newest.isDefault) return SAME;
    await add(tx, which, by, null);
    return { said: "The email has the words that come with the app again.", isRefused: false };
  });
}

/** Gives an email the words of an earlier version again, for admins. */
export function restoreTexts(which: Which, versionId: string, by: By): Promise<FormAnswer> {
  return change(which, by, async (tx) => {
    const versions = await textsVersions(tx, { shopId: by.shopId, ...which }, MOST_VERSIONS);
    const version = versions.find(({ id }) => id === versionId);
    if (!version) return { said: "This version is not there any more. Reload the page.", isRefused: true };
    const ours = oursOf(which);
    const texts = textsOf(version, ours);
    if (isSame(textsOf(versions[0]!, ours), texts)) return SAME;
    // What could be saved once may name something that there is no more.
    if (!version.isDefault && checkTexts(texts).length > 0) return { said: NO_LONGER, isRefused: true };
    await add(tx, which, by, version.isDefault ? null : texts);
    return { said: "Restored. Emails that leave from now on have these words.", isRefused: false };
  });
}

async function change(
  which: Which,
  { shopId, actor }: By,
  does: (tx: Tx, newest: TextsVersion | undefined) => Promise<FormAnswer>,
): Promise<FormAnswer> {
  if (!mayDo("set_emails", actor)) return { said: REFUSAL_WORDS.not_your_role, isRefused: true };
  return inTransaction(async (tx) => {
    await lockEmailSettings(tx, shopId);
    const [newest] = await textsVersions(tx, { shopId, ...which }, 1);
    return does(tx, newest);
  });
}

async function add(tx: Tx, which: Which, { shopId, actor }: By, texts: EmailTexts | null): Promise<void> {
  const [former] = await textsVersions(tx, { shopId, ...which }, 1);
  await addTexts(tx, { shopId, ...which }, { texts, memberId: actor.memberId });
  const before = textsFacts(which, !former || former.isDefault ? "of the app" : textsOf(former, former));
  await noteSettingChange(tx, {
    shopId,
    actor,
    part: "emails",
    before,
    after: textsFacts(which, texts ?? "of the app"),
  });
  const subject = `${which.kind}:${which.locale}`;
  await closeTasksOf(tx, { shopId, subject, kinds: ["email_texts"] }, await clockTime(tx));
}

const SAME: FormAnswer = { said: "It is saved so: nothing was different.", isRefused: false };
const NO_LONGER =
  "This version cannot be used any more: it names something that there is not. Copy from it what you need.";
const MEANWHILE =
  "Nothing is saved yet: somebody else has changed these words since you opened this page. Yours still stand below. Press Save again to put them in " +
  "place of theirs, or Discard to see theirs.";

function oursOf({ kind, locale }: Which): EmailTexts {
  return EMAIL_WORDS[locale].emails[kind];
}

function textsOf({ isDefault, subject, preheader, body, button }: TextsVersion, ours: EmailTexts): EmailTexts {
  return isDefault ? ours : { subject, preheader, body, button };
}

function isSame(one: EmailTexts, other: EmailTexts): boolean {
  return (Object.keys(TEXT_PART_NAMES) as (keyof EmailTexts)[]).every((part) => one[part] === other[part]);
}

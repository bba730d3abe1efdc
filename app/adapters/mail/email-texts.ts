import { readEmailSettings, type EmailSettings } from "../../domain/emails/email-settings.ts";
import type { EmailTimes } from "../../domain/emails/email-times.ts";
import type { EmailTexts } from "../../domain/emails/email-values.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import type { Locale } from "../../domain/words/locales.ts";
import { tables, type Tx } from "../db.ts";

/** What a shop has set for its emails, and what their times depend on. */
export async function emailSettingsOf(tx: Tx, shopId: string): Promise<{ settings: EmailSettings; times: EmailTimes }> {
  const { emailSettings, timezone: timeZone } = await tables(tx).shop.findUniqueOrThrow({
    where: { id: shopId },
    select: { emailSettings: true, timezone: true },
  });
  const settings = readEmailSettings(emailSettings);
  const { quiet, business, onBusinessDaysOnly } = settings;
  return { settings, times: { timeZone, quiet, business, onBusinessDaysOnly } };
}

/** Holds off whoever else would change a shop's emails, until `tx` is over. */
export async function lockEmailSettings(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).$queryRaw`SELECT id FROM "Shop" WHERE id = ${shopId}::uuid FOR NO KEY UPDATE`;
}

/** Writes what a shop has set for its emails. */
export async function writeEmailSettings(tx: Tx, shopId: string, settings: EmailSettings): Promise<void> {
  await tables(tx).shop.update({ where: { id: shopId }, data: { emailSettings: settings } });
}

/** Which words: of which shop's email, in which language. */
export type WhichTexts = { shopId: string; kind: EmailKind; locale: Locale };

/** The words that a shop has given an email; null where it has those that come with the app. */
export async function shopsTexts(tx: Tx, which: WhichTexts): Promise<EmailTexts | null> {
  const row = await tables(tx).emailText.findFirst({ where: which, orderBy: NEWEST_FIRST });
  if (!row || row.isDefault) return null;
  const { subject, preheader, body, button } = row;
  return { subject, preheader, body, button };
}
const NEWEST_FIRST = [{ createdAt: "desc" as const }, { id: "desc" as const }];

/** Which emails have words of the shop's own, by their kinds and languages. */
export async function kindsWithTexts(tx: Tx, shopId: string): Promise<{ kind: string; locale: string }[]> {
  const rows = await tables(tx).emailText.findMany({
    where: { shopId },
    orderBy: NEWEST_FIRST,
    distinct: ["kind", "locale"],
    select: { kind: true, locale: true, isDefault: true },
  });
  return rows.filter(({ isDefault }) => !isDefault).map(({ kind, locale }) => ({ kind, locale }));
}

/** Gives an email other words, or those that come with the app again (null); what was there stays as a version. */
export async function addTexts(
  tx: Tx,
  which: WhichTexts,
  { texts, memberId }: { texts: EmailTexts | null; memberId: string | null },
): Promise<void> {
  await tables(tx).emailText.create({ data: { ...which, memberId, isDefault: texts === null, ...texts } });
}

/** A version of an email's words: when it came to hold, and who wrote it. */
export type TextsVersion = EmailTexts & { id: string; isDefault: boolean; createdAt: Date; by: string | null };

/** The versions of an email's words, newest first. */
export async function textsVersions(tx: Tx, which: WhichTexts, limit: number): Promise<TextsVersion[]> {
  const rows = await tables(tx).emailText.findMany({
    where: which,
    orderBy: NEWEST_FIRST,
    take: limit,
    include: { member: { select: { name: true } } },
  });
  return rows.map(({ id, isDefault, createdAt, subject, preheader, body, button, member }) => {
    return { id, isDefault, createdAt, subject, preheader, body, button, by: member?.name ?? null };
  });
}

import { randomUUID } from "node:crypto";
import { noTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { readEmailValues } from "../../adapters/mail/email-values.ts";
import { emailSettingsOf } from "../../adapters/mail/email-texts.ts";
import { sendMail, type MailAnswer } from "../../adapters/mail/mail.ts";
import { newestOrders } from "../../adapters/rows/orders/order-list.ts";
import { memberById } from "../../adapters/rows/team/members.ts";
import { shopToWriteTo } from "../../adapters/rows/shop/shops.ts";
import { emailAddress } from "../../domain/emails/email-address.ts";
import type { EmailSettings } from "../../domain/emails/email-settings.ts";
import type { EmailTexts, EmailValues, RenderedEmail } from "../../domain/emails/email-values.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import type { Locale } from "../../domain/words/locales.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { checkTexts, type TextProblem } from "../../emails/check-texts.ts";
import { renderEmail } from "../../emails/render.ts";
import { SAMPLE } from "../../emails/sample.ts";

/** Words that somebody is writing, and the order that they are shown with; without one, or with one that the shop has not, a sample stands there. */
export type Trial = { kind: EmailKind; locale: Locale; texts: EmailTexts; orderId: string | null };

/** The newest orders, to show words with. */
export function ordersToShow(shopId: string): Promise<{ id: string; name: string }[]> {
  return newestOrders(shopId, 10);
}

/** How an email will look in these words, and what is wrong with them; `rendered` is null where they cannot be used. */
export async function previewTexts(
  trial: Trial,
  { shopId, actor }: { shopId: string; actor: ActingMember },
): Promise<{ problems: TextProblem[]; rendered: RenderedEmail | null }> {
  if (!mayDo("set_emails", actor)) return { problems: [], rendered: null };
  const problems = checkTexts(trial.texts);
  if (problems.length > 0) return { problems, rendered: null };
  const { settings } = await emailSettingsOf(noTransaction(), shopId);
  return { problems, rendered: await rendered(trial, shopId, settings) };
}

/** Sends the email in these words to the member who asks for it, and to nobody else. */
export async function sendTest(
  trial: Trial,
  { shopId, actor }: { shopId: string; actor: ActingMember },
): Promise<FormAnswer> {
  const no = (said: string): FormAnswer => ({ said, isRefused: true });
  if (!mayDo("set_emails", actor)) return no(REFUSAL_WORDS.not_your_role);
  const [problem] = checkTexts(trial.texts);
  if (problem) return no(`Nothing was sent. Line ${problem.line}: ${problem.said}`);
  const to = emailAddress((await memberById(shopId, actor.memberId))?.email ?? null);
  if (to === null) return no("Nothing was sent: Shopify has not told the app your e-mail address.");
  const { settings } = await emailSettingsOf(noTransaction(), shopId);
  const email = await rendered(trial, shopId, settings);
  const { brand } = settings;
  const answer = await sendMail({
    ...{ shopId, emailId: randomUUID(), to, tracksOpening: false, stop: null },
    fromName: brand.senderName || (await shopNameOf(shopId)),
    replyTo: brand.replyTo || null,
    ...email,
    subject: `Test: ${email.subject}`,
  });
  log.info({ event: "test_email_handed_over", shopId, kind: trial.kind, answer: answer.answer });
  return answer.answer === "accepted"
    ? { said: `A test is on its way to ${to}.`, isRefused: false }
    : no(NOT_SENT[answer.answer]);
}

const NOT_SENT: Record<Exclude<MailAnswer["answer"], "accepted">, string> = {
  later: "Nothing was sent: the mail service takes no emails now. Try again in a few minutes.",
  refused: "The mail service refused the test. Check your e-mail address and the sender’s settings.",
  unknown: "The mail service gave no clear answer. Look into your mailbox before you try again.",
};

async function rendered({ kind, locale, texts, orderId }: Trial, shopId: string, settings: EmailSettings) {
  const values = await valuesOf(shopId, kind, orderId);
  return renderEmail(values, { texts, brand: settings.brand, locale });
}

// What an order has not, such as an open issue, is shown as in the sample.
async function valuesOf(shopId: string, kind: EmailKind, orderId: string | null): Promise<EmailValues> {
  const told =
    orderId !== null && isUuid(orderId)
      ? await readEmailValues(noTransaction(), { shopId, orderId, kind, itemIds: "all" })
      : null;
  if (!told) return { ...SAMPLE, shop: { name: await shopNameOf(shopId) } };
  const { values } = told;
  const [sample] = SAMPLE.issues as [EmailValues["issues"][number]];
  const issues =
    values.issues.length > 0 ? values.issues : values.items.slice(0, 1).map((one) => ({ ...sample, ...one }));
  return { ...values, issues, answer: values.answer ?? SAMPLE.answer, link: SAMPLE.link, stop: null };
}

async function shopNameOf(shopId: string): Promise<string> {
  const shop = await shopToWriteTo(shopId);
  return shop?.name || shop?.domain || SAMPLE.shop.name;
}

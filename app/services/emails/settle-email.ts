import { emailSheet } from "../../domain/emails/email-sheets.ts";
import { EMAIL_NAMES } from "../../domain/words/emails.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import {
  isReminderOver,
  lockEmail,
  moveEmail,
  writeSentAt,
  type EmailKey,
  type EmailRow,
} from "../../adapters/mail/email-rows.ts";
import { enqueueEmail, queueReminders, withdrawQueued } from "../../adapters/mail/emails-outbox.ts";
import { keepUnclearTask, resendUnknownAfter } from "../../adapters/mail/unclear-emails.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import type { MailAnswer } from "../../adapters/mail/mail.ts";
import { wantsNoReminders } from "../../adapters/mail/reminders.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { closeTasksOf, openTask, taskSubjects } from "../../adapters/rows/shop/tasks.ts";
import { reminderTimes } from "../../domain/emails/email-times.ts";
import { emailSettingsOf } from "../../adapters/mail/email-texts.ts";
import { nextOfUnknown, pauseAfter, WITHOUT_ADDRESS } from "../../domain/emails/email-sending.ts";

/** Why an email needs a manager. */
export type EmailTrouble = typeof WITHOUT_ADDRESS | "email_refused" | "email_bounced" | "email_reported";

/** Writes down what the mail service answered. */
export async function settleAnswer(key: EmailKey, answer: MailAnswer): Promise<void> {
  if (answer.answer === "accepted") return inTransaction((tx) => markSent(tx, key));
  if (answer.answer === "unknown") return markUnknown(key, answer.why);
  if (answer.answer === "refused") return closeUnsent(key, "email_refused", answer.why);
  return sendLater(key, answer.why);
}

/** The mail service has the email: told by its answer or by an event. Its reminders are queued, counted from now. May be repeated. */
export async function markSent(tx: Tx, key: EmailKey): Promise<void> {
  const email = await lockEmail(tx, key);
  if (!email || email.sentAt !== null) return;
  const now = await clockTime(tx);
  const { shopId, orderId, kind, itemIds } = email;
  await writeSentAt(tx, key, now);
  await moveEmail(tx, key, ["queued", "sending", "unknown", "failed"], { state: "sent" });
  await closeTasksOf(tx, { shopId, subject: email.id, kinds: ["email_unknown", "email_refused"] }, now);
  if (email.state === "unknown") await keepUnclearTask(tx, shopId);
  await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
    { orderId, itemId: null, event: "email_sent", subject: EMAIL_NAMES[kind] },
  ]);
  const reminder = emailSheet(kind).reminder;
  if (!reminder) return;
  const of = { shopId, orderId, kind: reminder };
  // A newer one has been called for meanwhile: that one is reminded of.
  if (await isReminderOver(tx, { ...of, createdAt: email.createdAt })) return;
  await withdrawQueued(tx, of);
  const { settings, times } = await emailSettingsOf(tx, shopId);
  if (!settings.emails[reminder].isOn || (await wantsNoReminders(tx, shopId, orderId))) return;
  const due = reminderTimes(now.getTime(), settings.reminders[reminder] ?? [], times).map((time) => new Date(time));
  await queueReminders(tx, { ...of, itemIds, sentAt: now, due });
}

/** Nobody knows whether the mail service has it: an event that carries our id is waited for, until it leaves once more by itself or managers are asked. */
export async function markUnknown(key: EmailKey, why: string): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (!email || !(await moveEmail(tx, key, ["sending"], { state: "unknown", failure: why }))) return;
    const since = (email.sendingSince ?? email.createdAt).getTime();
    const resendAfter = await resendUnknownAfter(tx, key.shopId);
    const { lookAt } = nextOfUnknown({ since, wasSentAgain: email.sentAgainAt !== null, resendAfter }, since);
    if (lookAt !== null) await enqueueEmail(tx, { ...key, due: new Date(lookAt) });
  });
}

/**
 * The email does not leave by itself any more: a task asks a manager. While Shopify keeps all addresses from
 * the app, the task that says so stands for every email without one, and they leave by themselves once it gives them.
 */
export async function closeUnsent(key: EmailKey, trouble: EmailTrouble, why: string | null = null): Promise<void> {
  const isToldOf = trouble === WITHOUT_ADDRESS && (await areAddressesWithheld(key.shopId));
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (!email || email.sentAt !== null) return;
    await moveEmail(tx, key, ["queued", "sending"], { state: "failed", failure: why ?? trouble });
    if (!isToldOf) await openEmailTask(tx, email, trouble);
  });
}

async function areAddressesWithheld(shopId: string): Promise<boolean> {
  return (await taskSubjects(shopId, "customer_data_withheld")).includes("email");
}

/** Asks managers to look at an email; one task for each email and trouble. */
export async function openEmailTask(
  tx: Tx,
  { shopId, id, orderId, kind }: Pick<EmailRow, "shopId" | "id" | "orderId" | "kind">,
  trouble: EmailTrouble,
): Promise<void> {
  await openTask(tx, {
    shopId,
    kind: trouble,
    subject: id,
    orderId,
    details: { email: EMAIL_NAMES[kind] },
  });
}

async function sendLater(key: EmailKey, why: string): Promise<void> {
  const isOver = await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (email?.state !== "sending") return false;
    const pause = pauseAfter(email.attempts);
    if (pause === null) return true;
    const due = new Date((await clockTime(tx)).getTime() + pause);
    await moveEmail(tx, key, ["sending"], { state: "queued", sendAt: due, failure: why });
    await enqueueEmail(tx, { ...key, due });
    return false;
  });
  if (isOver) await closeUnsent(key, "email_refused", why);
}

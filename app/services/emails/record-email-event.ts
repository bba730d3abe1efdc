import { STOPPED_BY_BOUNCE } from "../../domain/emails/email-card.ts";
import { EMAIL_NAMES } from "../../domain/words/emails.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { endTroublesBefore, hasLaterArrived } from "../../adapters/mail/email-troubles.ts";
import { isReminderOver, lockEmail, moveEmail, type EmailKey, type EmailRow } from "../../adapters/mail/email-rows.ts";
import { withdrawQueued } from "../../adapters/mail/emails-outbox.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { isSignedByMailService, type MailEvent } from "../../adapters/mail/mail-events.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { remindedKinds } from "../../domain/emails/email-reminders.ts";
import { emailSheet } from "../../domain/emails/email-sheets.ts";
import { recordMailNotice } from "../../adapters/mail/mail-notices.ts";
import { markSent, openEmailTask } from "./settle-email.ts";

/** Keeps what the mail service tells in one call of its event webhook, to be worked off; false, and nothing is kept, when it did not sign it. */
export async function receiveEmailEvents(told: {
  body: string;
  signature: string | null;
  timestamp: string | null;
}): Promise<boolean> {
  if (!isSignedByMailService(told.body, told.signature, told.timestamp)) return false;
  await recordMailNotice(told.body);
  return true;
}

/** Records what became of one email. Any event proves that the mail service has it; states only go forward, whatever order events come in. */
export async function recordEmailEvent({ event, at, ...key }: MailEvent): Promise<void> {
  await inTransaction(async (tx) => {
    if ((await lockEmail(tx, key))?.state === "withdrawn") return;
    await markSent(tx, key);
    const email = await lockEmail(tx, key);
    if (email) await RECORD[event](tx, key, email, { at, now: await clockTime(tx) });
  });
}

type Recorder = (tx: Tx, key: EmailKey, email: EmailRow, times: { at: Date; now: Date }) => Promise<void>;

const RECORD: Record<MailEvent["event"], Recorder> = {
  async accepted() {},
  async delivered(tx, key, email, { at, now }) {
    if (!email.deliveredAt) await moveEmail(tx, key, ["sent", "delivered", "opened", "bounced"], { deliveredAt: at });
    await moveEmail(tx, key, ["sent"], { state: "delivered" });
    if (!email.bouncedAt) await endTroublesBefore(tx, email, now);
  },
  async opened(tx, key, email, { at }) {
    if (!email.openedAt) await moveEmail(tx, key, ["sent", "delivered", "opened", "bounced"], { openedAt: at });
    await moveEmail(tx, key, ["sent", "delivered"], { state: "opened" });
  },
  async bounced(tx, key, email, { at, now }) {
    if (email.bouncedAt) return;
    await moveEmail(tx, key, ["sent", "delivered"], { state: "bounced" });
    await moveEmail(tx, key, ["bounced", "opened"], { bouncedAt: at });
    await stopReminders(tx, email, now);
    if (!(await hasLaterArrived(tx, email))) await openEmailTask(tx, email, "email_bounced");
    const { shopId, orderId, kind } = email;
    await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
      { orderId, itemId: null, event: "email_bounced", subject: EMAIL_NAMES[kind] },
    ]);
  },
  async reported(tx, _key, email) {
    const { shopId, orderId, kind } = email;
    const why = "Stopped: the customer reported an email as spam.";
    await withdrawQueued(tx, { shopId, orderId, kind: emailSheet(kind).reminder ?? kind, why });
    await openEmailTask(tx, email, "email_reported");
  },
};

/** What an address did not take is not reminded of, and a reminder that it did not take is not followed by another. */
async function stopReminders(tx: Tx, { shopId, orderId, kind }: EmailRow, now: Date): Promise<void> {
  const of = { shopId, orderId, kind: emailSheet(kind).reminder ?? kind };
  const isReminder = remindedKinds(kind).length > 0;
  if (isReminder || (await isReminderOver(tx, { ...of, createdAt: now })))
    await withdrawQueued(tx, { ...of, why: STOPPED_BY_BOUNCE });
}

import { inTransaction, type Tx } from "../../adapters/db.ts";
import { issueLink } from "../../adapters/proofs/customer-link.ts";
import {
  isReminderOver,
  lockEmail,
  markSending,
  moveEmail,
  type EmailKey,
  type EmailRow,
} from "../../adapters/mail/email-rows.ts";
import { readEmailValues, type ToTell } from "../../adapters/mail/email-values.ts";
import type { Message } from "../../adapters/mail/mail.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { enqueueEmail, putOffEmail } from "../../adapters/mail/emails-outbox.ts";
import { keepUnclearTask, resendUnknownAfter } from "../../adapters/mail/unclear-emails.ts";
import { hasPictureToCome } from "../../adapters/rows/items/item-files.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { customerPageAddress } from "../../domain/customer/customer-page-address.ts";
import { emailAddress } from "../../domain/emails/email-address.ts";
import { mayLeaveAt } from "../../domain/emails/email-times.ts";
import { stopAddress } from "../../adapters/proofs/stop-address.ts";
import { env } from "../../env.server.ts";
import { REMINDERS, type EmailSettings } from "../../domain/emails/email-settings.ts";
import { emailSettingsOf } from "../../adapters/mail/email-texts.ts";
import { emailStillCalledFor } from "../../domain/emails/email-occasions.ts";
import { emailSheet } from "../../domain/emails/email-sheets.ts";
import { nextOfUnknown, SWITCHED_OFF } from "../../domain/emails/email-sending.ts";
import { rendering } from "./rendering.ts";

/** A message that is now marked `sending`, or why nothing is to be sent. */
export type Prepared = Message | "nothing_to_do" | "left_by_a_crash" | "no_address";

/** Looks at an email whose time has come and, when it is to be sent, marks it `sending` and gives the message; commits before anything leaves. */
export function prepareEmail(key: EmailKey): Promise<Prepared> {
  return inTransaction(async (tx) => {
    const locked = await lockEmail(tx, key);
    if (!locked) return "nothing_to_do";
    const now = await clockTime(tx);
    if (locked.state === "sending") return "left_by_a_crash";
    const email = locked.state === "unknown" ? await queuedAgain(tx, locked, now) : locked;
    // Moved to a later time while this job was already under way: another job stands at that time.
    if (email?.state !== "queued" || email.sendAt > now) return "nothing_to_do";
    const told = await readEmailValues(tx, email);
    if (!told || !(await isStillCalledFor(tx, email, told))) {
      await moveEmail(tx, key, ["queued"], { state: "withdrawn" });
      return "nothing_to_do";
    }
    if (told.shop.isLeaving) {
      await putOffEmail(tx, key, new Date(now.getTime() + LEAVING_PAUSE_MS));
      return "nothing_to_do";
    }
    const { settings, times } = await emailSettingsOf(tx, key.shopId);
    if (!email.isAtOnce && !settings.emails[email.kind].isOn) {
      await moveEmail(tx, key, ["queued"], { state: "withdrawn", failure: SWITCHED_OFF });
      return "nothing_to_do";
    }
    const leaves = email.isAtOnce ? now.getTime() : mayLeaveAt(now.getTime(), times);
    const pause = (await isTooEarly(tx, email)) ? PICTURE_PAUSE_MS : 0;
    if (leaves > now.getTime() || pause > 0) {
      await putOffEmail(tx, key, new Date(Math.max(leaves, now.getTime() + pause)));
      return "nothing_to_do";
    }
    return prepareMessage(tx, email, { told, settings, now });
  });
}

/** An unknown email as it is once it leaves again by itself, if it is to and something still calls for it; else null, and managers are asked when it is time. */
async function queuedAgain(tx: Tx, email: EmailRow, now: Date): Promise<EmailRow | null> {
  const { shopId, id: emailId, sentAgainAt } = email;
  const since = (email.sendingSince ?? email.createdAt).getTime();
  const resendAfter = await resendUnknownAfter(tx, shopId);
  const next = (mayResend: boolean) =>
    nextOfUnknown(
      { since, wasSentAgain: sentAgainAt !== null, resendAfter: mayResend ? resendAfter : null },
      now.getTime(),
    );
  let { does, lookAt } = next(true);
  // Another job stands at its time.
  if (does === "wait") return null;
  if (does === "send_again") {
    const told = await readEmailValues(tx, email);
    if (told && (await isStillCalledFor(tx, email, told))) {
      await moveEmail(tx, { shopId, emailId }, ["unknown"], { state: "queued", sendAt: now, sentAgainAt: now });
      await keepUnclearTask(tx, shopId);
      return { ...email, state: "queued", sendAt: now, sentAgainAt: now };
    }
    ({ does, lookAt } = next(false));
  }
  if (does === "ask_managers") await keepUnclearTask(tx, shopId);
  if (lookAt !== null) await enqueueEmail(tx, { shopId, emailId, due: new Date(lookAt) });
  return null;
}

async function isStillCalledFor(tx: Tx, email: EmailRow, { shop }: ToTell): Promise<boolean> {
  const situation = await loadSituation(tx, email.shopId, email.orderId);
  if (!situation || !shop.isActive || (await isReminderOver(tx, email))) return false;
  return emailStillCalledFor(email, situation);
}

/** How long an email waits while the shop is about to leave, before it looks whether it works again. */
const LEAVING_PAUSE_MS = 60 * 60 * 1000;

/** How long an email waits for a picture that is being made, before it looks again. */
const PICTURE_PAUSE_MS = 15_000;

// Where nobody looks at an artwork before its customer, its email is due before the worker has tried to show it. When it cannot be shown, nothing
// calls for the email any more.
function isTooEarly(tx: Tx, { shopId, orderId, kind, itemIds }: EmailRow): Promise<boolean> {
  const { about, speaksOf } = emailSheet(kind);
  if (about !== "customer_approval") return Promise.resolve(false);
  return hasPictureToCome(tx, { shopId, orderId, ...(speaksOf === "the whole order" ? {} : { itemIds }) });
}

async function prepareMessage(
  tx: Tx,
  { shopId, id, orderId, kind }: EmailRow,
  { told, settings, now }: { told: ToTell; settings: EmailSettings; now: Date },
): Promise<Prepared> {
  const to = emailAddress(told.to);
  if (to === null) return "no_address";
  await lockOrders(tx, shopId, [orderId]);
  const link = customerPageAddress(told.shop, `/o/${await issueLink(tx, { shopId, orderId })}`);
  const { installation } = told;
  const stop = REMINDERS.includes(kind)
    ? `${env().SHOPIFY_APP_URL}${stopAddress({ shopId, installation, orderId })}`
    : null;
  const values = { ...told.values, link, stop };
  const rendered = await rendering(tx, { shopId, kind, bought: told.locale, settings }, values);
  await markSending(tx, { shopId, emailId: id }, { since: now, to, subject: rendered.subject });
  const { brand, tracksOpening } = settings;
  return {
    ...{ shopId, emailId: id, to, tracksOpening, stop },
    fromName: brand.senderName || told.values.shop.name,
    replyTo: brand.replyTo || told.shop.email,
    ...rendered,
  };
}

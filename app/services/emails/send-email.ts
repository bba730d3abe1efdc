import type { EmailKey } from "../../adapters/mail/email-rows.ts";
import { log } from "../../adapters/log.ts";
import { sendMail } from "../../adapters/mail/mail.ts";
import { WITHOUT_ADDRESS } from "../../domain/emails/email-sending.ts";
import { prepareEmail } from "./prepare-email.ts";
import { closeUnsent, markUnknown, settleAnswer } from "./settle-email.ts";

/**
 * Sends a queued email that is due, once. It is marked `sending` before the mail service is asked; one found in that state was
 * left by a crash: an event of the mail service says what became of it, or a manager. By itself it is sent again
 * only where the shop's settings say so, and once.
 */
export async function sendEmail(key: EmailKey): Promise<void> {
  const prepared = await prepareEmail(key);
  if (prepared === "nothing_to_do") return;
  if (prepared === "left_by_a_crash") return markUnknown(key, "The worker stopped while it was being sent.");
  if (prepared === "no_address") return closeUnsent(key, WITHOUT_ADDRESS);
  const answer = await sendMail(prepared);
  log.info({ event: "email_handed_over", ...key, answer: answer.answer });
  await settleAnswer(key, answer);
}

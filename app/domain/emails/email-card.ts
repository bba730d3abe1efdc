import { SWITCHED_OFF, WITHOUT_ADDRESS } from "./email-sending.ts";
import type { EmailKind, EmailState } from "../words/emails.ts";

/** An email as the screens show it. Times are ISO. */
export type EmailCard = {
  id: string;
  kind: EmailKind;
  state: EmailState;
  to: string | null;
  at: string;
  failure: string | null;
};

/** Each state of an email in the words of the screens. */
export const EMAIL_STATE_WORDS: Record<EmailState, string> = {
  queued: "Waits to be sent",
  sending: "Being sent",
  sent: "Sent",
  delivered: "Delivered",
  opened: "Opened",
  bounced: "Bounced: the address does not take it",
  failed: "Could not be sent",
  unknown: "Unclear whether it was sent",
  withdrawn: "Withdrawn",
};

/** What is noted of an email that is not sent, because the one before it bounced. */
export const STOPPED_BY_BOUNCE = "Stopped: the email before it bounced.";

/** What is noted of a reminder whose customer wants none. */
export const STOPPED_BY_CUSTOMER = "The customer wants no more reminders about this order.";
const IN_WORDS: readonly string[] = [STOPPED_BY_BOUNCE, STOPPED_BY_CUSTOMER, SWITCHED_OFF];

/** Why an email did not leave, in a sentence for people, from what was noted: a code of ours, of the network, or of the mail service with its words. */
export function emailFailureWords(failure: string | null): string | null {
  if (failure === null) return null;
  if (IN_WORDS.includes(failure)) return failure;
  if (failure === WITHOUT_ADDRESS) return "The order has no e-mail address that the app can see.";
  const [, words = failure] = /^\d{3}\b\s*(.*)$/s.exec(failure) ?? [];
  if (/^answered\b/.test(words)) return "The mail service gave no clear answer.";
  if (/^E[A-Z_]{3,}$/.test(words)) return "The mail service could not be reached.";
  return words === "" || /^\w*_\w*$/.test(words)
    ? "The mail service did not take it."
    : `The mail service said: “${words}”`;
}

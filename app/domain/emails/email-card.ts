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

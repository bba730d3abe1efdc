import type { EmailKind } from "../words/emails.ts";

/** The reminder that follows an email, where one does. */
export const REMINDER_OF: Partial<Record<EmailKind, EmailKind>> = {
  order_issue: "order_issue_reminder",
  artwork_approval: "approval_reminder",
};

const MOST_REMINDERS = 10;

/** The round of the n-th reminder (from 1) of an email's round: one occasion each. */
export function reminderRound(firstRound: number, n: number): number {
  return (firstRound - 1) * MOST_REMINDERS + n;
}

/** The round of the email that a reminder belongs to. */
export function roundReminded(round: number): number {
  return Math.floor((round - 1) / MOST_REMINDERS) + 1;
}

/** The kind of email that a reminder reminds of; null when the email is no reminder. */
export function remindedKind(kind: EmailKind): EmailKind | null {
  const found = Object.entries(REMINDER_OF).find(([, reminder]) => reminder === kind);
  return found ? (found[0] as EmailKind) : null;
}

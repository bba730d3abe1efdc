import { EMAIL_KINDS, type EmailKind } from "../words/emails.ts";
import { emailSheet } from "./email-sheets.ts";

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
  return EMAIL_KINDS.find((reminded) => emailSheet(reminded).reminder === kind) ?? null;
}

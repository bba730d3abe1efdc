import { EMAIL_KINDS, type EmailKind, type EmailState } from "../words/emails.ts";
import { emailSheet } from "./email-sheets.ts";

/** An email of an order as far as reminders depend on it. Times are in ms. */
export type Remindable = { kind: EmailKind; state: EmailState; createdAt: number; bouncedAt: number | null };

/** The kinds of email that a reminder reminds of; none when the email is no reminder. */
export function remindedKinds(kind: EmailKind): EmailKind[] {
  return EMAIL_KINDS.filter((reminded) => emailSheet(reminded).reminder === kind);
}

/**
 * Whether a reminder's time is over, given the emails of its order: the newest email that it could remind of was called for after it
 * was, and has reminders of its own, or never arrived.
 */
export function isOver(reminder: Pick<Remindable, "kind" | "createdAt">, emails: readonly Remindable[]): boolean {
  const kinds = remindedKinds(reminder.kind);
  if (kinds.length === 0) return false;
  const newest = emails
    .filter(({ kind, state }) => kinds.includes(kind) && state !== "withdrawn")
    .reduce<Remindable | null>((latest, one) => (latest && latest.createdAt >= one.createdAt ? latest : one), null);
  return newest === null || newest.createdAt > reminder.createdAt || hasNotArrived(newest);
}

function hasNotArrived({ state, bouncedAt }: Remindable): boolean {
  return state === "bounced" || state === "failed" || bouncedAt !== null;
}

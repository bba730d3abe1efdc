/** Every email the app can send; each has one file in `app/emails`. */
export const EMAIL_KINDS = [
  "order_issue",
  "order_issue_reminder",
  "artwork_approval",
  "approval_reminder",
  "return_to_customer",
  "approved",
] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

/** Where an email stands. `unknown`: the mail service may or may not have taken it (docs/decisions, mail exactly once). */
export const EMAIL_STATES = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "opened",
  "bounced",
  "failed",
  "unknown",
  "withdrawn",
] as const;
export type EmailState = (typeof EMAIL_STATES)[number];

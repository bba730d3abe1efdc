/** All that is said of one email besides its content, which has a file in `app/emails`. Steps are named as `Step` and emails as `EmailKind`: `EmailSheet` holds it. */
type EmailWords = {
  /** Its name on the screen. */
  name: string;
  /** When it is written, as a shop owner would say it. */
  sent: string;
  /** It holds as long as an item it speaks of is open in this step; otherwise it is withdrawn. */
  about: string;
  /** Why it holds where that is not what counts. */
  holds?: "the customer has approved all";
  /** The items it speaks of: with a new issue, that came into the step, whose revision was answered, or all of the order. */
  speaksOf: "new issues" | "items that came" | "answered items" | "the whole order";
  /** The email that reminds of it. */
  reminder?: string;
  /** Staff may send it again, at once, while an item of the order is open in its step. */
  mayBeSentAgain?: true;
};

/** Every email that the app can send, on one sheet; each has one file in `app/emails`. */
export const EMAIL_SHEETS = {
  order_issue: {
    name: "Order issue",
    sent: "A photo is rejected with a reason",
    about: "photo_issue",
    speaksOf: "new issues",
    reminder: "order_issue_reminder",
    mayBeSentAgain: true,
  },
  order_issue_reminder: {
    name: "Order issue reminder",
    sent: "Some days after the first order-issue email, while the issue is open",
    about: "photo_issue",
    speaksOf: "the whole order",
  },
  artwork_approval: {
    name: "Artwork approval",
    sent: "The order enters customer approval",
    about: "customer_approval",
    speaksOf: "items that came",
    reminder: "approval_reminder",
    mayBeSentAgain: true,
  },
  approval_reminder: {
    name: "Approval reminder",
    sent: "Some days after the last email that asked for the approval, while nothing is decided",
    about: "customer_approval",
    speaksOf: "the whole order",
  },
  return_to_customer: {
    name: "Return to customer",
    sent: "A request for changes is answered instead of forwarded",
    about: "customer_approval",
    speaksOf: "answered items",
    reminder: "approval_reminder",
  },
  approved: {
    name: "Approved",
    sent: "The customer has approved all artfiles of the order",
    about: "customer_approval",
    holds: "the customer has approved all",
    speaksOf: "the whole order",
  },
} as const satisfies Record<string, EmailWords>;

export type EmailKind = keyof typeof EMAIL_SHEETS;
export const EMAIL_KINDS = Object.keys(EMAIL_SHEETS) as EmailKind[];

/** The name of each email on the screen. */
export const EMAIL_NAMES = Object.fromEntries(EMAIL_KINDS.map((kind) => [kind, EMAIL_SHEETS[kind].name])) as Record<
  EmailKind,
  string
>;

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

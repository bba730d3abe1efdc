import { isFullyApproved } from "../workflow/approval.ts";
import { EMAIL_KINDS, type EmailKind } from "../words/emails.ts";
import type { Situation } from "../words/situation.ts";
import type { Step } from "../words/steps.ts";

/** All that is said of one email besides its content, which has a file in `app/emails`. */
export type EmailSheet = {
  /** Its name on the screen. */
  name: string;
  /** When it is written, as a shop owner would say it. */
  sent: string;
  /** It holds as long as an item it speaks of is open in this step; otherwise it is withdrawn. */
  about: Step;
  /** Why it holds where that is not what counts. */
  holds?: (situation: Situation) => boolean;
  /** The items it speaks of: with a new issue, that came into the step, whose revision was answered, or all of the order. */
  speaksOf: "new issues" | "items that came" | "answered items" | "the whole order";
  /** The email that reminds of it. */
  reminder?: EmailKind;
  /** Staff may send it again, at once, while an item of the order is open in its step. */
  mayBeSentAgain?: true;
};

/** Every email on one sheet. */
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
    sent: "Some days after the first artwork-approval email, while nothing is decided",
    about: "customer_approval",
    speaksOf: "the whole order",
  },
  return_to_customer: {
    name: "Return to customer",
    sent: "A request for changes is answered instead of forwarded",
    about: "customer_approval",
    speaksOf: "answered items",
  },
  approved: {
    name: "Approved",
    sent: "The customer has approved all artfiles of the order",
    about: "customer_approval",
    holds: isFullyApproved,
    speaksOf: "the whole order",
  },
} as const satisfies Record<EmailKind, EmailSheet>;

/** An email's sheet. */
export function emailSheet(kind: EmailKind): EmailSheet {
  return EMAIL_SHEETS[kind];
}

/** The name of each email on the screen. */
export const EMAIL_NAMES = Object.fromEntries(EMAIL_KINDS.map((kind) => [kind, emailSheet(kind).name])) as Record<
  EmailKind,
  string
>;

/** The emails that staff may send again. */
export type WrittenAgain = {
  [K in EmailKind]: (typeof EMAIL_SHEETS)[K] extends { mayBeSentAgain: true } ? K : never;
}[EmailKind];
export const WRITTEN_AGAIN = EMAIL_KINDS.filter(
  (kind): kind is WrittenAgain => emailSheet(kind).mayBeSentAgain === true,
);

/** The emails about which one of these items waits for its customer now: staff may send them again. */
export function waitedFor(items: readonly { step: Step; readyFor: Step | null }[]): WrittenAgain[] {
  return WRITTEN_AGAIN.filter((kind) =>
    items.some(({ step, readyFor }) => step === emailSheet(kind).about && readyFor === null),
  );
}

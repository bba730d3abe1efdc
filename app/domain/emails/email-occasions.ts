import { lacksPicture } from "../workflow/lacks-picture.ts";
import { isFullyApproved } from "../workflow/approval.ts";
import { emailSheet, type EmailSheet } from "./email-sheets.ts";
import type { EmailKind, EmailState } from "../words/emails.ts";
import type { Situation } from "../words/situation.ts";
import { UNDO_WINDOW_MS } from "../workflow/undo.ts";

/** Issues of one order that are raised within this time join in one email, in ms. */
export const JOIN_WINDOW_MS = 2 * 60 * 1000;

/** The newest email of one kind that an order has. */
export type LatestEmail = { round: number; state: EmailState; firstRaisedAt: number; sendAt: number };

/** The round that an occasion belongs to, and whether it joins the email that is already queued for it. */
export function occasionOf(
  kind: EmailKind,
  latest: LatestEmail | null,
  raisedAt: number,
  undoable = false,
): { round: number; joins: boolean } {
  if (latest === null) return { round: 1, joins: false };
  // One that is due leaves as it is, so that an issue that could still be taken back neither delays it nor goes out with it.
  const isLeaving = undoable && latest.sendAt <= raisedAt;
  const isInTime = kind !== "order_issue" || (raisedAt - latest.firstRaisedAt <= JOIN_WINDOW_MS && !isLeaving);
  const joins = latest.state === "queued" && isInTime;
  return { round: joins ? latest.round : latest.round + 1, joins };
}

/** When an email may leave: at once, or when the act that raised it can no longer be undone. */
export function sendAt(raisedAt: number, undoableUntil: number | null): number {
  return undoableUntil ?? raisedAt;
}

/** When an order-issue email leaves: as soon as no issue in it can be undone and no item is left that could join, and no later than the last issue that joined allows. */
export function orderIssueSendAt(issue: {
  firstRaisedAt: number;
  lastRaisedAt: number;
  /** Until when the last of them can be undone; null when it cannot. */
  undoableUntil: number | null;
  /** `mayStillJoin` of the order. */
  mayStillJoin: boolean;
}): number {
  const afterUndo = sendAt(issue.lastRaisedAt, issue.undoableUntil);
  return issue.mayStillJoin ? Math.max(afterUndo, issue.firstRaisedAt + JOIN_WINDOW_MS) : afterUndo;
}

/**
 * When an order-issue email that waits already leaves after another act on its order: one that is due leaves at once; forward as soon as no item is left that
 * could join it, back to the end of the joining time when one is again. Never before the last act's time for undo is over.
 */
export function orderIssueDueAgain(email: {
  sendAt: number;
  firstRaisedAt: number;
  now: number;
  /** `mayStillJoin` of the order. */
  mayStillJoin: boolean;
}): number {
  const { sendAt, firstRaisedAt, now } = email;
  if (sendAt <= now) return sendAt;
  return email.mayStillJoin ? Math.max(sendAt, firstRaisedAt + JOIN_WINDOW_MS) : Math.min(sendAt, now + UNDO_WINDOW_MS);
}

/** Whether an item of the order is still in review, so that its issue could join the email. */
export function mayStillJoin({ items }: Situation): boolean {
  return items.some(({ step, readyFor }) => step === "photo_review" && readyFor === null);
}

/** Whether the reason for an email still holds when it is about to leave; otherwise it is withdrawn. */
export function stillCalledFor(kind: EmailKind, situation: Situation): boolean {
  const { about, holds } = emailSheet(kind);
  const isOpen = () =>
    situation.items.some((item) => item.step === about && item.readyFor === null && !lacksPicture(item));
  return !situation.cancelledInShopify && (holds ? HOLDS[holds](situation) : isOpen());
}

/** Reasons other than an open item. */
const HOLDS: Record<NonNullable<EmailSheet["holds"]>, (situation: Situation) => boolean> = {
  "the customer has approved all": isFullyApproved,
};

/** The same for one queued email: only the items it speaks of count. */
export function emailStillCalledFor(
  { kind, itemIds }: { kind: EmailKind; itemIds: readonly string[] },
  situation: Situation,
): boolean {
  const speaksOfAll = emailSheet(kind).speaksOf === "the whole order";
  const items = speaksOfAll ? situation.items : situation.items.filter(({ id }) => itemIds.includes(id));
  return stillCalledFor(kind, { ...situation, items });
}

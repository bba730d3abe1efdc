import type { Tx } from "../../adapters/db.ts";
import { queueEmail } from "../../adapters/mail/emails-outbox.ts";
import { queueHold } from "../../adapters/queue/hold-jobs.ts";
import { retimeOrderIssue } from "../../adapters/mail/order-issue-email.ts";
import { markEnded } from "../../adapters/rows/orders.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { withdrawStaleEmails } from "../../adapters/mail/stale-emails.ts";
import { isOrderApproved } from "../../domain/workflow/approval.ts";
import type { Decision } from "../../domain/workflow/decision.ts";
import { mayStillJoin } from "../../domain/emails/email-occasions.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { sheetOf, STEPS } from "../../domain/words/steps.ts";
import type { RunningAct } from "./write-decision.ts";

/** Queues what follows from a change of one order: emails, assignment, hold or release, and the write-back to Shopify. */
export async function queueFollowUps(
  tx: Tx,
  act: RunningAct,
  before: Situation,
  after: Situation,
  decision: Decision,
): Promise<void> {
  const { shopId, at } = act;
  const { orderId } = after;
  const joining = { shopId, orderId, mayStillJoin: mayStillJoin(after) };
  await withdrawStaleEmails(tx, act.before.journal, shopId, after);
  for (const kind of decision.emails) {
    const itemIds = itemsSpokenOf(kind, before, after, decision);
    await queueEmail(tx, { ...joining, kind, itemIds, actId: act.actId, undoable: decision.undoable, raisedAt: at });
    act.before.emails.push({ kind, orderId, itemIds });
  }
  await retimeOrderIssue(tx, { ...joining, now: at });
  await markEnded(tx, shopId, orderId, isEnded(after), at);

  const runAt = decision.undoable ? act.undoableUntil : at;
  if (decision.undoable)
    await enqueue(tx, "settle-act", { shopId, actId: act.actId }, { runAt, jobKey: `settle-act:${act.actId}` });
  else await queueAssignment(tx, shopId, orderId, before, after);
  await queueShopify(tx, shopId, before, after, runAt);
}

/** Queues the assignment of an order whose items moved, and of those that wait for an artist when a place has freed up. */
export async function queueAssignment(
  tx: Tx,
  shopId: string,
  orderId: string,
  before: Situation,
  after: Situation,
): Promise<void> {
  await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
  const leavesArtwork = before.items.some((item, at) => item.step === "artwork" && after.items[at]?.step !== "artwork");
  if (leavesArtwork) await enqueue(tx, "assign-work", { shopId, orderId: null }, { jobKey: `assign-work:${shopId}` });
}

/** Queues what Shopify is told of an order: its artwork state, and the hold or its release when the approval has changed. */
export async function queueShopify(
  tx: Tx,
  shopId: string,
  before: Situation,
  after: Situation,
  runAt: Date,
): Promise<void> {
  const { orderId } = after;
  await enqueue(tx, "write-back", { shopId, orderId }, { runAt, jobKey: `write-back:${orderId}` });
  if (isOrderApproved(before) === isOrderApproved(after)) return;
  await queueHold(tx, { shopId, orderId, isNeeded: !isOrderApproved(after), runAt });
}

function itemsSpokenOf(kind: EmailKind, before: Situation, after: Situation, decision: Decision): string[] {
  if (kind === "order_issue")
    return decision.effects.flatMap((effect) => (effect.kind === "open_issue" ? effect.itemId : []));
  if (kind === "approved") return after.items.filter((item) => item.step !== "cancelled").map((item) => item.id);
  const answeredEarlier = before.items.filter(({ reworkCause }) => reworkCause === "answered").map(({ id }) => id);
  const answered = new Set([
    ...answeredEarlier,
    ...decision.effects.flatMap((effect) => (effect.kind === "answer_revision" ? effect.itemId : [])),
  ]);
  const steps = STEPS.filter(
    (step) => sheetOf(step).onEntry === kind || (kind === "return_to_customer" && step === "customer_approval"),
  );
  const entered = decision.changes
    .filter((change) => change.set.step && steps.includes(change.set.step))
    .map((change) => change.itemId);
  // Where quality control is skipped, an artfile that is replaced during the customer's approval leaves its item there.
  const replaced = decision.effects.flatMap((effect) => (effect.kind === "add_artfile" ? effect.itemId : []));
  const shownAnew = after.items
    .filter(({ id, step, readyFor }) => replaced.includes(id) && steps.includes(step) && readyFor === null)
    .map(({ id }) => id);
  return [...new Set([...entered, ...shownAnew])].filter(
    (itemId) => answered.has(itemId) === (kind === "return_to_customer"),
  );
}

/** Whether every item of an order has come to its end. */
export function isEnded(situation: Situation): boolean {
  return situation.items.every((item) => item.step === "done" || item.step === "cancelled");
}

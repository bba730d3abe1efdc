import { queueEmail, retimeOrderIssue, withdrawStaleEmails } from "../../adapters/mail/emails-outbox.ts";
import { enqueue, queueSettling, queueShopAssignment } from "../../adapters/queue/queue.ts";
import { remember } from "../../adapters/rows/acts/journal.ts";
import { visibleFrom } from "../../adapters/rows/items/items.ts";
import { markEnded } from "../../adapters/rows/orders/orders.ts";
import type { RunningAct } from "../../adapters/rows/acts/running-act.ts";
import { mayStillJoin } from "../../domain/emails/email-occasions.ts";
import { itemsSpokenOf } from "../../domain/emails/spoken-of.ts";
import { closeTasksOf, openTask } from "../../adapters/rows/shop/tasks.ts";
import { lacksPhoto, lacksPlace } from "../../domain/workflow/lacks-photo.ts";
import { takesBack } from "../../domain/fulfilment/wanted.ts";
import { freesPlaces } from "../../domain/team/assignment.ts";
import { lacksPicture } from "../../domain/workflow/lacks-picture.ts";
import type { TaskKind } from "../../domain/screens/tasks.ts";
import type { Item, Situation } from "../../domain/words/situation.ts";
import { isOrderEnded } from "../../domain/workflow/approval.ts";
import type { Decision } from "../../domain/workflow/decide.ts";

/** Queues what follows from an act on one order: emails, assignment, and what has to be so in Shopify. */
export async function followUp(
  act: RunningAct,
  before: Situation,
  after: Situation,
  decision: Decision,
): Promise<void> {
  const { tx, shopId, actId, at } = act;
  const { orderId } = after;
  await remember(act, "order", orderId);
  await withdrawStaleEmails(act, after);
  for (const kind of decision.emails) {
    const itemIds = itemsSpokenOf(kind, before, after, decision);
    if (itemIds.length === 0) continue;
    const undoableUntil = await unsettledUntil(act, itemIds);
    const call = { shopId, orderId, kind, itemIds, actId, undoableUntil, raisedAt: at };
    const queued = await queueEmail(tx, { ...call, mayStillJoin: mayStillJoin(after) });
    if (queued) act.emails.push({ kind, orderId, itemIds });
  }
  if (decision.undoable) {
    await enqueue(
      tx,
      "end-undo-time",
      { shopId, actId },
      { runAt: act.undoableUntil, jobKey: `end-undo-time:${actId}` },
    );
  } else {
    const moves = before.items.map(({ step }, at) => ({ from: step, to: after.items[at]?.step ?? step }));
    await queueAssignment(act, [orderId], freesPlaces(moves));
  }
  const mayWait = decision.undoable && !takesBack(before, after);
  await followState(act, before, after, mayWait ? act.undoableUntil : at);
}

// Also while what somebody else did to one of the items can be taken back: of an order whose last approval is a member's, the customer may have given the others.
async function unsettledUntil({ tx, shopId, at }: RunningAct, itemIds: readonly string[]): Promise<Date | null> {
  const until = await visibleFrom(tx, shopId, itemIds);
  return until && until > at ? until : null;
}

/** Queues the assignment of orders whose items moved, and of those that wait for an artist when a place has freed up. */
export async function queueAssignment(
  { tx, shopId }: Pick<RunningAct, "tx" | "shopId">,
  orderIds: readonly string[],
  hasFreedPlaces: boolean,
): Promise<void> {
  for (const orderId of orderIds)
    await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
  if (hasFreedPlaces) await queueShopAssignment(tx, shopId);
}

/**
 * What follows from the state that an order is in now, however it came there: when its order-issue email leaves, whether it
 * has ended, and what Shopify is told from `runAt` on.
 */
export async function followState(
  { tx, shopId, at }: Pick<RunningAct, "tx" | "shopId" | "at">,
  before: Situation,
  after: Situation,
  runAt: Date,
): Promise<void> {
  const { orderId } = after;
  await retimeOrderIssue(tx, { shopId, orderId, mayStillJoin: mayStillJoin(after), now: at });
  await followMissing({ tx, shopId, at }, before, after);
  await markEnded(tx, shopId, orderId, isOrderEnded(after), at);
  // What has to be so at once does not wait for an approval that comes right after it.
  await queueSettling(tx, { shopId, orderId, why: runAt > at ? "approval stands" : "after act", runAt });
}

// The task about what an item lacks ends when somebody has seen to it, and is there again when that is taken back.
async function followMissing(
  { tx, shopId, at }: Pick<RunningAct, "tx" | "shopId" | "at">,
  before: Situation,
  after: Situation,
): Promise<void> {
  for (const [kind, lacks] of MISSING) {
    for (const item of after.items) {
      const lacked = before.items.some((one) => one.id === item.id && lacks(one));
      const about = { shopId, kind, subject: item.id };
      if (lacked && !lacks(item)) await closeTasksOf(tx, { ...about, kinds: [kind] }, at);
      if (!lacked && lacks(item)) await openTask(tx, { ...about, orderId: after.orderId });
    }
  }
}

const MISSING = [
  ["photo_missing", lacksPhoto],
  ["photo_unplaced", lacksPlace],
  ["artwork_unseen", lacksPicture],
] as const satisfies readonly [TaskKind, (item: Item) => boolean][];

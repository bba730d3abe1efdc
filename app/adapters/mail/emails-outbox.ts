import { stored } from "../rows/stored.ts";
import { EMAIL_KINDS, EMAIL_STATES, type EmailKind } from "../../domain/words/emails.ts";
import {
  emailStillCalledFor,
  occasionOf,
  orderIssueDueAgain,
  orderIssueSendAt,
  sendAt,
} from "../../domain/emails/email-occasions.ts";
import { emailSheet } from "../../domain/emails/email-sheets.ts";
import { leavesAt } from "../../domain/emails/email-times.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { emailSettingsOf } from "./email-texts.ts";
import { tables, type Tx } from "../db.ts";
import { remember, type Journal } from "../rows/acts/journal.ts";
import type { RunningAct } from "../rows/acts/running-act.ts";
import { clockTime } from "../rows/orders/orders.ts";
import { enqueue, withdraw } from "../queue/queue.ts";

/** What calls for an email; the caller holds the lock of the order, so that rounds are counted one after the other. */
export type EmailCall = {
  shopId: string;
  orderId: string;
  kind: EmailKind;
  /** The items it speaks of. */
  itemIds: readonly string[];
  actId: string | null;
  /** When it was called for, by the database's clock; now when missing. */
  raisedAt?: Date;
  /** Until when the act may be taken back; null when it may not. */
  undoableUntil: Date | null;
  /** An item of the order is still in review, so that its issue could join (order issue only). */
  mayStillJoin?: boolean;
  /** A member asks for it now: it leaves though its kind is switched off, and waits for no time of the shop's. */
  isAtOnce?: boolean;
};

/** Queues the email of an occasion, or joins it to the one that is still waiting; it exists once `tx` commits. Null where the shop has switched its kind off. */
export async function queueEmail(
  tx: Tx,
  call: EmailCall,
): Promise<{ emailId: string; round: number; sendAt: Date } | null> {
  const { shopId, orderId, kind, actId, isAtOnce = false } = call;
  const { settings, times } = await emailSettingsOf(tx, shopId);
  const { isOn, delay } = settings.emails[kind];
  if (!isOn && !isAtOnce) return null;
  const raisedAt = call.raisedAt ?? (await clockTime(tx));
  const latest = await tables(tx).email.findFirst({ where: { shopId, orderId, kind }, orderBy: { round: "desc" } });
  const told = latest && {
    round: latest.round,
    state: stored(EMAIL_STATES, latest.state, "Email.state"),
    firstRaisedAt: latest.createdAt.getTime(),
    sendAt: latest.sendAt.getTime(),
  };
  const { round, joins } = occasionOf(kind, told, raisedAt.getTime(), call.undoableUntil !== null);
  const firstRaisedAt = joins && told ? told.firstRaisedAt : raisedAt.getTime();
  const ready = dueTime(call, firstRaisedAt, raisedAt.getTime());
  const waitsForNothing = isAtOnce || (joins && latest?.isAtOnce === true);
  const due = waitsForNothing
    ? ready
    : new Date(leavesAt({ due: ready.getTime(), raisedAt: firstRaisedAt, delay }, times));
  const email =
    joins && latest
      ? await tables(tx).email.update({
          where: { shopId_id: { shopId, id: latest.id } },
          data: { itemIds: [...new Set([...latest.itemIds, ...call.itemIds])], sendAt: due, isAtOnce: waitsForNothing },
        })
      : await tables(tx).email.create({
          data: {
            ...{ shopId, orderId, kind, round, actId, isAtOnce },
            ...{ itemIds: [...call.itemIds], sendAt: due, createdAt: raisedAt },
          },
        });
  await enqueueEmail(tx, { shopId, emailId: email.id, due });
  return { emailId: email.id, round: email.round, sendAt: due };
}

function dueTime(
  { kind, undoableUntil: until, mayStillJoin = false }: EmailCall,
  firstRaisedAt: number,
  lastRaisedAt: number,
): Date {
  const undoableUntil = until && until.getTime();
  if (kind !== "order_issue") return new Date(sendAt(lastRaisedAt, undoableUntil));
  return new Date(orderIssueSendAt({ firstRaisedAt, lastRaisedAt, undoableUntil, mayStillJoin }));
}

/** Puts the sending of a queued email on the queue; a second call moves it. */
export async function enqueueEmail(
  tx: Tx,
  { shopId, emailId, due }: { shopId: string; emailId: string; due: Date },
): Promise<void> {
  await enqueue(tx, "send-email", { shopId, emailId }, { runAt: due, jobKey: jobKeyOf(emailId) });
}

/** Queues the reminders of an email that was sent just now, each for its time; the caller holds the lock of the order. */
export async function queueReminders(
  tx: Tx,
  reminders: {
    shopId: string;
    orderId: string;
    kind: EmailKind;
    itemIds: readonly string[];
    sentAt: Date;
    due: Date[];
  },
): Promise<void> {
  const { due, itemIds, sentAt, ...of } = reminders;
  const { _max } = await tables(tx).email.aggregate({ where: of, _max: { round: true } });
  for (const [at, sendAt] of due.entries()) {
    const round = (_max.round ?? 0) + at + 1;
    const { id: emailId } = await tables(tx).email.create({
      data: { ...of, round, itemIds: [...itemIds], sendAt, createdAt: sentAt },
    });
    await enqueueEmail(tx, { shopId: of.shopId, emailId, due: sendAt });
  }
}

/** Takes items out of the order's queued emails (undo); an email that is left without any is withdrawn. */
export async function withdrawEmails(
  tx: Tx,
  {
    shopId,
    orderId,
    itemIds,
    kinds,
    actId,
  }: {
    shopId: string;
    orderId: string;
    itemIds: readonly string[];
    kinds?: readonly EmailKind[];
    actId?: string | null;
  },
): Promise<void> {
  const queued = await tables(tx).email.findMany({
    where: {
      shopId,
      orderId,
      state: "queued",
      itemIds: { hasSome: [...itemIds] },
      ...(kinds ? { kind: { in: [...kinds] } } : {}),
      ...(actId ? { actId } : {}),
    },
  });
  for (const email of queued) {
    const left = email.itemIds.filter((id) => !itemIds.includes(id));
    if (left.length === 0) await withdrawEmail(tx, { shopId, emailId: email.id });
    else await tables(tx).email.update({ where: { shopId_id: { shopId, id: email.id } }, data: { itemIds: left } });
  }
}

/** Withdraws the emails of a kind that an order has queued; `why` is shown beside them. */
export async function withdrawQueued(
  tx: Tx,
  { shopId, orderId, kind, why }: { shopId: string; orderId: string; kind: EmailKind; why?: string },
): Promise<void> {
  const queued = await tables(tx).email.findMany({
    where: { shopId, orderId, kind, state: "queued" },
    select: { id: true },
  });
  for (const { id: emailId } of queued) await withdrawEmail(tx, { shopId, emailId }, why);
}

/** Moves an order-issue email that still waits to when it now leaves (`orderIssueDueAgain`). */
export async function retimeOrderIssue(
  tx: Tx,
  call: { shopId: string; orderId: string; mayStillJoin: boolean; now: Date },
): Promise<void> {
  const { shopId, orderId, mayStillJoin, now } = call;
  const waiting = await tables(tx).email.findMany({ where: { shopId, orderId, kind: "order_issue", state: "queued" } });
  if (waiting.length === 0) return;
  const { settings, times } = await emailSettingsOf(tx, shopId);
  for (const { id, sendAt, createdAt, isAtOnce } of waiting) {
    const raisedAt = createdAt.getTime();
    const ready = orderIssueDueAgain({
      ...{ sendAt: sendAt.getTime(), firstRaisedAt: raisedAt },
      ...{ now: now.getTime(), mayStillJoin },
    });
    const { delay } = settings.emails.order_issue;
    const due = isAtOnce ? ready : leavesAt({ due: ready, raisedAt, delay }, times);
    if (due === sendAt.getTime()) continue;
    await tables(tx).email.update({ where: { shopId_id: { shopId, id } }, data: { sendAt: new Date(due) } });
    await enqueueEmail(tx, { shopId, emailId: id, due: new Date(due) });
  }
}

/** Withdraws the order's queued emails and reminders that nothing calls for any more, so that the same occasion may come again; undo finds them in the journal. */
export async function withdrawStaleEmails(act: RunningAct, situation: Situation): Promise<void> {
  const { tx, shopId } = act;
  const queued = await tables(tx).email.findMany({
    where: { shopId, orderId: situation.orderId, state: "queued" },
    select: { id: true, kind: true, itemIds: true },
  });
  for (const { id, kind, itemIds } of queued) {
    if (emailStillCalledFor({ kind: stored(EMAIL_KINDS, kind, "Email.kind"), itemIds }, situation)) continue;
    await remember(act, "email", id);
    await withdrawEmail(tx, { shopId, emailId: id });
  }
}

/** Puts a queued email off until `due`. The caller holds its lock. */
export async function putOffEmail(
  tx: Tx,
  { shopId, emailId }: { shopId: string; emailId: string },
  due: Date,
): Promise<void> {
  await tables(tx).email.update({ where: { shopId_id: { shopId, id: emailId } }, data: { sendAt: due } });
  await enqueueEmail(tx, { shopId, emailId, due });
}

/** Puts the sending of emails that undo has put back on the queue again, each at its own time. */
export async function queueAgain(tx: Tx, shopId: string, journal: Journal): Promise<void> {
  const ids = journal.filter(({ table }) => table === "email").map(({ id }) => id);
  const emails =
    ids.length === 0
      ? []
      : await tables(tx).email.findMany({
          where: { shopId, id: { in: ids }, state: "queued" },
          select: { id: true, sendAt: true },
        });
  for (const { id: emailId, sendAt: due } of emails) await enqueueEmail(tx, { shopId, emailId, due });
}

/**
 * Puts an order's reminders back on the queue that undo gives their reason back to: what withdrew them may be another act, which stands. Whether
 * they still remind of anything is asked once more when they leave.
 */
export async function queueRemindersAgain(
  tx: Tx,
  { shopId, before, after, now }: { shopId: string; before: Situation; after: Situation; now: Date },
): Promise<void> {
  const { orderId } = after;
  const withdrawn = await tables(tx).email.findMany({
    where: { shopId, orderId, kind: { in: REMINDERS }, state: "withdrawn", sendAt: { gt: now } },
  });
  for (const { id, kind, itemIds, sendAt: due } of withdrawn) {
    const email = { kind: stored(EMAIL_KINDS, kind, "Email.kind"), itemIds };
    if (emailStillCalledFor(email, before) || !emailStillCalledFor(email, after)) continue;
    await tables(tx).email.update({ where: { shopId_id: { shopId, id } }, data: { state: "queued" } });
    await enqueueEmail(tx, { shopId, emailId: id, due });
  }
}

const REMINDERS = EMAIL_KINDS.flatMap((kind) => emailSheet(kind).reminder ?? []);

/** Withdraws one queued email and takes its sending off the queue. */
async function withdrawEmail(
  tx: Tx,
  { shopId, emailId }: { shopId: string; emailId: string },
  why?: string,
): Promise<void> {
  await tables(tx).email.updateMany({
    where: { shopId, id: emailId, state: "queued" },
    data: { state: "withdrawn", ...(why ? { failure: why } : {}) },
  });
  await withdraw(tx, jobKeyOf(emailId));
}

function jobKeyOf(emailId: string): string {
  return `send-email:${emailId}`;
}

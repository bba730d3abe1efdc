import { stored } from "../rows/stored.ts";
import { EMAIL_KINDS, EMAIL_STATES, type EmailKind, type EmailState } from "../../domain/words/emails.ts";
import type { Email, Prisma } from "@prisma/client";
import { isOver, remindedKinds } from "../../domain/emails/email-reminders.ts";
import { db, tables, type Tx } from "../db.ts";

/** An email of a shop. */
export type EmailKey = { shopId: string; emailId: string };

/** An email as it is stored. */
export type EmailRow = Omit<Email, "kind" | "state"> & Words;
type Words = { kind: EmailKind; state: EmailState };

/** The email with its order's row and its own locked, in this order as acts do it; null when the shop has none. */
export async function lockEmail(tx: Tx, { shopId, emailId }: EmailKey): Promise<EmailRow | null> {
  await tables(tx).$queryRaw`
    SELECT o.id FROM "Email" e JOIN "Order" o ON o."shopId" = e."shopId" AND o.id = e."orderId"
    WHERE e."shopId" = ${shopId}::uuid AND e.id = ${emailId}::uuid FOR UPDATE OF o`;
  await tables(tx)
    .$queryRaw`SELECT id FROM "Email" WHERE "shopId" = ${shopId}::uuid AND id = ${emailId}::uuid FOR UPDATE`;
  const row = await tables(tx).email.findUnique({ where: { shopId_id: { shopId, id: emailId } } });
  return row && inOurWords(row);
}

/** Moves an email on when it is in one of these states; false when it was not. */
export async function moveEmail(
  tx: Tx,
  { shopId, emailId }: EmailKey,
  from: readonly EmailState[],
  data: Prisma.EmailUncheckedUpdateManyInput & { state?: EmailState },
): Promise<boolean> {
  const { count } = await tables(tx).email.updateMany({
    where: { shopId, id: emailId, state: { in: [...from] } },
    data,
  });
  return count === 1;
}

/** Marks a queued email as being sent from now on, to whom and under which subject; counts the attempt. The caller holds its lock. */
export async function markSending(
  tx: Tx,
  { shopId, emailId }: EmailKey,
  sending: { since: Date; to: string; subject: string },
): Promise<void> {
  const { since, to, subject } = sending;
  await tables(tx).email.update({
    where: { shopId_id: { shopId, id: emailId } },
    data: { state: "sending", sendingSince: since, attempts: { increment: 1 }, toAddress: to, subject },
  });
}

/** Notes when the mail service took an email, whatever failed before. The caller holds its lock. */
export async function writeSentAt(tx: Tx, { shopId, emailId }: EmailKey, sentAt: Date): Promise<void> {
  await tables(tx).email.update({ where: { shopId_id: { shopId, id: emailId } }, data: { sentAt, failure: null } });
}

/** Whether a reminder that is called for at this time has none to remind of any more (`isOver`). */
export async function isReminderOver(
  tx: Tx,
  { shopId, orderId, kind, createdAt }: Pick<EmailRow, "shopId" | "orderId" | "kind" | "createdAt">,
): Promise<boolean> {
  const rows = await tables(tx).email.findMany({
    where: { shopId, orderId, kind: { in: remindedKinds(kind) } },
    select: { kind: true, state: true, createdAt: true, bouncedAt: true },
  });
  return isOver({ kind, createdAt: createdAt.getTime() }, rows.map(inOurWords).map(inMs));
}

/** The emails of these kinds to the customers of these orders, newest first. */
export async function emailsOfOrders(shopId: string, orderIds: readonly string[], kinds: readonly EmailKind[]) {
  const rows = await db().email.findMany({
    where: { shopId, orderId: { in: [...orderIds] }, kind: { in: [...kinds] } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: {
      id: true,
      orderId: true,
      kind: true,
      round: true,
      state: true,
      createdAt: true,
      toAddress: true,
      sendAt: true,
      sentAt: true,
      deliveredAt: true,
      openedAt: true,
      bouncedAt: true,
      failure: true,
    },
  });
  return rows.map(inOurWords);
}

function inOurWords<T extends { kind: string; state: string }>(row: T): Omit<T, "kind" | "state"> & Words {
  const { kind, state } = row;
  return { ...row, kind: stored(EMAIL_KINDS, kind, "Email.kind"), state: stored(EMAIL_STATES, state, "Email.state") };
}

function inMs<T extends { createdAt: Date; bouncedAt: Date | null }>({ createdAt, bouncedAt, ...row }: T) {
  return { ...row, createdAt: createdAt.getTime(), bouncedAt: bouncedAt?.getTime() ?? null };
}

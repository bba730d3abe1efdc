import { unaddressedAgain, WITHOUT_ADDRESS } from "../../domain/emails/email-sending.ts";
import { EMAIL_KINDS, EMAIL_STATES } from "../../domain/words/emails.ts";
import { db, tables, type Tx } from "../db.ts";
import { clockTime } from "../rows/orders/orders.ts";
import { closeTasksAbout } from "../rows/shop/tasks.ts";
import { stored } from "../rows/stored.ts";
import { moveEmail } from "./email-rows.ts";
import { enqueueEmail } from "./emails-outbox.ts";

const UNADDRESSED = { state: "failed", failure: WITHOUT_ADDRESS };

/** The orders of a shop that have emails which found no address. */
export async function ordersUnaddressed(shopId: string): Promise<string[]> {
  const rows = await db().email.findMany({
    where: { shopId, ...UNADDRESSED },
    distinct: ["orderId"],
    select: { orderId: true },
  });
  return rows.map(({ orderId }) => orderId);
}

/**
 * Queues again what an order could not be sent for lack of an address (`unaddressedAgain`), to leave now, and ends the tasks about it.
 * Whether its reason still holds is judged when it leaves, as of every email. The caller holds the order's lock.
 */
export async function queueUnaddressed(tx: Tx, shopId: string, orderId: string): Promise<void> {
  const rows = await tables(tx).email.findMany({ where: { shopId, orderId } });
  const { leave, withdraw } = unaddressedAgain(
    rows.map((row) => ({
      ...row,
      kind: stored(EMAIL_KINDS, row.kind, "Email.kind"),
      state: stored(EMAIL_STATES, row.state, "Email.state"),
    })),
  );
  if (leave.length === 0) return;
  const due = await clockTime(tx);
  for (const emailId of withdraw) await moveEmail(tx, { shopId, emailId }, ["failed"], { state: "withdrawn" });
  for (const { id: emailId, itemIds } of leave) {
    await moveEmail(tx, { shopId, emailId }, ["failed"], { state: "queued", sendAt: due, failure: null, itemIds });
    await enqueueEmail(tx, { shopId, emailId, due });
  }
  for (const emailId of [...withdraw, ...leave.map(({ id }) => id)]) await closeTasksAbout(tx, shopId, emailId, due);
}

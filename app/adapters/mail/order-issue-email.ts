import { JOIN_WINDOW_MS } from "../../domain/emails/email-occasions.ts";
import { UNDO_WINDOW_MS } from "../../domain/workflow/undo.ts";
import { tables, type Tx } from "../db.ts";
import { enqueueEmail } from "./emails-outbox.ts";

/**
 * Moves an order-issue email that still waits: forward as soon as no item is left that could join it, back to the end of
 * the joining time when one is again. Never before the last act's time for undo is over.
 */
export async function retimeOrderIssue(
  tx: Tx,
  call: { shopId: string; orderId: string; mayStillJoin: boolean; now: Date },
): Promise<void> {
  const { shopId, orderId, mayStillJoin, now } = call;
  const waiting = await tables(tx).email.findMany({ where: { shopId, orderId, kind: "order_issue", state: "queued" } });
  for (const { id, sendAt, createdAt } of waiting) {
    const due = mayStillJoin
      ? Math.max(sendAt.getTime(), createdAt.getTime() + JOIN_WINDOW_MS)
      : Math.min(sendAt.getTime(), now.getTime() + UNDO_WINDOW_MS);
    if (due === sendAt.getTime()) continue;
    await tables(tx).email.update({ where: { shopId_id: { shopId, id } }, data: { sendAt: new Date(due) } });
    await enqueueEmail(tx, { shopId, emailId: id, due: new Date(due) });
  }
}

import { emailStillCalledFor } from "../../domain/emails/email-occasions.ts";
import type { EmailKind } from "../../domain/words/emails.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { tables, type Tx } from "../db.ts";
import { enqueueEmail, withdrawEmail } from "./emails-outbox.ts";
import { remember, type Journal } from "../rows/journal.ts";

/** Withdraws the order's queued emails and reminders that nothing calls for any more, so that the same occasion may come again; undo finds them in the journal. */
export async function withdrawStaleEmails(
  tx: Tx,
  journal: Journal,
  shopId: string,
  situation: Situation,
): Promise<void> {
  const queued = await tables(tx).email.findMany({
    where: { shopId, orderId: situation.orderId, state: "queued" },
    select: { id: true, kind: true, itemIds: true },
  });
  for (const { id, kind, itemIds } of queued) {
    if (emailStillCalledFor({ kind: kind as EmailKind, itemIds }, situation)) continue;
    await remember(tx, shopId, journal, "email", id, ["state"]);
    await withdrawEmail(tx, { shopId, emailId: id });
  }
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

import { inTransaction } from "../../adapters/db.ts";
import { lockEmail, moveEmail, type EmailKey } from "../../adapters/mail/email-rows.ts";
import { enqueueEmail } from "../../adapters/mail/emails-outbox.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { closeTasksAbout } from "../../adapters/rows/shop/tasks.ts";
import { markSent } from "./settle-email.ts";

/** A manager's answer to an email that may or may not have left, or could not: send it again now, or treat it as sent. Ends its tasks. */
export async function settleUnknownEmail({ as, ...key }: EmailKey & { as: "send_again" | "sent" }): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (!email || !["unknown", "failed"].includes(email.state)) return;
    const now = await clockTime(tx);
    if (as === "sent") await markSent(tx, key);
    else if (await moveEmail(tx, key, ["unknown", "failed"], { state: "queued", sendAt: now, failure: null }))
      await enqueueEmail(tx, { ...key, due: now });
    await closeTasksAbout(tx, key.shopId, key.emailId, now);
  });
}

import { EMAIL_NAMES } from "../../domain/words/emails.ts";
import { inTransaction } from "../../adapters/db.ts";
import { lockEmail, moveEmail } from "../../adapters/mail/email-rows.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { isSignedByMailService, readMailEvents, type MailEvent } from "../../adapters/mail/mail-events.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { markSent, openEmailTask } from "./settle-email.ts";

/** Records all that the mail service tells in one call of its event webhook; false, and nothing is recorded, when it did not sign it. */
export async function recordEmailEvents(told: {
  body: string;
  signature: string | null;
  timestamp: string | null;
}): Promise<boolean> {
  if (!isSignedByMailService(told.body, told.signature, told.timestamp)) return false;
  for (const event of readMailEvents(told.body)) await recordEmailEvent(event);
  return true;
}

/** Records what became of one email. Any event proves that the mail service has it; states only go forward, whatever order events come in. */
export async function recordEmailEvent({ event, ...key }: MailEvent): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (!email || email.state === "withdrawn") return;
    await markSent(tx, key);
    const now = await clockTime(tx);
    if (event === "delivered") {
      if (!email.deliveredAt)
        await moveEmail(tx, key, ["sent", "delivered", "opened", "bounced"], { deliveredAt: now });
      await moveEmail(tx, key, ["sent"], { state: "delivered" });
    }
    if (event === "opened") {
      if (!email.openedAt) await moveEmail(tx, key, ["sent", "delivered", "opened", "bounced"], { openedAt: now });
      await moveEmail(tx, key, ["sent", "delivered"], { state: "opened" });
    }
    if (event === "bounced" && !email.bouncedAt) {
      await moveEmail(tx, key, ["sent", "delivered"], { state: "bounced" });
      await moveEmail(tx, key, ["bounced", "opened"], { bouncedAt: now });
      await openEmailTask(tx, email, "email_bounced");
      const { shopId, orderId, kind } = email;
      await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
        {
          orderId,
          itemId: null,
          event: "email_bounced",
          subject: EMAIL_NAMES[kind],
        },
      ]);
    }
  });
}

import { stored } from "../../adapters/rows/stored.ts";
import { EMAIL_NAMES, EMAIL_KINDS } from "../../domain/words/emails.ts";
import { inTransaction } from "../../adapters/db.ts";
import { lockEmail, moveEmail } from "../../adapters/mail/email-rows.ts";
import { appendHistory } from "../../adapters/rows/history.ts";
import { isSignedByMailService, readMailEvents, type MailEvent } from "../../adapters/mail/mail-events.ts";
import { clockTime } from "../../adapters/rows/orders.ts";
import { markSent, openEmailTask } from "./settle-email.ts";

const MOST_BYTES = 5 * 1024 * 1024;

/** Takes a request of the mail service's event webhook and gives the HTTP status: 401 when it did not sign it. */
export async function recordEmailEvents(request: Request): Promise<number> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return 413;
  const body = await request.text();
  const signature = request.headers.get("x-twilio-email-event-webhook-signature");
  if (!isSignedByMailService(body, signature, request.headers.get("x-twilio-email-event-webhook-timestamp")))
    return 401;
  for (const event of readMailEvents(body)) await recordEmailEvent(event);
  return 200;
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
          subject: EMAIL_NAMES[stored(EMAIL_KINDS, kind, "Email.kind")],
        },
      ]);
    }
  });
}

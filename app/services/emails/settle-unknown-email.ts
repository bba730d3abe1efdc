import { databaseTime, inTransaction, type Tx } from "../../adapters/db.ts";
import { lockEmail, moveEmail, type EmailKey, type EmailRow } from "../../adapters/mail/email-rows.ts";
import { enqueueEmail } from "../../adapters/mail/emails-outbox.ts";
import { keepUnclearTask, unclearEmailIds } from "../../adapters/mail/unclear-emails.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { closeTasksAbout } from "../../adapters/rows/shop/tasks.ts";
import { UNKNOWN_FOR_MS } from "../../domain/emails/email-sending.ts";
import { markSent } from "./settle-email.ts";

type Answer = "send_again" | "sent";

/** A manager's answer to an email that may or may not have left, or could not: send it again now, or treat it as sent. Ends its tasks. */
export async function settleUnknownEmail({ as, ...key }: EmailKey & { as: Answer }): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, key);
    if (!email || !["unknown", "failed"].includes(email.state)) return;
    await settle(tx, email, as);
    await keepUnclearTask(tx, key.shopId);
  });
}

/**
 * A manager's answer to all emails of the shop of which it is unclear whether they left, one after another; gives how many there were. One that was
 * answered meanwhile, or left again and is unclear anew, is not touched.
 */
export async function settleUnclearEmails({ shopId, as }: { shopId: string; as: Answer }): Promise<number> {
  const askedAt = await databaseTime();
  let settled = 0;
  for (const emailId of await unclearEmailIds(shopId, askedAt)) {
    const isSettled = await inTransaction(async (tx) => {
      const email = await lockEmail(tx, { shopId, emailId });
      const since = (email?.sendingSince ?? email?.createdAt)?.getTime() ?? Infinity;
      if (email?.state !== "unknown" || since > askedAt.getTime() - UNKNOWN_FOR_MS) return false;
      await settle(tx, email, as);
      return true;
    });
    if (isSettled) settled += 1;
  }
  await inTransaction((tx) => keepUnclearTask(tx, shopId));
  return settled;
}

/** The caller holds the email's lock. */
async function settle(tx: Tx, { shopId, id: emailId, state }: EmailRow, as: Answer): Promise<void> {
  const key = { shopId, emailId };
  const now = await clockTime(tx);
  const again = state === "unknown" ? { sentAgainAt: now } : {};
  if (as === "sent") await markSent(tx, key);
  else if (await moveEmail(tx, key, ["unknown", "failed"], { state: "queued", sendAt: now, failure: null, ...again }))
    await enqueueEmail(tx, { ...key, due: now });
  await closeTasksAbout(tx, shopId, emailId, now);
}

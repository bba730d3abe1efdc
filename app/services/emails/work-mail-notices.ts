import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { readMailEvents, type MailEvent } from "../../adapters/mail/mail-events.ts";
import {
  beginMailNotice,
  dropMailNotice,
  putBackMailNotice,
  queueMailNotices,
} from "../../adapters/mail/mail-notices.ts";
import { lockEmails, writeArrivals } from "../../adapters/mail/told-emails.ts";
import { recordEmailEvent } from "./record-email-event.ts";

const TURN_MS = 1_000;
/** So many emails are written in one transaction, which holds their orders. */
const EMAILS_AT_ONCE = 200;

/**
 * Works off what the mail service told, call by call, for about a second, and asks for another turn when more is due. A call whose events cannot be
 * recorded rests for a while and stands before no other.
 */
export async function workMailNotices({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
  const ends = performance.now() + TURN_MS;
  while (performance.now() <= ends && !signal?.aborted) {
    const notice = await beginMailNotice();
    if (!notice) break;
    try {
      await recordTold(readMailEvents(notice.body, await databaseTime()));
      await dropMailNotice(notice.id);
    } catch (fault) {
      log.error({ event: "mail_notice_failed", attempts: notice.attempts, error: fault });
      await putBackMailNotice(notice);
    }
  }
  await inTransaction((tx) => queueMailNotices(tx));
}

/** Records what became of emails: those that just arrived in one go, and those of which more follows one by one. */
async function recordTold(events: readonly MailEvent[]): Promise<void> {
  const byEmail = new Map<string, MailEvent[]>();
  for (const event of events) {
    const key = `${event.shopId} ${event.emailId}`;
    const ofEmail = byEmail.get(key);
    if (ofEmail) ofEmail.push(event);
    else byEmail.set(key, [event]);
  }
  const emails = [...byEmail.values()];
  const further: MailEvent[] = [];
  for (let at = 0; at < emails.length; at += EMAILS_AT_ONCE)
    further.push(...(await recordArrivals(emails.slice(at, at + EMAILS_AT_ONCE))));
  for (const event of further) await recordEmailEvent(event);
}

/** Writes down of sent emails that they arrived; gives the events of those of which more follows than two times. */
function recordArrivals(emails: readonly MailEvent[][]): Promise<MailEvent[]> {
  return inTransaction(async (tx) => {
    const known = new Map(
      (
        await lockEmails(
          tx,
          emails.map(([first]) => first!),
        )
      ).map((email) => [`${email.shopId} ${email.id}`, email]),
    );
    const arrivals: Parameters<typeof writeArrivals>[1][number][] = [];
    const further: MailEvent[] = [];
    for (const events of emails) {
      const { shopId, emailId } = events[0]!;
      const email = known.get(`${shopId} ${emailId}`);
      if (!email || email.state === "withdrawn") continue;
      const deliveredAt = firstOf(events, "delivered");
      const openedAt = firstOf(events, "opened");
      const isMore = !email.isSent || (deliveredAt !== null && email.hasTroubles) || events.some(isTrouble);
      if (isMore) further.push(...events);
      else if (deliveredAt !== null || openedAt !== null) arrivals.push({ shopId, emailId, deliveredAt, openedAt });
    }
    if (arrivals.length > 0) await writeArrivals(tx, arrivals);
    return further;
  });
}

function isTrouble({ event }: MailEvent): boolean {
  return event === "bounced" || event === "reported";
}

function firstOf(events: readonly MailEvent[], what: MailEvent["event"]): Date | null {
  const times = events.filter(({ event }) => event === what).map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

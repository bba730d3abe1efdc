import { renewLink } from "../../adapters/proofs/customer-link.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { queueEmail, withdrawQueued } from "../../adapters/mail/emails-outbox.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { customerAddress, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { itemsToWriteOf, whyNotAgain } from "../../domain/emails/email-again.ts";
import { emailSheet, type WrittenAgain } from "../../domain/emails/email-sheets.ts";
import { EMAIL_NAMES } from "../../domain/words/emails.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type Wish = {
  shopId: string;
  actor: ActingMember;
  orderId: string;
  kind: WrittenAgain;
  /** The old link opens nothing any more. */ withNewLink: boolean;
};

/** Sends the customer of an order an email again, at once, about the items that wait for them now. */
export async function sendAgain({ shopId, actor, orderId, kind, withNewLink }: Wish): Promise<Said> {
  if (!isUuid(orderId)) return { said: REFUSAL_WORDS.unknown_item, isRefused: true };
  return inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    const situation = await loadSituation(tx, shopId, orderId);
    const refusal = whyNotAgain(situation, actor, kind, await customerAddress(tx, shopId, orderId));
    if (!situation || refusal) return { said: refusal ?? REFUSAL_WORDS.unknown_item, isRefused: true };
    await write(tx, { shopId, actor, kind, withNewLink }, situation);
    return {
      said: withNewLink
        ? `${situation.orderName} has a new link; the email with it leaves now.`
        : `The email to the customer of ${situation.orderName} leaves now.`,
      isRefused: false,
    };
  });
}

async function write(
  tx: Tx,
  { shopId, actor, kind, withNewLink }: Omit<Wish, "orderId">,
  situation: Situation,
): Promise<void> {
  const { orderId } = situation;
  if (withNewLink) {
    await renewLink(tx, { shopId, orderId });
    await appendHistory(tx, { shopId, actor }, [{ orderId, itemId: null, event: "link_renewed" }]);
  }
  // The email that leaves now has reminders of its own; those of the one before would come on top.
  await withdrawQueued(tx, { shopId, orderId, kind: emailSheet(kind).reminder ?? kind });
  await queueEmail(tx, {
    shopId,
    orderId,
    kind,
    itemIds: itemsToWriteOf(situation, kind),
    actId: null,
    undoableUntil: null,
    // A sibling that is still in review is not waited for: it was said that the email leaves now.
    mayStillJoin: false,
    isAtOnce: true,
  });
  await appendHistory(tx, { shopId, actor }, [
    { orderId, itemId: null, event: "email_queued", subject: EMAIL_NAMES[kind] },
  ]);
}

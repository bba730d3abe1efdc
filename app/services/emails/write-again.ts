import { renewLink } from "../../adapters/proofs/customer-link.ts";
import { inTransaction, tables, type Tx } from "../../adapters/db.ts";
import { queueEmail, withdrawEmail } from "../../adapters/mail/emails-outbox.ts";
import { appendHistory } from "../../adapters/rows/history.ts";
import { lockOrders } from "../../adapters/rows/orders.ts";
import { loadSituation } from "../../adapters/rows/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { mayOpenStep, maySeeItem } from "../../domain/team/can-see.ts";
import { mayStillJoin } from "../../domain/emails/email-occasions.ts";
import { emailSheet, waitedFor, type WrittenAgain } from "../../domain/emails/email-sheets.ts";
import { EMAIL_NAMES } from "../../domain/words/emails.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { sheetOf } from "../../domain/words/steps.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type Wish = {
  shopId: string;
  actor: ActingMember;
  orderId: string;
  kind: WrittenAgain;
  /** The old link opens nothing any more. */ withNewLink: boolean;
};

/** Sends the customer of an order an email again, at once, about the items that wait for them now. */
export async function writeAgain({ shopId, actor, orderId, kind, withNewLink }: Wish): Promise<Said> {
  if (!isUuid(orderId)) return { said: REFUSAL_WORDS.unknown_item, isRefused: true };
  return inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    const situation = await loadSituation(tx, shopId, orderId);
    const to = await tables(tx).order.findUnique({
      where: { shopId_id: { shopId, id: orderId } },
      select: { customerEmail: true },
    });
    const refusal = whyNot(situation, actor, kind, to?.customerEmail ?? null);
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

function whyNot(
  situation: Situation | null,
  actor: ActingMember,
  kind: WrittenAgain,
  address: string | null,
): string | null {
  const { about } = emailSheet(kind);
  if (!mayOpenStep(about, actor.roles)) return REFUSAL_WORDS.not_your_role;
  if (!situation?.items.some((item) => maySeeItem(actor, situation, item))) return REFUSAL_WORDS.unknown_item;
  if (situation.cancelledInShopify) return REFUSAL_WORDS.order_cancelled;
  if (!waitedFor(situation.items).includes(kind)) return REFUSAL_WORDS.wrong_step;
  return address ? null : "The order has no e-mail address. Add one in Shopify first.";
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
  const itemIds = situation.items
    .filter((item) => item.step === emailSheet(kind).about && item.readyFor === null)
    .map(({ id }) => id);
  await withdrawReminders(tx, { shopId, orderId, kind });
  await queueEmail(tx, {
    shopId,
    orderId,
    kind,
    itemIds,
    actId: null,
    undoable: false,
    mayStillJoin: mayStillJoin(situation),
  });
  await appendHistory(tx, { shopId, actor }, [
    { orderId, itemId: null, event: "email_queued", subject: EMAIL_NAMES[kind] },
  ]);
}

/** The email that leaves now has reminders of its own; those of the one before would come on top. */
async function withdrawReminders(
  tx: Tx,
  { shopId, orderId, kind }: Pick<Wish, "shopId" | "orderId" | "kind">,
): Promise<void> {
  const queued = await tables(tx).email.findMany({
    where: { shopId, orderId, kind: emailSheet(kind).reminder ?? kind, state: "queued" },
    select: { id: true },
  });
  for (const { id: emailId } of queued) await withdrawEmail(tx, { shopId, emailId });
}

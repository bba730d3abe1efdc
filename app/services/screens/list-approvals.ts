import type { ActingMember } from "../../domain/words/actors.ts";
import { emailsAbout } from "../../domain/emails/email-sheets.ts";
import { mayFindByCustomer } from "../../domain/team/can-see.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { emailCards, ordersWithAddress } from "../emails/list-emails.ts";
import { listQueue } from "./list-queue.ts";

type Asked = {
  shopId: string;
  actor: ActingMember;
  words: string;
  isApproved: boolean;
  after: string | null;
};

/** What is out with customers, or approved and waiting for the rest of its order, with who was written to. */
export async function listApprovals({ shopId, actor, words, isApproved, after }: Asked) {
  const queue = { shopId, actor, step: "customer_approval" as const };
  const filters = { words, isWaiting: isApproved };
  const { counts, ...list } = await listQueue({ ...queue, filters, after, counted: [{}, { isWaiting: true }] });
  const [out = 0, approved = 0] = counts;
  const emails = await emailCards({
    shopId,
    orderIds: [...new Set(list.cards.map(({ orderId }) => orderId))],
    kinds: emailsAbout(queue.step),
    withAddress: mayFindByCustomer(actor.roles),
  });
  await noteAccess({ shopId, memberId: actor.memberId, kind: "approvals", orderIds: ordersWithAddress(emails) });
  return { ...list, emails, counts: { out, approved } };
}

import { databaseTime } from "../../adapters/db.ts";
import { countIssuesByReason, endedIssues } from "../../adapters/rows/items/issues.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import { emailsAbout } from "../../domain/emails/email-sheets.ts";
import { mayFindByCustomer } from "../../domain/team/can-see.ts";
import { ENDED_ISSUES_DAYS, ISSUE_ENDING_WORDS, type EndedIssue } from "../../domain/screens/ended-issue.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { emailCards, ordersWithAddress } from "../emails/list-emails.ts";
import { listQueue } from "./list-queue.ts";

type Asked = {
  shopId: string;
  actor: ActingMember;
  reasonId?: string;
  words: string;
  after: string | null;
};

/** What waits for customers: the reasons in use, sub-folders by reason with their counts, one page of items, and who was written to. */
export async function listIssues({ shopId, actor, reasonId, words, after }: Asked) {
  const [list, reasons] = await Promise.all([
    listQueue({ shopId, actor, step: "photo_issue", filters: { reasonId, words }, after }),
    countIssuesByReason(shopId, isManager(actor) ? null : actor.memberId),
  ]);
  const emails = await emailCards({
    shopId,
    orderIds: [...new Set(list.cards.map(({ orderId }) => orderId))],
    kinds: emailsAbout("photo_issue"),
    withAddress: mayFindByCustomer(actor.roles),
  });
  await noteAccess({ shopId, memberId: actor.memberId, kind: "issues", orderIds: ordersWithAddress(emails) });
  return {
    ...list,
    emails,
    folders: reasons.filter(({ count }) => count > 0),
    reasons: reasons
      .filter(({ isInUse }) => isInUse)
      .map(({ reasonId: id, isInUse: _, count: __, ...one }) => ({ id, ...one })),
  };
}

/** Issues that ended in the last days and how, newest first; image processors see those of their orders. */
export async function listEndedIssues({ shopId, actor }: Pick<Asked, "shopId" | "actor">): Promise<EndedIssue[]> {
  const since = (await databaseTime()).getTime() - ENDED_ISSUES_DAYS * 24 * 60 * 60 * 1000;
  const rows = await endedIssues(shopId, isManager(actor) ? null : actor.memberId, new Date(since));
  return rows.map(({ id, openedAt, endedAt, ending, reason, item }) => ({
    id,
    orderId: item.order.id,
    orderName: item.order.name,
    itemNumber: item.number,
    productTitle: item.productTitle,
    reason: reason.name,
    openedAt: openedAt.toISOString(),
    endedAt: endedAt!.toISOString(),
    ending: ISSUE_ENDING_WORDS[ending ?? ""] ?? "It is over",
    step: item.step,
  }));
}

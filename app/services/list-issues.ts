import { countIssuesByReason } from "../adapters/issue-rows.ts";
import { mayFindByCustomer } from "../domain/can-see.ts";
import type { Role } from "../domain/roles.ts";
import { emailCards } from "./list-emails.ts";
import { listQueue } from "./list-queue.ts";

type Request = { shopId: string; member: { id: string; roles: readonly Role[] }; reasonId?: string; words: string; after: string | null };

/** What waits for customers: sub-folders by reason with their counts, one page of items, and who was written to. */
export async function listIssues({ shopId, member, reasonId, words, after }: Request) {
  const seesAll = member.roles.includes("admin") || member.roles.includes("manager");
  const [list, folders] = await Promise.all([
    listQueue({ shopId, member, step: "photo_issue", filters: { reasonId, words }, after }),
    countIssuesByReason(shopId, seesAll ? null : member.id),
  ]);
  const emails = await emailCards({
    shopId,
    orderIds: [...new Set(list.cards.map(({ orderId }) => orderId))],
    kinds: ["order_issue", "order_issue_reminder"],
    withAddress: mayFindByCustomer(member.roles),
  });
  return { ...list, folders, emails };
}

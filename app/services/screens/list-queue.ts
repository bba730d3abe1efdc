import {
  queueCount,
  queueOrders,
  queuePage,
  type QueueFilters,
  type QueueRequest,
} from "../../adapters/rows/orders/step-queues.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import { mayFindByCustomer } from "../../domain/team/can-see.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { pageKeyText, readPageKey } from "../../domain/words/page-key.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { QUEUE_ROLE, type Step } from "../../domain/words/steps.ts";
import { itemCards } from "./item-cards.ts";

const PAGE_SIZE = 48;

export type QueueList = { cards: ItemCard[]; count: number; next: string | null };

/**
 * One page of a step's queue, oldest first, with only what the member may see: managers and admins all of it, others the
 * orders assigned to them. `after` is the `next` of the page before; a key that cannot be read begins at the start.
 */
export async function listQueue(request: {
  shopId: string;
  actor: ActingMember;
  step: Step;
  filters: QueueFilters;
  after?: string | null;
  limit?: number;
}): Promise<QueueList> {
  const { shopId, actor, step, filters, limit = PAGE_SIZE } = request;
  const queue = queueOf({ shopId, actor, step, filters });
  const [page, count] = await Promise.all([queuePage(queue, readPageKey(request.after), limit), queueCount(queue)]);
  return {
    cards: await itemCards({ shopId, actor, itemIds: page.ids }),
    count,
    next: pageKeyText(page.next),
  };
}

/** How many items of a step's queue the member would see, for tabs and the home page. */
export async function countQueue(request: QueueOfViewer): Promise<number> {
  return queueCount(queueOf(request));
}

/** The orders of a step's queue that the member would see, over all its pages; at most so many. */
export async function ordersInQueue(request: QueueOfViewer, limit: number): Promise<string[]> {
  return queueOrders(queueOf(request), limit);
}

/** A step's queue as a member sees it. */
export type QueueOfViewer = { shopId: string; actor: ActingMember; step: Step; filters: QueueFilters };

/** What is asked of the rows for the queue that a member would see. */
export function queueOf({ shopId, actor, step, filters }: QueueOfViewer): QueueRequest {
  const role = QUEUE_ROLE[step];
  const ownedBy = isManager(actor) || !role ? null : { memberId: actor.memberId, role };
  return { shopId, step, role, filters, ownedBy, findsByCustomer: mayFindByCustomer(actor.roles) };
}

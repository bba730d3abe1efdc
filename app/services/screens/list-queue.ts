import {
  queueCounts,
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
 * orders assigned to them. `after` is the `next` of the page before; a key that cannot be read begins at the start. `count`, and `counts` of
 * the queues named beside, go to one more than `countTo` (as a rule `MOST_COUNTED`), and `orderIds` the orders of the whole queue, at most `mostOrders`.
 */
export async function listQueue(request: {
  shopId: string;
  actor: ActingMember;
  step: Step;
  filters: QueueFilters;
  after?: string | null;
  limit?: number;
  counted?: readonly QueueFilters[];
  countTo?: number;
  mostOrders?: number;
}): Promise<QueueList & { counts: number[]; orderIds: string[] }> {
  const { shopId, actor, step, filters, limit = PAGE_SIZE, counted = [], mostOrders, countTo } = request;
  const queue = queueOf({ shopId, actor, step, filters });
  const beside = {
    counts: [queue, ...counted.map((one) => queueOf({ shopId, actor, step, filters: one }))],
    ...(countTo ? { countTo } : {}),
    ...(mostOrders ? { orders: { request: queue, limit: mostOrders } } : {}),
  };
  const { ids, next, counts, orderIds } = await queuePage(queue, readPageKey(request.after), limit, beside);
  const [count = 0, ...others] = counts;
  return {
    cards: await itemCards({ shopId, actor, itemIds: ids }),
    ...{ count, next: pageKeyText(next), counts: others, orderIds },
  };
}

/** How many items of each of these queues the member would see, for the home page; at most `MOST_COUNTED + 1`. */
export function countQueues(requests: readonly QueueOfViewer[]): Promise<number[]> {
  return queueCounts(requests.map(queueOf));
}

/** A step's queue as a member sees it. */
export type QueueOfViewer = { shopId: string; actor: ActingMember; step: Step; filters: QueueFilters };

/** What is asked of the rows for the queue that a member would see. */
export function queueOf({ shopId, actor, step, filters }: QueueOfViewer): QueueRequest {
  const role = QUEUE_ROLE[step];
  const ownedBy = isManager(actor) || !role ? null : { memberId: actor.memberId, role };
  return { shopId, step, role, filters, ownedBy, findsByCustomer: mayFindByCustomer(actor.roles) };
}

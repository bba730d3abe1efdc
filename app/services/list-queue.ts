import { queueCount, queuePage, type QueueFilters, type QueueKey } from "../adapters/queues.ts";
import type { ItemCard } from "../domain/item-card.ts";
import { STEP_ROLE, type Role, type WorkingRole } from "../domain/roles.ts";
import type { Step } from "../domain/steps.ts";
import { itemCards } from "./item-cards.ts";

/** Whose assignment decides who may see a step that is the customer's turn. */
const CUSTOMER_STEP_ROLE: Partial<Record<Step, WorkingRole>> = {
  photo_issue: "image_processor",
  customer_approval: "quality_controller",
};

const PAGE_SIZE = 48;

export type QueueList = { cards: ItemCard[]; count: number; next: string | null };

type Viewer = { id: string; roles: readonly Role[] };

/**
 * One page of a step's queue, oldest first, with only what the member may see: managers and admins all of it, others the
 * orders assigned to them. `after` is the `next` of the page before; a key that cannot be read begins at the start.
 */
export async function listQueue(request: { shopId: string; member: Viewer; step: Step; filters: QueueFilters; after?: string | null }): Promise<QueueList> {
  const { shopId, member, step, filters } = request;
  const role = stepRole(step);
  const queue = { shopId, step, role, filters, ownedBy: seesAll(member.roles) || !role ? null : { memberId: member.id, role } };
  const [page, count] = await Promise.all([queuePage(queue, readKey(request.after), PAGE_SIZE), queueCount(queue)]);
  return {
    cards: await itemCards({ shopId, member, itemIds: page.ids }),
    count,
    next: page.next && `${page.next.since}~${page.next.id}`,
  };
}

/** How many items of a step's queue the member would see, for tabs and the home page. */
export async function countQueue(request: { shopId: string; member: Viewer; step: Step; filters: QueueFilters }): Promise<number> {
  const { shopId, member, step, filters } = request;
  const role = stepRole(step);
  return queueCount({ shopId, step, role, filters, ownedBy: seesAll(member.roles) || !role ? null : { memberId: member.id, role } });
}

function stepRole(step: Step): WorkingRole | null {
  return STEP_ROLE[step] ?? CUSTOMER_STEP_ROLE[step] ?? null;
}

function seesAll(roles: readonly Role[]): boolean {
  return roles.includes("admin") || roles.includes("manager");
}

function readKey(text: string | null | undefined): QueueKey | null {
  const [since, id] = (text ?? "").split("~");
  const isKey = since && id && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(since) && /^[0-9a-f-]{36}$/i.test(id);
  return isKey ? { since, id } : null;
}

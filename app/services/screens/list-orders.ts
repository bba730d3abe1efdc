import type { Step } from "../../domain/words/steps.ts";
import { databaseTime, noTransaction } from "../../adapters/db.ts";
import { orderLineRows, orderPage, type OrderFilters } from "../../adapters/rows/orders/order-list.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { readSettings } from "../../adapters/rows/shop/shops.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { movesOf, type Move } from "../../domain/workflow/needs.ts";
import type { Situation } from "../../domain/words/situation.ts";
import type { OrderLine } from "../../domain/screens/order-line.ts";
import { isOverdue } from "../../domain/screens/overdue.ts";
import { pageKeyText, readPageKey } from "../../domain/words/page-key.ts";

const PAGE_SIZE = 50;

/** One page of a shop's orders, newest first: for managers, who see all of them. `after` is the `next` of the page before. */
export async function listOrders({
  shopId,
  actor,
  filters,
  after,
}: {
  shopId: string;
  actor: ActingMember;
  filters: Omit<OrderFilters, "findsByCustomer" | "ownedBy">;
  after: string | null;
}): Promise<{ lines: OrderLine[]; next: string | null }> {
  const { usualHours: usual } = await readSettings(shopId);
  const { orderIds, next } = await orderPage(
    shopId,
    { ...filters, findsByCustomer: true, ownedBy: null },
    usual,
    readPageKey(after),
    PAGE_SIZE,
  );
  const lines = await orderLines(shopId, orderIds, usual);
  const named = lines.filter(({ customerName }) => customerName !== null).map(({ orderId }) => orderId);
  await noteAccess({ shopId, memberId: actor.memberId, kind: "orders", orderIds: named });
  return { lines, next: pageKeyText(next) };
}

/** These orders as lines of a list, in the order of the ids. */
export async function orderLines(
  shopId: string,
  orderIds: readonly string[],
  usual: Record<Step, number | null>,
): Promise<OrderLine[]> {
  const [found, situations, now] = await Promise.all([
    orderLineRows(shopId, orderIds),
    loadSituations(noTransaction(), shopId, orderIds),
    databaseTime(),
  ]);
  const rows = new Map(found.map((row) => [row.id, row]));
  return orderIds
    .flatMap((id) => rows.get(id) ?? [])
    .map((row) => ({
      orderId: row.id,
      orderName: row.name,
      placedAt: row.placedAt.toISOString(),
      customerName: row.customerName,
      products: [...new Set(row.items.map(({ productTitle }) => productTitle))],
      items: row.items.map((item) => ({
        itemId: item.id,
        changeCount: item.changeCount,
        itemNumber: item.number,
        step: item.step,
        isWaiting: item.readyFor !== null,
        isOverdue: item.readyFor === null && isOverdue(item.step, item.stepSince.getTime(), now.getTime(), usual),
        moves: row.isOurs ? movesIn(situations.get(row.id), item.id) : [],
      })),
      assignees: row.assignees,
      isEnded: row.endedAt !== null,
      isInShadow: !row.isOurs && row.endedAt === null,
    }));
}

function movesIn(situation: Situation | undefined, itemId: string): Move[] {
  return (situation?.items ?? []).filter(({ id }) => id === itemId).flatMap(movesOf);
}

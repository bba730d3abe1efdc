import { Prisma } from "@prisma/client";
import type { PageKey } from "../../../domain/words/page-key.ts";
import type { ItemCard } from "../../../domain/screens/item-card.ts";
import { WORKING_ROLES, type Role } from "../../../domain/words/roles.ts";
import { STEPS, type Step } from "../../../domain/words/steps.ts";
import { db } from "../../db.ts";
import { hasNobodySql, isOverdueSql, isStuckSql, type UsualHours } from "./overview.ts";
import type { OrdersState } from "../../../domain/screens/order-line.ts";
import { readFacts } from "./order-facts.ts";
import { readAddress, readUsualHours, stored } from "../stored.ts";
import type { UnsettledCause } from "../../../domain/fulfilment/unsettled.ts";
import { isLiftedSql, isUnheldSql, isUnsettledSql } from "../fulfilment/unsettled-orders.ts";
import { foundAmong, shortWordsSql } from "./found-orders.ts";
import { foundBy } from "./step-queues.ts";

/** What the list of orders is narrowed to; absent means no narrowing. */
export type OrderFilters = {
  /** Orders with an open item, those at their end, those that the shop has not started with, or all. */
  state: OrdersState;
  /** Orders with an item in this step. */
  step?: Step;
  /** Orders assigned to this member in any role; `none`: whose turn has nobody. */
  memberId?: string | "none";
  isOverdue?: boolean;
  /** Orders with an item that does not move by itself. */
  isStuck?: boolean;
  /** Orders with an item that waits for the rest of its order; of `step`, when that is given. */
  isWaiting?: boolean;
  /** Orders of which something should be held in Shopify and has not been for more than five minutes. */
  isUnheld?: boolean;
  /** Orders of which managers are told that they are not as they have to be in Shopify, for this cause. */
  unsettledCause?: UnsettledCause;
  /** Orders on which somebody lifted a hold of ours. */
  isLifted?: boolean;
  words?: string;
  /** Whether words are also looked for in the customer's name and e-mail address. */
  findsByCustomer: boolean;
  /** Only orders assigned to this member in one of these roles; null for those who see all. */
  ownedBy: { memberId: string; roles: readonly Role[] } | null;
};

/** The ids of one page of a shop's orders, newest first, and the key of the next page or null. */
export async function orderPage(
  shopId: string,
  filters: OrderFilters,
  usual: UsualHours,
  after: PageKey | null,
  limit: number,
): Promise<{ orderIds: string[]; next: PageKey | null }> {
  const earlier = after
    ? Prisma.sql`AND (o."placedAt", o.id) < (${after.since}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const among = await foundAmong(shopId, filters.words);
  const found = among ? Prisma.sql`AND o.id = ANY(${among}::uuid[])` : Prisma.empty;
  const rows = await db().$queryRaw<{ id: string; placedAt: Date }[]>`
    SELECT o.id, o."placedAt" FROM "Order" o WHERE o."shopId" = ${shopId}::uuid ${found} AND ${narrowed(filters, usual)} ${earlier}
    ORDER BY o."placedAt" DESC, o.id DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    orderIds: page.map(({ id }) => id),
    next: rows.length > limit && last ? { since: last.placedAt.toISOString(), id: last.id } : null,
  };
}

/** These orders with their items and members; ids that the shop does not have are left out. */
export async function orderLineRows(shopId: string, orderIds: readonly string[]) {
  const rows = await db().order.findMany({
    where: { shopId, id: { in: [...orderIds] } },
    select: {
      id: true,
      name: true,
      placedAt: true,
      customerName: true,
      endedAt: true,
      isOurs: true,
      assignments: { select: { role: true, member: { select: { name: true } } } },
      items: {
        orderBy: { number: "asc" },
        select: {
          id: true,
          changeCount: true,
          number: true,
          step: true,
          readyFor: true,
          stepSince: true,
          productTitle: true,
        },
      },
    },
  });
  return rows.map((row) => ({
    ...row,
    assignees: row.assignments.map(({ role, member }) => ({
      role: stored(WORKING_ROLES, role, "Assignment.role"),
      name: member.name,
    })),
    items: row.items.map((item) => ({ ...item, step: stored(STEPS, item.step, "Item.step") })),
  }));
}

const OF_STATE: Record<OrdersState, Prisma.Sql> = {
  open: Prisma.sql`o."endedAt" IS NULL AND o."isOurs"`,
  ended: Prisma.sql`o."endedAt" IS NOT NULL AND o."isOurs"`,
  shadow: Prisma.sql`o."endedAt" IS NULL AND NOT o."isOurs"`,
  all: Prisma.sql`true`,
};

function narrowed(
  { state, step, memberId, words, findsByCustomer, ownedBy, ...only }: OrderFilters,
  usual: UsualHours,
): Prisma.Sql {
  const parts = [OF_STATE[state]];
  if (memberId && memberId !== "none") {
    parts.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Assignment" a WHERE a."shopId" = o."shopId" AND a."orderId" = o.id AND a."memberId" = ${memberId}::uuid)`,
    );
  }
  if (ownedBy) {
    parts.push(Prisma.sql`EXISTS (
      SELECT 1 FROM "Assignment" a WHERE a."shopId" = o."shopId" AND a."orderId" = o.id AND a."memberId" = ${ownedBy.memberId}::uuid AND a.role = ANY(${[...ownedBy.roles]}::text[]))`);
  }
  if (only.isUnheld) parts.push(isUnheldSql());
  if (only.unsettledCause) parts.push(isUnsettledSql(only.unsettledCause));
  if (only.isLifted) parts.push(isLiftedSql());
  parts.push(...shortWordsSql(words, findsByCustomer));
  const ofItem = foundBy(words, findsByCustomer);
  if (step) ofItem.push(Prisma.sql`i.step = ${step}`);
  if (only.isOverdue) ofItem.push(isOverdueSql(usual));
  if (only.isStuck) ofItem.push(isStuckSql(usual));
  if (only.isWaiting) ofItem.push(Prisma.sql`i."readyFor" IS NOT NULL`);
  if (memberId === "none") ofItem.push(hasNobodySql());
  if (ofItem.length > 0)
    parts.push(
      Prisma.sql`EXISTS (SELECT 1 FROM "Item" i WHERE i."shopId" = o."shopId" AND i."orderId" = o.id AND ${Prisma.join(ofItem, " AND ")})`,
    );
  return Prisma.join(parts, " AND ");
}

const EVERYTHING_ON_THE_PAGE = {
  shop: { select: { usualHours: true } },
  folder: { select: { name: true } },
  assignments: { select: { role: true, member: { select: { id: true, name: true } } } },
  items: { select: { lineId: true } },
} as const;

/** The names of a shop's newest orders. */
export function newestOrders(shopId: string, limit: number): Promise<{ id: string; name: string }[]> {
  return db().order.findMany({
    where: { shopId },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    take: limit,
    select: { id: true, name: true },
  });
}

/** The id of an order by Shopify's number of it; null when the shop has none. */
export async function orderIdOf(shopId: string, shopifyOrderId: string): Promise<string | null> {
  const where = { shopId_shopifyOrderId: { shopId, shopifyOrderId } };
  return (await db().order.findUnique({ where, select: { id: true } }))?.id ?? null;
}

/** An order of the shop with what stands on its page beside its items; null when the shop has none of that id. */
export async function orderRow(shopId: string, orderId: string) {
  const row = await db().order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    include: EVERYTHING_ON_THE_PAGE,
  });
  if (!row) return null;
  const assigned = row.assignments.map(({ role, member }) => [stored(WORKING_ROLES, role, "Assignment.role"), member]);
  const assignees: ItemCard["assignees"] = Object.fromEntries(assigned);
  return {
    ...row,
    assignees,
    usualHours: readUsualHours(row.shop.usualHours),
    address: readAddress(row.shippingAddress),
    facts: readFacts(row),
    linesWithItems: row.items.map(({ lineId }) => lineId),
  };
}

import { Prisma } from "@prisma/client";
import { WITHOUT_PICTURE } from "../acts/situations.ts";
import { CUSTOMERS_STEPS, type Step } from "../../../domain/words/steps.ts";
import { db } from "../../db.ts";
import { readUsualHours } from "../stored.ts";

const WHAT_A_CUSTOMER_SEES = {
  shop: { select: { name: true, domain: true, timezone: true, usualHours: true, installations: true } },
  items: {
    orderBy: { number: "asc" },
    include: {
      photos: { orderBy: { position: "asc" } },
      artfiles: { orderBy: { version: "desc" } },
      issues: {
        where: { endedAt: null },
        orderBy: { openedAt: "desc" },
        take: 1,
        include: { reason: { select: { name: true, customerText: true, hint: true, pictures: true } } },
      },
      revisions: { orderBy: { round: "desc" } },
    },
  },
} satisfies Prisma.OrderInclude;

/** An order with everything its customer may see of it. */
export type CustomerOrderRow = Prisma.OrderGetPayload<{ include: typeof WHAT_A_CUSTOMER_SEES }> & {
  usualHours: Record<Step, number | null>;
};
export type CustomerItemRow = CustomerOrderRow["items"][number];

/** The order as its customer sees it; null when the shop has no such order, or has not started with it. */
export async function loadCustomerOrder(shopId: string, orderId: string): Promise<CustomerOrderRow | null> {
  const row = await db().order.findUnique({
    where: { shopId_id: { shopId, id: orderId }, isOurs: true },
    include: WHAT_A_CUSTOMER_SEES,
  });
  return row && { ...row, usualHours: readUsualHours(row.shop.usualHours) };
}

// The customer's turn, once the member who gave it to them can no longer take it back.
const WAITS = Prisma.sql`i.step IN (${Prisma.join([...CUSTOMERS_STEPS])}) AND i."readyFor" IS NULL AND i."visibleAt" <= now() AND o."cancelledInShopify" IS NULL
  AND NOT (i.step = 'customer_approval' AND EXISTS (
    SELECT 1 FROM "Artfile" a WHERE a."shopId" = i."shopId" AND a."itemId" = i.id AND a.version = i."artfileVersion"
      AND a."screenKey" IS NULL AND a.renditions IN (${Prisma.join([...WITHOUT_PICTURE])})))`;

export type ListedOrder = {
  shopifyOrderId: string;
  name: string;
  placedAt: Date;
  timezone: string;
  products: string[];
  items: number;
  waiting: number;
};

/** A customer's newest orders with how many items wait for them, those that wait first. The customer is Shopify's id, never an e-mail address. */
export function ordersOfCustomer(shopId: string, customerId: string, limit: number): Promise<ListedOrder[]> {
  return db().$queryRaw<ListedOrder[]>`
    SELECT o."shopifyOrderId", o.name, o."placedAt", s.timezone, array_agg(DISTINCT i."productTitle") AS products,
      count(*)::int AS items, count(*) FILTER (WHERE ${WAITS})::int AS waiting
    FROM "Order" o JOIN "Shop" s ON s.id = o."shopId" JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id
    WHERE o."shopId" = ${shopId}::uuid AND o."customerShopifyId" = ${customerId} AND o."isOurs"
    GROUP BY o."shopId", o.id, s.id ORDER BY (count(*) FILTER (WHERE ${WAITS}) > 0) DESC, o."placedAt" DESC, o.id LIMIT ${limit}`;
}

/** The id of an order by Shopify's number of it, if it is this customer's and the shop has started with it; null otherwise. */
export async function orderIdOfCustomer(
  shopId: string,
  shopifyOrderId: string,
  customerId: string,
): Promise<string | null> {
  const row = await db().order.findFirst({
    where: { shopId, shopifyOrderId, customerShopifyId: customerId, isOurs: true },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** How many items of a customer's orders wait for them. */
export async function countWaitingItems(shopId: string, customerId: string): Promise<number> {
  const [row] = await db().$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM "Order" o JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id
    WHERE o."shopId" = ${shopId}::uuid AND o."customerShopifyId" = ${customerId} AND ${WAITS}`;
  return row?.waiting ?? 0;
}

/** Whether an act of the customer has left this event in the order's history. */
export async function customerHasDone(act: {
  shopId: string;
  orderId: string;
  actId: string;
  event: string;
}): Promise<boolean> {
  return (await db().history.count({ where: { ...act, actorKind: "customer" } })) > 0;
}

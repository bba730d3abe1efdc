import { Prisma } from "@prisma/client";
import type { OursInShopify } from "../../../domain/shop/leaving.ts";
import { db } from "../../db.ts";

// What was written down, and what a call may have done whose answer was lost.
const HAS_OURS = Prisma.sql`o."deletedInShopify" IS NULL AND (o.holds <> '[]'::jsonb OR o."writtenState" IS NOT NULL
  OR (o."endedAt" IS NULL AND o."isOurs" AND (o."unsettledCause" IS NOT NULL OR o."comparedAt" IS NULL OR o."comparedAt" < s."leavingAt")))`;

/** Counts the orders of a shop that have something of ours in Shopify. */
export async function countOurs(shopId: string): Promise<OursInShopify> {
  const [row] = await db().$queryRaw<OursInShopify[]>`
    SELECT count(*)::int AS orders, (count(*) FILTER (WHERE o.holds <> '[]'::jsonb))::int AS held,
      (count(*) FILTER (WHERE o."unsettledCause" = 'not_visible'))::int AS unseen,
      (count(*) FILTER (WHERE o."unsettledCause" <> 'not_visible'))::int AS untold
    FROM "Order" o JOIN "Shop" s ON s.id = o."shopId" WHERE o."shopId" = ${shopId}::uuid AND ${HAS_OURS}`;
  return row!;
}

/** The next orders that have, or are to have, something of ours in Shopify and were not compared with it since then: held ones first, then open ones. */
export async function ordersToSettle(shopId: string, since: Date, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "Order" o WHERE o."shopId" = ${shopId}::uuid AND o."deletedInShopify" IS NULL
      AND (o."comparedAt" IS NULL OR o."comparedAt" < ${since}::timestamptz)
      AND (o.holds <> '[]'::jsonb OR o."writtenState" IS NOT NULL OR (o."endedAt" IS NULL AND o."isOurs"))
    ORDER BY o.holds = '[]'::jsonb, o."endedAt" IS NOT NULL, o."placedAt", o.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

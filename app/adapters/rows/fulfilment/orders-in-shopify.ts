import type { Hold } from "../../../domain/fulfilment/holds.ts";
import type { LineItem } from "../../../domain/fulfilment/shipping.ts";
import { STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { stored } from "../stored.ts";

/** What an order is in Shopify: its number there, what we wrote down of our holds and of the tag, and the lines of its items. */
export type OrderInShopify = {
  shopifyOrderId: string;
  writtenState: string | null;
  holds: Hold[];
  items: LineItem[];
};

/** What an order is in Shopify; null when the shop has no such order, or it is deleted there. */
export async function orderInShopify(shopId: string, orderId: string): Promise<OrderInShopify | null> {
  const row = await db().order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: {
      shopifyOrderId: true,
      deletedInShopify: true,
      writtenState: true,
      holds: true,
      items: { select: { id: true, lineId: true, step: true, placeAmong: true } },
    },
  });
  if (!row || row.deletedInShopify) return null;
  const { shopifyOrderId, writtenState } = row;
  // Of photos that nobody has placed yet every line may be the one: none of them ships before.
  const items = row.items.flatMap(({ id, lineId, step: word, placeAmong }) => {
    const step = stored(STEPS, word, "Item.step");
    return (placeAmong.length > 0 ? placeAmong : [lineId]).map((one) => ({ id, lineId: one, step }));
  });
  return { shopifyOrderId, writtenState, holds: row.holds as Hold[], items };
}

/** The order on whose fulfilment order a hold of ours is written down; null when there is none. */
export async function orderByHold(shopId: string, fulfillmentOrderId: string): Promise<string | null> {
  const found = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM "Order" WHERE "shopId" = ${shopId}::uuid AND "endedAt" IS NULL
      AND holds @> ${JSON.stringify([{ fulfillmentOrderId }])}::jsonb LIMIT 1`;
  return found[0]?.id ?? null;
}

/** Our id of an order by Shopify's number; null when it is none of ours. */
export async function orderByShopifyId(shopId: string, shopifyOrderId: string): Promise<string | null> {
  const order = await db().order.findUnique({
    where: { shopId_shopifyOrderId: { shopId, shopifyOrderId } },
    select: { id: true },
  });
  return order?.id ?? null;
}

/** An order's number in Shopify and when it was placed; null when the shop has no such order, or it is known to be deleted there. */
export function orderToLookFor(
  shopId: string,
  orderId: string,
): Promise<{ shopifyOrderId: string; placedAt: Date } | null> {
  return db().order.findFirst({
    where: { shopId, id: orderId, deletedInShopify: null },
    select: { shopifyOrderId: true, placedAt: true },
  });
}

/** The holds that we wrote down for an order, as they are in this transaction. */
export async function readHolds(tx: Tx, shopId: string, orderId: string): Promise<Hold[]> {
  const { holds } = await tables(tx).order.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: orderId } },
    select: { holds: true },
  });
  return holds as Hold[];
}

/** Writes down which holds of ours are on an order. */
export async function writeHolds(tx: Tx, shopId: string, orderId: string, holds: Hold[]): Promise<void> {
  await tables(tx).order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { holds } });
}

/** Notes that an order has been compared with what is so in Shopify. */
export async function noteCompared(tx: Tx, shopId: string, orderId: string, at: Date): Promise<void> {
  await tables(tx).order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { comparedAt: at } });
}

/**
 * The orders that are to be compared with Shopify next: those of which something is known not to be settled, then those that are
 * open, or held by us, and were not compared for this long, longest ago first.
 */
export async function ordersToCompare(shopId: string, olderThanMs: number, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT o.id FROM "Order" o, LATERAL (SELECT EXISTS (SELECT 1 FROM "Task" t
      WHERE t."shopId" = o."shopId" AND t."orderId" = o.id AND t.kind = 'not_settled' AND t."closedAt" IS NULL) AS unsettled) known
    WHERE o."shopId" = ${shopId}::uuid AND (o."endedAt" IS NULL OR o.holds <> '[]'::jsonb) AND o."deletedInShopify" IS NULL
      AND (known.unsettled OR o."comparedAt" IS NULL OR o."comparedAt" < now() - make_interval(secs => ${olderThanMs / 1000}))
    ORDER BY known.unsettled DESC, o."comparedAt" ASC NULLS FIRST, o.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Writes down which artwork state Shopify has been told. */
export async function noteWrittenState(shopId: string, orderId: string, writtenState: string): Promise<void> {
  await db().order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { writtenState } });
}

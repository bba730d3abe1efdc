import type { Hold } from "../../../domain/fulfilment/holds.ts";
import type { Lifted } from "../../../domain/fulfilment/lifted.ts";
import type { HoldingItem } from "../../../domain/fulfilment/wanted.ts";
import { UNSETTLED_CAUSES, type UnsettledCause } from "../../../domain/fulfilment/unsettled.ts";
import { STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { stored, storedOrNull } from "../stored.ts";

/** What an order is in Shopify: its number there, what we wrote down of it, and the lines of its items. */
export type OrderInShopify = {
  id: string;
  shopifyOrderId: string;
  /** Whether the shop works on it here, and is not about to leave. */
  isOurs: boolean;
  /** The tag that Shopify was last seen to have. */
  writtenState: string | null;
  holds: Hold[];
  liftedByHand: Lifted[];
  settledAs: string | null;
  unsettledCause: UnsettledCause | null;
  unsettledTries: number;
  unheldSince: Date | null;
  items: (HoldingItem & { shippedInShopify: boolean })[];
  /** What was marked as fulfilled here, by the ids of the rows that ask for it, and that Shopify has not answered yet. */
  askedFulfilments: string[];
};

/** What orders are in Shopify, by our ids; those that the shop does not have, or that are deleted there, are left out. */
export async function ordersInShopify(
  tx: Tx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, OrderInShopify>> {
  const rows = await tables(tx).order.findMany({
    where: { shopId, id: { in: [...orderIds] }, deletedInShopify: null },
    select: {
      id: true,
      shopifyOrderId: true,
      isOurs: true,
      shop: { select: { leavingAt: true } },
      writtenState: true,
      holds: true,
      liftedByHand: true,
      settledAs: true,
      unsettledCause: true,
      unsettledTries: true,
      unheldSince: true,
      items: {
        select: { id: true, lineId: true, step: true, placeAmong: true, visibleAt: true, shippedInShopify: true },
      },
      fulfilments: { where: { state: "asked" }, orderBy: [{ askedAt: "asc" }, { id: "asc" }], select: { id: true } },
    },
  });
  return new Map(
    rows.map(({ fulfilments, shop, ...row }) => [
      row.id,
      {
        ...row,
        isOurs: row.isOurs && shop.leavingAt === null,
        askedFulfilments: fulfilments.map(({ id }) => id),
        holds: row.holds as Hold[],
        liftedByHand: row.liftedByHand as Lifted[],
        unsettledCause: storedOrNull(UNSETTLED_CAUSES, row.unsettledCause, "Order.unsettledCause"),
        // Of photos that nobody has placed yet every line may be the one: none of them ships before.
        items: row.items.flatMap(({ lineId, step: word, placeAmong, ...item }) => {
          const step = stored(STEPS, word, "Item.step");
          return (placeAmong.length > 0 ? placeAmong : [lineId]).map((one) => ({ ...item, lineId: one, step }));
        }),
      },
    ]),
  );
}

/** What an order is in Shopify; null when the shop has no such order, or it is deleted there. */
export async function orderInShopify(tx: Tx, shopId: string, orderId: string): Promise<OrderInShopify | null> {
  return (await ordersInShopify(tx, shopId, [orderId])).get(orderId) ?? null;
}

/** The orders on whose fulfilment orders a hold of ours is written down, by the ids of these; one statement. */
export async function ordersByHolds(
  shopId: string,
  fulfillmentOrderIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await db().$queryRaw<{ id: string; orderId: string }[]>`
    SELECT asked.id, o.id AS "orderId" FROM unnest(${fulfillmentOrderIds}::text[]) AS asked(id) CROSS JOIN LATERAL (
      SELECT id FROM "Order" WHERE "shopId" = ${shopId}::uuid AND "endedAt" IS NULL
        AND holds @> jsonb_build_array(jsonb_build_object('fulfillmentOrderId', asked.id)) LIMIT 1
    ) o`;
  return new Map(found.map(({ id, orderId }) => [id, orderId]));
}

/** Our ids of orders by Shopify's numbers; those that are none of ours are left out. */
export async function ordersByShopifyIds(shopId: string, shopifyOrderIds: readonly string[]): Promise<string[]> {
  const where = { shopId, shopifyOrderId: { in: [...shopifyOrderIds] } };
  return (await db().order.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

/** Our id of an order by Shopify's number; null when it is none of ours. */
export async function orderByShopifyId(shopId: string, shopifyOrderId: string): Promise<string | null> {
  return (await ordersByShopifyIds(shopId, [shopifyOrderId]))[0] ?? null;
}

/** An order's number in Shopify, when it was placed, and when it was taken for deleted there; null when the shop has no such order. */
export function orderToLookFor(
  shopId: string,
  orderId: string,
): Promise<{ shopifyOrderId: string; placedAt: Date; deletedInShopify: Date | null } | null> {
  return db().order.findFirst({
    where: { shopId, id: orderId },
    select: { shopifyOrderId: true, placedAt: true, deletedInShopify: true },
  });
}

/** What was found and done when an order was compared with Shopify; what is left out stays as it was written down. */
export type Compared = Pick<OrderInShopify, "unsettledCause" | "unsettledTries" | "unheldSince" | "settledAs"> &
  Partial<Pick<OrderInShopify, "holds" | "liftedByHand" | "writtenState">>;

/** Writes down how an order was found to stand in Shopify at this time. */
export async function writeCompared(
  tx: Tx,
  shopId: string,
  orderId: string,
  found: Compared,
  comparedAt: Date,
): Promise<void> {
  await tables(tx).order.update({
    where: { shopId_id: { shopId, id: orderId } },
    data: { ...found, comparedAt },
  });
}

/** Writes down which holds of ours somebody lifted. */
export async function writeLifted(tx: Tx, shopId: string, orderId: string, liftedByHand: Lifted[]): Promise<void> {
  await tables(tx).order.updateMany({ where: { shopId, id: orderId }, data: { liftedByHand } });
}

/** Writes down that a hold of ours is released, so that nobody is taken to have lifted it. */
export async function forgetHold(shopId: string, orderId: string, { holdId }: Hold): Promise<void> {
  await db().$executeRaw`
    UPDATE "Order" SET holds = (
      SELECT coalesce(jsonb_agg(one), '[]'::jsonb) FROM jsonb_array_elements(holds) one WHERE one->>'holdId' <> ${holdId})
    WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
}

/** Notes that orders have been compared with what is so in Shopify. */
export async function noteCompared(tx: Tx, shopId: string, orderIds: readonly string[], at: Date): Promise<void> {
  await tables(tx).order.updateMany({ where: { shopId, id: { in: [...orderIds] } }, data: { comparedAt: at } });
}

/** Notes that something of an order has to be held from now on, unless that is noted already. */
export async function noteUnheld(tx: Tx, shopId: string, orderId: string, at: Date): Promise<void> {
  await tables(tx).order.updateMany({ where: { shopId, id: orderId, unheldSince: null }, data: { unheldSince: at } });
}

/** One order of a round, with its number in Shopify; `isDeleted`: it counts as deleted there. */
export type OrderToCompare = { orderId: string; shopifyOrderId: string; isDeleted: boolean };

/** For how many days an order that counts as deleted is still looked for; Shopify then hides it for its age. */
const DELETED_FOR_DAYS = 60;

/**
 * The orders that a round over a shop's orders compares with Shopify next: those of which something is known not to be settled and that
 * were not compared since the round began, then those that are open and not in shadow, or held by us, or taken for deleted since 60 days at most, and were
 * not compared for `olderThanMs`, longest ago first.
 */
export async function ordersToCompare(
  shopId: string,
  roundBegan: Date,
  olderThanMs: number,
  limit: number,
): Promise<OrderToCompare[]> {
  return db().$queryRaw<OrderToCompare[]>`
    SELECT id AS "orderId", "shopifyOrderId", "deletedInShopify" IS NOT NULL AS "isDeleted" FROM "Order" WHERE "shopId" = ${shopId}::uuid
      AND CASE WHEN "deletedInShopify" IS NULL
        THEN ("endedAt" IS NULL AND "isOurs") OR holds <> '[]'::jsonb OR "unsettledCause" IS NOT NULL
        ELSE "deletedInShopify" > now() - make_interval(days => ${DELETED_FOR_DAYS}::int) END
      AND ("comparedAt" IS NULL OR "comparedAt" < CASE WHEN "unsettledCause" IS NULL
        THEN now() - make_interval(secs => ${olderThanMs / 1000}) ELSE ${roundBegan}::timestamptz END)
    ORDER BY ("unsettledCause" IS NULL), "comparedAt" ASC NULLS FIRST, id LIMIT ${limit}`;
}

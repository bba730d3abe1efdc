import { Prisma } from "@prisma/client";
import type { FlowFollowing } from "../../../domain/screens/settings.ts";
import { resolveSkips, type Flow } from "../../../domain/words/flow.ts";
import { SKIPPABLE_STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { storedAll } from "../stored.ts";

/** What an admin asked: that the orders which had come in by then follow this flow. */
export type FlowWish = { shopId: string; flow: Flow; /** Orders that came in later have their own. */ askedAt: Date };

/** An order with its place among those of the shop: by when it was placed. */
export type PlacedOrder = { id: string; placedAt: Date };

/** Gives orders another flow; each item leaves out what the flow does now, and what only its product rule did before. Gives how many had another. */
export async function writeFlow(tx: Tx, shopId: string, orderIds: readonly string[], flow: Flow): Promise<number> {
  const items = await tables(tx).$queryRaw<{ id: string; skips: string[]; before: string[] | null }[]>`
    SELECT i.id, i.skips, o.flow->'skips' AS before FROM "Item" i JOIN "Order" o ON o."shopId" = i."shopId" AND o.id = i."orderId"
    WHERE i."shopId" = ${shopId}::uuid AND i."orderId" = ANY(${orderIds}::uuid[])`;
  const bySkips = new Map<string, string[]>();
  for (const { id, skips, before } of items) {
    const ruleSkips = storedAll(SKIPPABLE_STEPS, skips, "Item.skips").filter((step) => !before?.includes(step));
    const now = resolveSkips(flow, ruleSkips).join();
    if (now !== skips.join()) bySkips.set(now, [...(bySkips.get(now) ?? []), id]);
  }
  for (const [skips, ids] of bySkips) {
    await tables(tx).item.updateMany({
      where: { shopId, id: { in: ids } },
      data: { skips: skips === "" ? [] : skips.split(",") },
    });
  }
  const where = { shopId, id: { in: [...orderIds] }, NOT: { flow: { equals: flow } } };
  return (await tables(tx).order.updateMany({ where, data: { flow } })).count;
}

/** The shop's orders that came in by then, are not in shadow, have not come to their end and have another flow than this; oldest first, at most so many, from behind one of them on. */
export function ordersToChange(
  wish: FlowWish,
  limit: number,
  { after, tx = db() }: { after?: PlacedOrder | null; tx?: Tx } = {},
): Promise<PlacedOrder[]> {
  const later = after
    ? Prisma.sql`AND (o."placedAt", o.id) > (${after.placedAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  // Sorted by what is null in all of them too: the order of the index.
  return tables(tx).$queryRaw`
    SELECT o.id, o."placedAt" FROM "Order" o WHERE ${toChange(wish)} ${later}
    ORDER BY o."endedAt", o."placedAt", o.id LIMIT ${limit}`;
}

/** Begins to count how many orders follow a wish, in place of any earlier one; gives how many will. */
export async function beginFollowing(tx: Tx, wish: FlowWish): Promise<number> {
  const [row] = await tables(tx).$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Order" o WHERE ${toChange(wish)}`;
  const { count } = row!;
  await tables(tx).shop.update({
    where: { id: wish.shopId },
    data: { followAskedAt: wish.askedAt, followTotal: count, followDone: 0 },
  });
  return count;
}

/** Whether a wish is still the shop's last one; locks that until the transaction ends. */
export async function isLastWish(tx: Tx, { shopId, askedAt }: Omit<FlowWish, "flow">): Promise<boolean> {
  const rows = await tables(tx).$queryRaw<{ at: Date | null }[]>`
    SELECT "followAskedAt" AS at FROM "Shop" WHERE id = ${shopId}::uuid FOR NO KEY UPDATE`;
  // Null: it was asked before wishes were kept.
  return rows.some(({ at }) => at === null || at.getTime() === askedAt.getTime());
}

/** Notes that so many more orders follow a wish, or (null) that all do. */
export async function noteFollowing(
  tx: Tx,
  { shopId, askedAt }: Omit<FlowWish, "flow">,
  more: number | null,
): Promise<void> {
  await tables(tx).shop.updateMany({
    where: { id: shopId, followAskedAt: askedAt },
    data: more === null ? { followTotal: 0, followDone: 0 } : { followDone: { increment: more } },
  });
}

/** How many open orders of a shop follow its flow so far, while they are changed; null when none are. */
export async function readFollowing(shopId: string): Promise<FlowFollowing | null> {
  const { followTotal: total, followDone: done } = await db().shop.findUniqueOrThrow({
    where: { id: shopId },
    select: { followTotal: true, followDone: true },
  });
  return total > 0 ? { total, done } : null;
}

function toChange({ shopId, flow, askedAt }: FlowWish): Prisma.Sql {
  return Prisma.sql`o."shopId" = ${shopId}::uuid AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL AND o."isOurs"
    AND o."createdAt" <= ${askedAt}::timestamptz AND o.flow <> ${JSON.stringify(flow)}::jsonb`;
}

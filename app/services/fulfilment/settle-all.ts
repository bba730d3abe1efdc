import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { queueSettling, queueSettlingAll } from "../../adapters/queue/queue.ts";
import { ordersToSettle } from "../../adapters/rows/fulfilment/ours-in-shopify.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { noteAllSettled, settleSince } from "../../adapters/rows/shop/starts.ts";

const ORDERS_AT_ONCE = 20;
// As when a shop starts: some 60 of the 100 points a second of the smallest plan.
const BETWEEN_ORDERS_MS = 1_000;

/**
 * Has every order of a shop settled that was not since it was asked for, some at a time and each in its turn: when a shop is about to leave, and
 * when it works again. Goes on by itself; what cannot be settled is tried again by the order's own job.
 */
export async function settleAll({ shopId }: { shopId: string }): Promise<void> {
  const since = await settleSince(noTransaction(), shopId);
  if (since === null) return;
  const orderIds = await ordersToSettle(shopId, since, ORDERS_AT_ONCE);
  await inTransaction(async (tx) => {
    if (orderIds.length === 0) return noteAllSettled(tx, shopId, since);
    const now = await clockTime(tx);
    for (const [place, orderId] of orderIds.entries()) {
      const runAt = new Date(now.getTime() + place * BETWEEN_ORDERS_MS);
      await queueSettling(tx, { shopId, orderId, why: "in turn", runAt });
    }
    await queueSettlingAll(tx, shopId, orderIds.length * BETWEEN_ORDERS_MS);
  });
}

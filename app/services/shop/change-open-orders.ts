import { inTransaction } from "../../adapters/db.ts";
import { queueSettling } from "../../adapters/queue/queue.ts";
import { lockOrders, ordersToChange, writeFlow } from "../../adapters/rows/orders/orders.ts";
import type { Flow } from "../../domain/words/flow.ts";
import { openBarriers } from "../acts/open-barriers.ts";

type Change = {
  shopId: string;
  flow: Flow;
  /** ISO time: orders that came in later have their own. */ askedAt: string;
};

/** Gives the orders that were open when an admin asked for it another flow, from each item's next step on, and has Shopify follow. One order at a time: a second run goes on where the first ended. */
export async function changeOpenOrders(
  { shopId, flow, askedAt }: Change,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  for (const orderId of await ordersToChange(shopId, flow, new Date(askedAt))) {
    signal?.throwIfAborted();
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      await writeFlow(tx, shopId, orderId, flow);
      await openBarriers(tx, shopId, orderId);
      await queueSettling(tx, { shopId, orderId });
    });
  }
}

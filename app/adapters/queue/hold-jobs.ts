import type { Tx } from "../db.ts";
import { enqueue } from "./queue.ts";

/** Has an order's hold in Shopify placed or released by a job; an order has one such job waiting, the one asked for last. */
export async function queueHold(
  tx: Tx,
  hold: { shopId: string; orderId: string; isNeeded: boolean; runAt?: Date },
): Promise<void> {
  const { shopId, orderId, isNeeded, runAt } = hold;
  await enqueue(
    tx,
    isNeeded ? "hold-order" : "release-hold",
    { shopId, orderId },
    { runAt, jobKey: `hold:${orderId}` },
  );
}

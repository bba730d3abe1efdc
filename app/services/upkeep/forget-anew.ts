import { inTransaction } from "../../adapters/db.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { ordersToForgetAnew } from "../../adapters/rows/shop/forgotten-orders.ts";

/** Has orders forgotten anew that hold photos again of a customer who was forgotten. */
export async function forgetAnew(): Promise<void> {
  for (const { shopId, shopifyOrderIds } of await ordersToForgetAnew())
    await inTransaction((tx) => enqueue(tx, "forget-customer", { shopId, shopifyCustomerId: null, shopifyOrderIds }));
}

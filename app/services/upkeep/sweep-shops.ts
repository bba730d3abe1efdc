import { inTransaction } from "../../adapters/db.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { shopsToSweep } from "../../adapters/rows/shop/shops.ts";

/** Asks for a sweep of every shop that has the app, and for the import of one whose import never came to its end. */
export async function sweepShops(): Promise<void> {
  for (const { shopId, isImported } of await shopsToSweep()) {
    const job = isImported ? "sweep-orders" : "import-orders";
    await inTransaction((tx) => enqueue(tx, job, { shopId }, { jobKey: `${job}:${shopId}` }));
  }
}

import { inTransaction } from "../../adapters/db.ts";
import { enqueue, queueInbox } from "../../adapters/queue/queue.ts";
import { inboxesDue } from "../../adapters/queue/webhook-deliveries.ts";
import { shopsToSweep } from "../../adapters/rows/shop/shops.ts";

/** Asks for a sweep of every shop that has the app, and for the import of one whose import never came to its end; and for what waits in an inbox, should its job be gone. */
export async function sweepShops(): Promise<void> {
  for (const shopDomain of await inboxesDue()) await inTransaction((tx) => queueInbox(tx, shopDomain));
  for (const { shopId, isImported } of await shopsToSweep()) {
    const job = isImported ? "sweep-orders" : "import-orders";
    await inTransaction((tx) => enqueue(tx, job, { shopId }, { jobKey: `${job}:${shopId}` }));
  }
}

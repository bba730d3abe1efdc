import { db, inTransaction } from "../../adapters/db.ts";
import { enqueue } from "../../adapters/queue/queue.ts";

/** Asks for a sweep of every shop that has the app, and for the import of one whose import never came to its end. */
export async function sweepShops(): Promise<void> {
  const shops = await db().shop.findMany({ where: { uninstalledAt: null }, select: { id: true, importedAt: true } });
  for (const { id: shopId, importedAt } of shops) {
    const job = importedAt ? "sweep-orders" : "import-orders";
    await inTransaction((tx) => enqueue(tx, job, { shopId }, { jobKey: `${job}:${shopId}` }));
  }
}

import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { wakeJobs } from "../../adapters/queue/queue-waiting.ts";
import { SHUT_OUT } from "../../domain/screens/tasks.ts";
import { closeTasksOfKinds, isTaskOpen } from "../../adapters/rows/shop/tasks.ts";

/** Shopify answers the app again, or the shop has a new token: the tasks about it end, and what waited is done now. May be repeated. */
export async function resumeShopify(shopId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await closeTasksOfKinds(tx, shopId, SHUT_OUT);
    await wakeJobs(tx, shopId);
  });
  log.info({ event: "shopify_resumed", shopId });
}

/** The same, for a shop of which it was known that Shopify did not answer. */
export async function resumeIfShutOut(shopId: string): Promise<void> {
  if (await isTaskOpen(shopId, SHUT_OUT)) await resumeShopify(shopId);
}

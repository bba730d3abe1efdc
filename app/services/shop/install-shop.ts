import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { enqueue, queueSettlingAll, queueStarting } from "../../adapters/queue/queue.ts";
import { installedShop, wakeShop } from "../../adapters/rows/shop/shops.ts";

/** So long the orders of a shop that came back are read before they are settled. */
const READ_FIRST_MS = 5 * 60 * 1000;

/**
 * The shop has the app: makes it a tenant with the default flow and reasons, or wakes it with its former settings when it had left, and asks for the
 * import of its open orders. A new one is in shadow (`start-shop`). May be repeated; every new session of a member calls it.
 */
export async function installShop({ domain }: { domain: string }): Promise<{ shopId: string; isNew: boolean }> {
  const known = await installedShop(domain);
  if (known) return { shopId: known.id, isNew: false };
  const { shopId, was } = await inTransaction(async (tx) => {
    const woken = await wakeShop(tx, domain);
    if (woken.was === "away") {
      await queueStarting(tx, woken.shopId);
      await queueSettlingAll(tx, woken.shopId, READ_FIRST_MS);
    }
    if (woken.was !== "there")
      await enqueue(tx, "import-orders", { shopId: woken.shopId }, { jobKey: `import-orders:${woken.shopId}` });
    return woken;
  });
  if (was !== "there") log.info({ event: "shop_installed", shopId, was });
  return { shopId, isNew: was === "new" };
}

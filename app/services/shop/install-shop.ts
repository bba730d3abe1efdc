import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { installedShop, wakeShop } from "../../adapters/rows/shop/shops.ts";

/**
 * The shop has the app: makes it a tenant with the default flow and reasons, or wakes it when it had left, and asks for the
 * import of its open orders. May be repeated; every new session of a member calls it.
 */
export async function installShop({ domain }: { domain: string }): Promise<{ shopId: string; isNew: boolean }> {
  const known = await installedShop(domain);
  if (known) return { shopId: known.id, isNew: false };
  const { shopId, was } = await inTransaction(async (tx) => {
    const woken = await wakeShop(tx, domain);
    if (woken.was !== "there")
      await enqueue(tx, "import-orders", { shopId: woken.shopId }, { jobKey: `import-orders:${woken.shopId}` });
    return woken;
  });
  if (was !== "there") log.info({ event: "shop_installed", shopId, was });
  return { shopId, isNew: was === "new" };
}

import { db } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { deleteSessionsOfShop } from "../../adapters/shopify/sessions.ts";

/**
 * The shop has uninstalled the app: its tokens are forgotten and nothing is done for it any more; its orders stay until Shopify
 * asks for their deletion. A notice from before the last installation is ignored.
 */
export async function leaveShop({ shopDomain, at }: { shopDomain: string; at: Date | null }): Promise<void> {
  const { count } = await db().shop.updateMany({
    where: { domain: shopDomain, uninstalledAt: null, ...(at ? { installedAt: { lte: at } } : {}) },
    data: { uninstalledAt: new Date() },
  });
  if (count === 0) return;
  await deleteSessionsOfShop(shopDomain);
  log.info({ event: "shop_left", shopDomain });
}

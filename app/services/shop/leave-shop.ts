import { log } from "../../adapters/log.ts";
import { markShopLeft } from "../../adapters/rows/shop/shops.ts";
import { deleteSessionsOfShop } from "../../adapters/shopify/sessions.ts";

/**
 * The shop has uninstalled the app: its tokens are forgotten and nothing is done for it any more; its orders stay until Shopify
 * asks for their deletion. A notice from before the last installation is ignored.
 */
export async function leaveShop({ shopDomain, at }: { shopDomain: string; at: Date | null }): Promise<void> {
  if (!(await markShopLeft(shopDomain, at))) return;
  await deleteSessionsOfShop(shopDomain);
  log.info({ event: "shop_left", shopDomain });
}

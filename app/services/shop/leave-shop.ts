import { log } from "../../adapters/log.ts";
import { endInstallation } from "../../adapters/rows/shop/installations.ts";
import { unlessInstalled } from "./unless-installed.ts";

/**
 * The shop has uninstalled the app: its tokens are forgotten and nothing is done for it any more; its orders stay until Shopify
 * asks for their deletion. A notice of an installation before the one that the shop has now is ignored.
 */
export async function leaveShop({ shopDomain }: { shopDomain: string }): Promise<void> {
  const outcome = await unlessInstalled(shopDomain, (written) => endInstallation(shopDomain, written));
  log.info({ event: outcome === "ended" ? "shop_left" : "shop_left_refused", shopDomain });
}

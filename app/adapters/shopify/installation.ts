import { ShopGone, ShopUnavailable } from "./faults.ts";
import { offlineAdmin } from "./offline-admin.ts";
import { numberOf } from "./operation.ts";
import { INSTALLATION } from "./queries.ts";

/**
 * The number of the installation whose token we hold and Shopify takes; null when it takes none: the shop does not have the app
 * now. Throws when Shopify cannot say, so that nothing is concluded from that.
 */
export async function installationNow(shopDomain: string): Promise<string | null> {
  try {
    const { currentAppInstallation } = await offlineAdmin(shopDomain).run(INSTALLATION, {});
    return numberOf(currentAppInstallation.id);
  } catch (error) {
    if (error instanceof ShopGone && !(error instanceof ShopUnavailable)) return null;
    throw error;
  }
}

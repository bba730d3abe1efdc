import type { ShopFacts } from "../rows/shop/shops.ts";
import { ShopifyRefused } from "./faults.ts";
import { numberOf, type Admin } from "./operation.ts";
import { SHOP_FACTS, STORE_PASSWORD } from "./queries.ts";

/** The number of the app's installation there, the shop's own name, address for mail, time zone, domain, which log-in its customers have, and whether its store has a password (null: not said). */
export async function readShopFacts(admin: Admin): Promise<ShopFacts & { installationId: string }> {
  const { shop, currentAppInstallation } = await admin.run(SHOP_FACTS, {});
  return {
    installationId: numberOf(currentAppInstallation.id),
    name: shop.name,
    email: shop.contactEmail || shop.email || null,
    timezone: shop.ianaTimezone,
    primaryDomain: shop.primaryDomain.host,
    customerAccounts: shop.customerAccountsV2.customerAccountsVersion === "CLASSIC" ? "legacy" : "new",
    hasStorePassword: await readStorePassword(admin),
  };
}

async function readStorePassword(admin: Admin): Promise<boolean | null> {
  try {
    const { onlineStore } = await admin.run(STORE_PASSWORD, {});
    return onlineStore.passwordProtection.enabled;
  } catch (error) {
    if (error instanceof ShopifyRefused) return null;
    throw error;
  }
}

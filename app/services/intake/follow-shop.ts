import { log } from "../../adapters/log.ts";
import { noteInstallation } from "../../adapters/rows/shop/installations.ts";
import { activeShopById, writeShopFacts } from "../../adapters/rows/shop/shops.ts";
import { noteToldPagePath, storefrontOf, toldPagePath } from "../../adapters/rows/shop/storefronts.ts";
import { ShopifyRefused } from "../../adapters/shopify/faults.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { writePagePath } from "../../adapters/shopify/page-path.ts";
import { readShopFacts } from "../../adapters/shopify/shop-query.ts";
import { DEFAULT_PAGE_PATH, pagePathOf } from "../../domain/customer/customer-page-address.ts";
import { askShopify } from "../fulfilment/ask-shopify.ts";

/**
 * Reads anew what Shopify says of a shop (name, domain, customer accounts, store password …), and tells the theme's block where our
 * pages are when that has changed. For everything that says that a shop has changed; may be repeated. Nothing for a shop that has left.
 */
export async function followShop({ shopId }: { shopId: string }): Promise<void> {
  const shop = await activeShopById(shopId);
  if (shop) await askShopify(shopId, { what: "shop", orderId: null }, (admin) => followWith(admin, shop));
}

/** The same by whoever is asking Shopify about this shop already. */
export async function followWith(admin: Admin, { id: shopId, domain }: { id: string; domain: string }): Promise<void> {
  const { installationId, ...facts } = await readShopFacts(admin);
  await writeShopFacts(shopId, facts);
  if (await noteInstallation(domain, installationId)) log.info({ event: "shop_return_found", shopId });
  const path = pagePathOf(await storefrontOf(shopId));
  if (path === ((await toldPagePath(shopId)) ?? DEFAULT_PAGE_PATH)) return;
  try {
    await writePagePath(admin, path);
  } catch (error) {
    if (!(error instanceof ShopifyRefused)) throw error;
    // The block falls back on its own setting; nothing else waits for this.
    log.warn({ event: "page_path_refused", shopId, codes: error.codes });
    return;
  }
  await noteToldPagePath(shopId, path);
}

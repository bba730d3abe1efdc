import { log } from "../../adapters/log.ts";
import { forgetShop, leftShop } from "../../adapters/rows/shop/privacy.ts";
import { deleteSessionsOfShop } from "../../adapters/shopify/sessions.ts";
import { storage } from "../../adapters/storage/storage.ts";

/** Forgets a shop that has left (shop/redact): every row and every file. One that has come back meanwhile is left alone. May be repeated. */
export async function redactShop({ shopDomain }: { shopDomain: string }): Promise<void> {
  const shopId = await leftShop(shopDomain);
  if (!shopId) return;
  const files = await storage().deletePrefix(shopId);
  await forgetShop(shopId, shopDomain);
  await deleteSessionsOfShop(shopDomain);
  log.info({ event: "shop_forgotten", files });
}

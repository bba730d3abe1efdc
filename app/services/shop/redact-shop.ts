import { db } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { deleteSessionsOfShop } from "../../adapters/shopify/sessions.ts";
import { storage } from "../../adapters/storage/storage.ts";

/** Forgets a shop that has left (shop/redact): every row and every file. One that has come back meanwhile is left alone. May be repeated. */
export async function redactShop({ shopDomain }: { shopDomain: string }): Promise<void> {
  const shop = await db().shop.findFirst({
    where: { domain: shopDomain, uninstalledAt: { not: null } },
    select: { id: true },
  });
  if (!shop) return;
  const files = await storage().deletePrefix(shop.id);
  // First the orders: the shop's own cascade would reach its members before what they did to items.
  await db().order.deleteMany({ where: { shopId: shop.id } });
  await db().shop.deleteMany({ where: { id: shop.id, uninstalledAt: { not: null } } });
  await db().webhookDelivery.deleteMany({ where: { shopDomain } });
  await deleteSessionsOfShop(shopDomain);
  log.info({ event: "shop_forgotten", files });
}

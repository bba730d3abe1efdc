import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { ShopGone, ShopifyRefused } from "../../adapters/shopify/faults.ts";
import { offlineAdmin } from "../../adapters/shopify/offline-admin.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { closeTaskAbout, openTask } from "../../adapters/rows/shop/tasks.ts";

/** What Shopify is asked for, and about which order. */
type About = { what: string; orderId: string | null };

/**
 * Does something in Shopify for a shop that still has the app; nothing for one that has left. What Shopify refuses for good
 * (a missing scope, above all) becomes a task for managers; a Shopify that cannot be reached, or that knows no token of the shop for now, is thrown, to be tried again.
 */
export async function askShopify<T>(
  shopId: string,
  about: About,
  ask: (admin: Admin, shopDomain: string) => Promise<T>,
): Promise<T | "not_possible"> {
  const shop = await activeShopById(shopId);
  if (!shop) return "not_possible";
  try {
    return await ask(offlineAdmin(shop.domain), shop.domain);
  } catch (error) {
    if (!(error instanceof ShopGone) && !(error instanceof ShopifyRefused)) throw error;
    // A shop that is frozen, or whose token ran out, comes back: what it is owed waits for that.
    if (error instanceof ShopGone && (await activeShopById(shopId))) throw error;
    log.warn({
      event: "shopify_refused",
      shopId,
      what: about.what,
      error: error.name,
      codes: error instanceof ShopifyRefused ? error.codes : [],
    });
    if (error instanceof ShopifyRefused) {
      await inTransaction((tx) =>
        openTask(tx, {
          shopId,
          kind: "shopify_refused",
          subject: subjectOf(about),
          orderId: about.orderId,
          details: { what: about.what, message: error.message.slice(0, 500) },
        }),
      );
    }
    return "not_possible";
  }
}

/** Ends the task about something that Shopify refused before and has done now. */
export async function nowPossible(shopId: string, about: About): Promise<void> {
  await closeTaskAbout(shopId, "shopify_refused", subjectOf(about));
}

function subjectOf({ what, orderId }: About): string {
  return `${what}:${orderId ?? "shop"}`;
}

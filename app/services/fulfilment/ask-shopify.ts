import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { AddressRefused, ShopGone, ShopifyRefused } from "../../adapters/shopify/faults.ts";
import { offlineAdmin } from "../../adapters/shopify/offline-admin.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { noteCustomerData } from "../shop/note-customer-data.ts";
import { closeTaskAbout, openTask } from "../../adapters/rows/shop/tasks.ts";
import { resumeIfShutOut } from "./resume-shopify.ts";

/** What Shopify is asked for, and about which order. What it refuses is one task for each `what`, however many orders it is about. */
type About = { what: string; orderId: string | null };

/**
 * Does something in Shopify for a shop that still has the app; nothing for one that has left. What Shopify refuses for good
 * (a missing scope, above all) becomes a task for managers; a Shopify that cannot be reached, that knows no token of the shop for now,
 * or that refuses this server's address is thrown, to be tried again for as long as it takes. The last two are one task per shop. A
 * task ends by itself when the same is asked for again and done.
 */
export async function askShopify<T>(
  shopId: string,
  about: About,
  ask: (admin: Admin, shopDomain: string) => Promise<T>,
): Promise<T | "not_possible"> {
  const shop = await activeShopById(shopId);
  if (!shop) return "not_possible";
  try {
    const answer = await ask(offlineAdmin(shop.domain), shop.domain);
    await resumeIfShutOut(shopId);
    await closeTaskAbout(shopId, "shopify_refused", about.what);
    return answer;
  } catch (error) {
    if (error instanceof AddressRefused) throw await shutOut(shopId, "address_refused", error);
    if (!(error instanceof ShopGone) && !(error instanceof ShopifyRefused)) throw error;
    // A shop that is frozen, or whose token ran out, comes back: what it is owed waits for that.
    if (error instanceof ShopGone && (await activeShopById(shopId))) throw await shutOut(shopId, "no_token", error);
    log.warn({
      event: "shopify_refused",
      shopId,
      what: about.what,
      error: error.name,
      codes: error instanceof ShopifyRefused ? error.codes : [],
    });
    if (error instanceof ShopifyRefused && error.withheld.includes("orders")) {
      await noteCustomerData(shopId, { withheld: ["orders"], given: [] });
    } else if (error instanceof ShopifyRefused) {
      await inTransaction((tx) =>
        openTask(tx, {
          shopId,
          kind: "shopify_refused",
          subject: about.what,
          orderId: about.orderId,
          details: { what: about.what, message: error.message.slice(0, 500) },
        }),
      );
    }
    return "not_possible";
  }
}

async function shutOut(shopId: string, kind: "no_token" | "address_refused", error: Error): Promise<Error> {
  log.error({ event: kind, shopId, error: error.message });
  await inTransaction((tx) => openTask(tx, { shopId, kind, subject: "shop", orderId: null }));
  return error;
}

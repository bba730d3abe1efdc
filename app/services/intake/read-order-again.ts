import { ShopifyRefused } from "../../adapters/shopify/faults.ts";
import { offlineAdmin } from "../../adapters/shopify/offline-admin.ts";
import { readOrder } from "../../adapters/shopify/order-query.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";

/**
 * An order as Shopify has it now; null when it has none. Where Shopify keeps the customer from us (protected customer data),
 * the rest of the order is read without.
 */
export async function readOrderAgain(shopDomain: string, shopifyOrderId: string): Promise<IncomingOrder | null> {
  const admin = offlineAdmin(shopDomain);
  try {
    return await readOrder(admin, shopifyOrderId, true);
  } catch (error) {
    if (error instanceof ShopifyRefused && error.codes.includes("ACCESS_DENIED"))
      return readOrder(admin, shopifyOrderId, false);
    throw error;
  }
}

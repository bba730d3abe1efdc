import { ShopifyRefused } from "../../adapters/shopify/faults.ts";
import { offlineAdmin } from "../../adapters/shopify/offline-admin.ts";
import { readOrder } from "../../adapters/shopify/order-query.ts";
import { CUSTOMER_FIELDS, type CustomerField } from "../../domain/intake/customer-data.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";

/**
 * An order as Shopify has it now; null when it has none. What Shopify keeps from us of its customer (protected
 * customer data) is left out, and the rest is read.
 */
export async function readOrderAgain(shopDomain: string, shopifyOrderId: string): Promise<IncomingOrder | null> {
  const admin = offlineAdmin(shopDomain);
  const without: CustomerField[] = [];
  for (;;) {
    try {
      return await readOrder(admin, shopifyOrderId, without);
    } catch (error) {
      const more = error instanceof ShopifyRefused ? fieldsOf(error).filter((field) => !without.includes(field)) : [];
      if (more.length === 0) throw error;
      without.push(...more);
    }
  }
}

function fieldsOf({ withheld }: ShopifyRefused): CustomerField[] {
  return withheld.includes("orders") ? [] : CUSTOMER_FIELDS.filter((field) => withheld.includes(field));
}

import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { forgetRows, type Forgotten } from "../../adapters/rows/shop/privacy.ts";
import { storage } from "../../adapters/storage/storage.ts";

/**
 * Forgets a customer (customers/redact): name, address, mail address, notes and the files they sent. The orders stay as bare
 * numbers, so that the shop's figures stay right. May be repeated.
 */
export async function forgetCustomer(customer: Forgotten): Promise<void> {
  const keys = await inTransaction((tx) => forgetRows(tx, customer));
  for (const key of new Set(keys)) await storage().delete(key);
  log.info({ event: "customer_forgotten", shopId: customer.shopId, files: keys.length });
}

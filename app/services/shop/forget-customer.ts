import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { forgetRows, type Forgotten } from "../../adapters/rows/shop/privacy.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { dropUploadsOf } from "../../adapters/storage/tus.ts";
import { uploadsOwnerOf } from "../../domain/customer/uploads-owner.ts";

const FILES_AT_ONCE = 100;

/**
 * Forgets a customer (customers/redact): name, address, mail address, notes and the files they sent. The orders stay as bare
 * numbers, so that the shop's figures stay right. May be repeated.
 */
export async function forgetCustomer(customer: Forgotten): Promise<void> {
  const { shopId } = customer;
  const { files, orderIds } = await inTransaction(async (tx) => {
    const forgotten = await forgetRows(tx, customer);
    const keys = [...new Set(forgotten.keys)];
    // With the rows goes the last word of which files there were.
    for (let at = 0; at < keys.length; at += FILES_AT_ONCE)
      await enqueue(tx, "drop-files", { shopId, keys: keys.slice(at, at + FILES_AT_ONCE) });
    return { files: keys.length, orderIds: forgotten.orderIds };
  });
  // Photos that were on their way at that moment; their links open nothing any more, and those of a crash here go in the night.
  for (const orderId of orderIds) await dropUploadsOf(uploadsOwnerOf({ shopId, orderId }));
  log.info({ event: "customer_forgotten", shopId, files });
}

/** Removes files that no row names any more. May be repeated. */
export async function dropFiles({ shopId, keys }: { shopId: string; keys: readonly string[] }): Promise<void> {
  for (const key of keys) if (key.startsWith(`${shopId}/`)) await storage().delete(key);
}

import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueDropping } from "../../adapters/queue/queue.ts";
import { forgetRows, type Forgotten } from "../../adapters/rows/shop/privacy.ts";
import { dropUploadsOf } from "../../adapters/storage/tus-stores.ts";
import { uploadsOwnerOf } from "../../domain/customer/uploads-owner.ts";

/**
 * Forgets a customer (customers/redact): name, address, mail address, notes and the files they sent. The orders stay as bare
 * numbers, so that the shop's figures stay right. May be repeated.
 */
export async function forgetCustomer(customer: Forgotten): Promise<void> {
  const { shopId } = customer;
  const { files, orderIds } = await inTransaction(async (tx) => {
    const forgotten = await forgetRows(tx, customer);
    await queueDropping(tx, shopId, forgotten.keys);
    return { files: new Set(forgotten.keys).size, orderIds: forgotten.orderIds };
  });
  // Photos that were on their way at that moment; their links open nothing any more, and those of a crash here go in the night.
  for (const orderId of orderIds) await dropUploadsOf(uploadsOwnerOf({ shopId, orderId }));
  log.info({ event: "customer_forgotten", shopId, files });
}

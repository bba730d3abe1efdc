import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { closeTasksOfKinds, dropTask, openTask, taskSubjects } from "../../adapters/rows/shop/tasks.ts";
import { WITHOUT_ADDRESS } from "../../domain/emails/email-sending.ts";
import { changedLeave, type CustomerDataSeen } from "../../domain/intake/customer-data.ts";

const KIND = "customer_data_withheld";

/**
 * Tells managers which of its customers' data Shopify keeps from the app, one task each; it ends by itself when Shopify gives
 * it, and is not opened again while a manager has ended it.
 */
export async function noteCustomerData(shopId: string, seen: CustomerDataSeen): Promise<void> {
  const { lost, back } = changedLeave(await taskSubjects(shopId, KIND), seen);
  if (lost.length + back.length === 0) return;
  await inTransaction(async (tx) => {
    for (const about of lost)
      await openTask(tx, { shopId, kind: KIND, subject: about, orderId: null, details: { about } });
    // One task says it of them all.
    if (lost.includes("email")) await closeTasksOfKinds(tx, shopId, [WITHOUT_ADDRESS]);
    for (const about of back) await dropTask(tx, shopId, KIND, about);
    // What was kept is read now, of every open order, and emails that lacked an address leave.
    if (back.length > 0) await enqueue(tx, "import-orders", { shopId }, { jobKey: `import-orders:${shopId}` });
  });
  log.warn({ event: "customer_data", shopId, lost, back });
}

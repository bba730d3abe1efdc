import { z } from "zod";
import { inTransaction } from "../../adapters/db.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { ordersToExport } from "../../adapters/rows/shop/privacy.ts";
import { shopIdOf } from "../../adapters/rows/shop/shops.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { openTask } from "../../adapters/rows/shop/tasks.ts";
import { exportedPhotoPath } from "../../domain/files/exported-names.ts";

const number = z.union([z.number(), z.string()]).transform(String);
const requestShape = z.object({
  customer: z.object({ id: number.nullish() }).nullish(),
  orders_requested: z
    .array(number)
    .nullish()
    .transform((ids) => ids ?? []),
  data_request: z.object({ id: number }).nullish(),
});

/**
 * Writes down everything we hold of a customer (customers/data_request) as one JSON file in the shop's storage, opens a task
 * for managers to hand it on with the photos, and has the shop told of it by email. May be repeated; throws when the request cannot be read.
 */
export async function exportCustomer(shopDomain: string, body: unknown): Promise<void> {
  const request = requestShape.parse(body);
  const shopId = await shopIdOf(shopDomain);
  if (!shopId) return;
  const shopifyCustomerId = request.customer?.id ?? null;
  const orders = await ordersToExport({ shopId, shopifyCustomerId, shopifyOrderIds: request.orders_requested });
  const subject = request.data_request?.id ?? shopifyCustomerId ?? "unnamed";
  const storageKey = `${shopId}/export/${subject.replace(/\W/g, "").slice(0, 60) || "unnamed"}`;
  const json = JSON.stringify(
    { customer: shopifyCustomerId, orders: orders.map(withFiles) },
    (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value),
    2,
  );
  await storage().put(storageKey, Buffer.from(json), { contentType: "application/json" });
  const orderIds = orders.map(({ id }) => id);
  await inTransaction(async (tx) => {
    const taskId = await openTask(tx, {
      shopId,
      kind: "customer_data_request",
      subject,
      orderId: null,
      details: { storageKey, orderIds, customerId: shopifyCustomerId },
    });
    await enqueue(tx, "tell-data-request", { shopId, taskId }, { jobKey: `tell-data-request:${taskId}` });
  });
}

type Exported = Awaited<ReturnType<typeof ordersToExport>>[number];

// Where our storage keeps a photo says nothing to a customer; its file in the zip does.
function withFiles(order: Exported) {
  const items = order.items.map((item) => ({
    ...item,
    photos: item.photos.map(({ storageKey, ...photo }) => ({
      ...photo,
      file: storageKey && exportedPhotoPath({ orderName: order.name, itemNumber: item.number, ...photo }),
    })),
  }));
  return { ...order, items };
}

import { z } from "zod";
import { db, inTransaction } from "../../adapters/db.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { openTask } from "../../adapters/rows/tasks.ts";

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
 * Writes down everything we hold of a customer (customers/data_request) as one JSON file in the shop's storage, and opens a task
 * for the owner to hand it on. May be repeated; throws when the request cannot be read.
 */
export async function exportCustomer(shopDomain: string, body: unknown): Promise<void> {
  const request = requestShape.parse(body);
  const shop = await db().shop.findUnique({ where: { domain: shopDomain }, select: { id: true } });
  if (!shop) return;
  const customerId = request.customer?.id;
  const orders = await db().order.findMany({
    where: {
      shopId: shop.id,
      OR: [
        { shopifyOrderId: { in: request.orders_requested } },
        ...(customerId ? [{ customerShopifyId: customerId }] : []),
      ],
    },
    omit: { shopId: true, searchText: true, linkTokenHash: true, holds: true },
    include: {
      emails: { select: { kind: true, toAddress: true, subject: true, state: true, sentAt: true } },
      history: { select: { at: true, actorKind: true, event: true, details: true } },
      items: {
        omit: { shopId: true },
        include: {
          photos: {
            select: {
              version: true,
              position: true,
              sourceUrl: true,
              originalName: true,
              sha256: true,
              bytes: true,
              contentType: true,
              storageKey: true,
            },
          },
          revisions: { select: { round: true, note: true, askedAt: true, answer: true } },
          issues: { select: { comment: true, openedAt: true, ending: true } },
        },
      },
    },
  });
  const subject = request.data_request?.id ?? customerId ?? "unnamed";
  const storageKey = `${shop.id}/export/${subject.replace(/\W/g, "").slice(0, 60) || "unnamed"}`;
  const json = JSON.stringify(
    { customer: customerId ?? null, orders },
    (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value),
    2,
  );
  await storage().put(storageKey, Buffer.from(json), { contentType: "application/json" });
  await inTransaction((tx) =>
    openTask(tx, {
      shopId: shop.id,
      kind: "customer_data_request",
      subject,
      orderId: null,
      details: { storageKey, orders: orders.length, customerId: customerId ?? null },
    }),
  );
}

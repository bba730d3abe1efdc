import { z } from "zod";
import { inTransaction } from "../../adapters/db.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { shopIdOf } from "../../adapters/rows/shop/shops.ts";

const number = z.union([z.number(), z.string()]).transform(String);
const redactShape = z.object({
  customer: z.object({ id: number.nullish() }).nullish(),
  orders_to_redact: z
    .array(number)
    .nullish()
    .transform((ids) => ids ?? []),
});

/** Shopify asks to forget a customer (customers/redact); throws when the request cannot be read, so that it is not lost. */
export async function askToForgetCustomer(shopDomain: string, body: unknown): Promise<void> {
  const { customer, orders_to_redact: shopifyOrderIds } = redactShape.parse(body);
  const shopId = await shopIdOf(shopDomain);
  if (!shopId) return;
  await inTransaction((tx) =>
    enqueue(tx, "forget-customer", { shopId, shopifyCustomerId: customer?.id ?? null, shopifyOrderIds }),
  );
}

/** Shopify asks to forget a shop (shop/redact, 48 hours after it left). */
export async function askToRedactShop(shopDomain: string): Promise<void> {
  await inTransaction((tx) => enqueue(tx, "redact-shop", { shopDomain }, { jobKey: `redact-shop:${shopDomain}` }));
}

import { z } from "zod";
import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { knownUpdatedAt } from "../../adapters/rows/orders/intake-rows.ts";
import { activeShop } from "../../adapters/rows/shop/shops.ts";
import { readOrderNumber, readOrderPayload } from "../../adapters/shopify/order-payload.ts";
import { closeDelivery, openDelivery } from "../../adapters/queue/webhook-deliveries.ts";
import { isWebhookTopic, type WebhookTopic } from "../../domain/intake/webhook-topics.ts";
import { exportCustomer } from "../shop/export-customer.ts";
import { followShop } from "./follow-shop.ts";
import { leaveShop } from "../shop/leave-shop.ts";
import { readOrderAgain } from "./read-order-again.ts";
import { askToForgetCustomer, askToRedactShop } from "../shop/ask-privacy.ts";
import { compareFulfilment } from "../fulfilment/compare-fulfilment.ts";
import { fulfilmentOrdersIn } from "../../domain/intake/fulfilment-orders-in.ts";
import { lookForUnseen } from "./look-for-order.ts";
import { orderDeleted } from "./order-deleted.ts";
import { takeOrder } from "./take-order.ts";

type Delivery = NonNullable<Awaited<ReturnType<typeof openDelivery>>>;
type Worker = (delivery: Delivery, body: unknown) => Promise<void>;

/** Carries out what a recorded webhook tells, once; a webhook that cannot be read is dropped. */
export async function workWebhook(deliveryId: string): Promise<void> {
  const delivery = await openDelivery(deliveryId);
  if (!delivery) return;
  const body = parsed(delivery.body);
  if (isWebhookTopic(delivery.topic) && body !== undefined) await WORKERS[delivery.topic](delivery, body);
  else log.warn({ event: "webhook_unreadable", topic: delivery.topic, shopDomain: delivery.shopDomain });
  await inTransaction((tx) => closeDelivery(tx, deliveryId));
}

const WORKERS: Record<WebhookTopic, Worker> = {
  "orders/create": workOrder,
  "orders/updated": workOrder,
  "orders/cancelled": workOrder,
  "orders/delete": workDeleted,
  "fulfillment_orders/order_routing_complete": workFulfilmentOrder,
  "fulfillment_orders/placed_on_hold": workFulfilmentOrder,
  "fulfillment_orders/hold_released": workFulfilmentOrder,
  "fulfillment_orders/moved": workFulfilmentOrder,
  "fulfillment_orders/split": workFulfilmentOrder,
  "fulfillment_orders/merged": workFulfilmentOrder,
  "fulfillment_orders/scheduled_fulfillment_order_ready": workFulfilmentOrder,
  "fulfillment_holds/added": workFulfilmentOrder,
  "fulfillment_holds/released": workFulfilmentOrder,
  "app/uninstalled": ({ shopDomain }) => leaveShop({ shopDomain }),
  "app/scopes_update": workScopes,
  "shop/update": workShop,
  "customers/data_request": ({ shopDomain }, body) => exportCustomer(shopDomain, body),
  "customers/redact": ({ shopDomain }, body) => askToForgetCustomer(shopDomain, body),
  "shop/redact": ({ shopDomain }) => askToRedactShop(shopDomain),
};

async function workOrder({ shopDomain, topic }: Delivery, body: unknown): Promise<void> {
  const shop = await activeShop(shopDomain);
  if (!shop) return;
  const read = readOrderPayload(body);
  if (!read) {
    log.warn({ event: "order_unreadable", topic, shopId: shop.id });
    return;
  }
  const { shopifyOrderId, updatedAt } = read.order;
  const known = await knownUpdatedAt(shop.id, shopifyOrderId);
  // Two different states of one second cannot be told apart by Shopify's times.
  const isDoubtful = read.isDoubtful || known?.getTime() === Date.parse(updatedAt);
  const order = isDoubtful ? await readOrderAgain(shopDomain, shopifyOrderId) : read.order;
  if (order) await takeOrder(shop, order, isDoubtful);
  else await lookForUnseen(shop.id, shopifyOrderId);
}

// It tells nothing but the order's number.
async function workDeleted({ shopDomain, topic }: Delivery, body: unknown): Promise<void> {
  const shop = await activeShop(shopDomain);
  const shopifyOrderId = readOrderNumber(body);
  if (shop && shopifyOrderId) await orderDeleted({ shopId: shop.id, shopifyOrderId });
  else log.warn({ event: "order_unreadable", topic, shopDomain });
}

async function workFulfilmentOrder({ shopDomain }: Delivery, body: unknown): Promise<void> {
  const shop = await activeShop(shopDomain);
  if (shop) await compareFulfilment({ shopId: shop.id, fulfillmentOrderIds: fulfilmentOrdersIn(body) });
}

// The body is as old as the webhook; Shopify says what is so now.
async function workShop({ shopDomain }: Delivery): Promise<void> {
  const shop = await activeShop(shopDomain);
  if (shop) await followShop({ shopId: shop.id });
}

const scopesShape = z.object({ current: z.array(z.string()).catch([]) });

// What a missing scope means is met where it is used: Shopify refuses the call, and the refusal is shown.
async function workScopes({ shopDomain }: Delivery, body: unknown): Promise<void> {
  const scopes = scopesShape.safeParse(body);
  log.info({
    event: "scopes_changed",
    shopDomain,
    scopes: scopes.success ? scopes.data.current.join(",") : "unreadable",
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

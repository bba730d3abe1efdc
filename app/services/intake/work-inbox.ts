import { z } from "zod";
import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { knownUpdatedAt } from "../../adapters/rows/orders/intake-rows.ts";
import { activeShop } from "../../adapters/rows/shop/shops.ts";
import { isWaitingForShopify, ShopifyBusy } from "../../adapters/shopify/faults.ts";
import { readOrderNumber, readOrderPayload, readOrderStamp } from "../../adapters/shopify/order-payload.ts";
import {
  beginDeliveries,
  closeDeliveries,
  dueDeliveries,
  putBackDeliveries,
  putOffDeliveries,
  queueInboxOf,
  queueRestOfInbox,
} from "../../adapters/queue/webhook-deliveries.ts";
import { worksOf, type InboxWork, type Notice } from "../../domain/intake/inbox.ts";
import { isWebhookTopic, type OtherTopic, type WebhookTopic } from "../../domain/intake/webhook-topics.ts";
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

/** How long one job works before it gives its place to what waits for it as well. */
const TURN_MS = 1_000;
/** Of one look into the inbox; of a larger order only its own size is held. */
const AT_A_LOOK = { most: 100, mostBytes: 8 * 1024 * 1024 };
const AT_ONCE = 3;

/**
 * Works off a shop's inbox for about a second, and asks for another turn when more is due: of each order only the newest state, a few at once. What
 * cannot be worked rests for a while and stands before nothing else; what cannot be read is dropped. A notice may be worked twice.
 */
export async function workInbox(
  { shopDomain }: { shopDomain: string },
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const ends = performance.now() + TURN_MS;
  const isOver = () => performance.now() > ends || signal?.aborted === true;
  do {
    const works = worksOf(await openNotices(shopDomain));
    if (works.length === 0) break;
    const goOn = async () => {
      for (let work = works.shift(); work; work = isOver() ? undefined : works.shift())
        await carryOut(shopDomain, work);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  } while (!isOver());
  await inTransaction((tx) => queueRestOfInbox(tx, shopDomain));
}

async function openNotices(shopDomain: string): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const { id, topic, body } of await dueDeliveries(shopDomain, AT_A_LOOK)) {
    const read = parsed(body);
    if (isWebhookTopic(topic) && read !== undefined) notices.push({ id, topic, body, order: readOrderStamp(read) });
    else {
      log.warn({ event: "webhook_unreadable", topic, shopDomain });
      await closeDeliveries([id]);
    }
  }
  return notices;
}

async function carryOut(shopDomain: string, work: InboxWork): Promise<void> {
  try {
    if (!(await beginDeliveries(work.ids))) return;
    await CARRIED_OUT[work.kind](shopDomain, work as never);
    await closeDeliveries(work.ids);
  } catch (fault) {
    if (fault instanceof ShopifyBusy) return putOffDeliveries(work.ids, fault.afterMs);
    log.error({ event: "webhook_failed", shopDomain, kind: work.kind, ids: work.ids, error: fault });
    await putBackDeliveries(work.ids, isWaitingForShopify(fault));
  }
}

type Work<K extends InboxWork["kind"]> = Extract<InboxWork, { kind: K }>;

const CARRIED_OUT: { [K in InboxWork["kind"]]: (shopDomain: string, work: Work<K>) => Promise<void> } = {
  shows: workOrder,
  fulfilment_orders: workFulfilmentOrders,
  unreadable: async (shopDomain, { notice }) =>
    log.warn({ event: "order_unreadable", topic: notice.topic, shopDomain }),
  tells: (shopDomain, { topic, notice }) => WORKERS[topic]({ shopDomain, topic }, parsed(notice.body)),
};

type Told = { shopDomain: string; topic: WebhookTopic };

const WORKERS: Record<OtherTopic, (told: Told, body: unknown) => Promise<void>> = {
  "orders/delete": workDeleted,
  "app/uninstalled": ({ shopDomain }) => leaveShop({ shopDomain }),
  "app/scopes_update": workScopes,
  "shop/update": workShop,
  "customers/data_request": ({ shopDomain }, body) => exportCustomer(shopDomain, body),
  "customers/redact": ({ shopDomain }, body) => askToForgetCustomer(shopDomain, body),
  "shop/redact": ({ shopDomain }) => askToRedactShop(shopDomain),
};

async function workOrder(shopDomain: string, work: Work<"shows">): Promise<void> {
  const shop = await activeShop(shopDomain);
  const read = readOrderPayload(parsed(work.newest.body));
  if (!shop || !read) return;
  const { shopifyOrderId, updatedAt } = read.order;
  const known = await knownUpdatedAt(shop.id, shopifyOrderId);
  // Two different states of one second cannot be told apart by Shopify's times.
  const isDoubtful = read.isDoubtful || work.isDoubtful || known?.getTime() === Date.parse(updatedAt);
  const order = isDoubtful ? await readOrderAgain(shopDomain, shopifyOrderId) : read.order;
  if (order) await takeOrder(shop, order, isDoubtful);
  else await lookForUnseen(shop.id, shopifyOrderId);
}

async function workFulfilmentOrders(shopDomain: string, { notices }: Work<"fulfilment_orders">): Promise<void> {
  const shop = await activeShop(shopDomain);
  const ids = new Set(notices.flatMap(({ body }) => fulfilmentOrdersIn(parsed(body))));
  if (shop) await compareFulfilment({ shopId: shop.id, fulfillmentOrderIds: [...ids] });
}

// It tells nothing but the order's number.
async function workDeleted({ shopDomain, topic }: Told, body: unknown): Promise<void> {
  const shop = await activeShop(shopDomain);
  const shopifyOrderId = readOrderNumber(body);
  if (shop && shopifyOrderId) await orderDeleted({ shopId: shop.id, shopifyOrderId });
  else log.warn({ event: "order_unreadable", topic, shopDomain });
}

// The body is as old as the webhook; Shopify says what is so now.
async function workShop({ shopDomain }: Told): Promise<void> {
  const shop = await activeShop(shopDomain);
  if (shop) await followShop({ shopId: shop.id });
}

const scopesShape = z.object({ current: z.array(z.string()).catch([]) });

// What a missing scope means is met where it is used: Shopify refuses the call, and the refusal is shown.
async function workScopes({ shopDomain }: Told, body: unknown): Promise<void> {
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

/** Has the inbox worked off in which this notice waits. */
export async function openInboxOf(deliveryId: string): Promise<void> {
  await inTransaction((tx) => queueInboxOf(tx, deliveryId));
}

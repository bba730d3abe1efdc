import { databaseTime, inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueSettling } from "../../adapters/queue/queue.ts";
import { ordersUnaddressed, queueUnaddressed } from "../../adapters/mail/unaddressed-emails.ts";
import { lockOrders, openOrders } from "../../adapters/rows/orders/orders.ts";
import {
  activeShopById,
  markImported,
  markSwept,
  sweptUntil,
  type IntakeShop,
} from "../../adapters/rows/shop/shops.ts";
import { noteUntold } from "../../adapters/rows/shop/machinery.ts";
import { knownUpdatedAt } from "../../adapters/rows/orders/intake-rows.ts";
import { hasOpenDeliveries } from "../../adapters/queue/webhook-deliveries.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { isShopifyFault } from "../../adapters/shopify/faults.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { ordersUpdated } from "../../adapters/shopify/order-query.ts";
import { noteCustomerData } from "../shop/note-customer-data.ts";
import { askShopify } from "../fulfilment/ask-shopify.ts";
import { askToCompare } from "../fulfilment/compare-orders.ts";
import { followShop, followWith } from "./follow-shop.ts";
import { lookForUnseen } from "./look-for-order.ts";
import { readOrderAgain } from "./read-order-again.ts";
import { takeOrder } from "./take-order.ts";

const OVERLAP_MS = 10 * 60 * 1000;
/** A webhook that has not come by then is missing. */
const TOLD_WITHIN_MS = 2 * 60 * 1000;
const IMPORTED_MS = 60 * 24 * 60 * 60 * 1000;

/** Finds what webhooks missed: reads again every order that Shopify changed since the last sweep, with ten minutes of overlap; and what is said of the shop itself. */
export async function sweepOrders({ shopId }: { shopId: string }): Promise<void> {
  const shop = await activeShopById(shopId);
  const until = await sweptUntil(shopId);
  if (!shop || !until) return;
  const since = new Date(until.getTime() - OVERLAP_MS);
  const untold = await askShopify(shopId, { what: "sweep", orderId: null }, (admin) =>
    readAgain(admin, shop, `updated_at:>='${since.toISOString()}'`),
  );
  if (untold !== "not_possible") {
    if (untold > 0) await noteUntold(shopId, untold, await databaseTime());
    await noteCustomerData(shopId, { withheld: [], given: ["orders"] });
  }
  await askToCompare(shopId);
  await followShop({ shopId });
}

/**
 * Brings in the open orders of the last 60 days after an installation, and the shop's own name; from then on the sweep goes on.
 * Orders that are open here from an installation before are read and settled first: Shopify may have ended them meanwhile. May
 * be repeated.
 */
export async function importOrders({ shopId }: { shopId: string }): Promise<void> {
  const shop = await activeShopById(shopId);
  if (!shop) return;
  const done = await askShopify(shopId, { what: "import", orderId: null }, async (admin) => {
    await followWith(admin, shop);
    await readOpenOrders(shop);
    const since = new Date((await databaseTime()).getTime() - IMPORTED_MS);
    await readAgain(admin, shop, `status:open AND created_at:>='${since.toISOString()}'`);
    return "imported" as const;
  });
  if (done !== "imported") return;
  await markImported(shopId, await databaseTime());
  await lookForAddresses(shopId);
}

// What has an address by now leaves or, where its reason is gone, is withdrawn; what has none gets a task of its own.
async function lookForAddresses(shopId: string): Promise<void> {
  for (const orderId of await ordersUnaddressed(shopId))
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      await queueUnaddressed(tx, shopId, orderId);
    });
}

async function readOpenOrders(shop: IntakeShop): Promise<void> {
  const open = await openOrders(shop.id);
  await readEach(
    shop,
    open.map(({ shopifyOrderId }) => shopifyOrderId),
    await databaseTime(),
  );
  for (const { id: orderId } of open) {
    await inTransaction((tx) => queueSettling(tx, { shopId: shop.id, orderId }));
  }
}

/**
 * Answers of how many orders something was found that no webhook had told of. An order that cannot be taken in must not keep those
 * behind it from being found: the sweep goes on, and says so at its end.
 */
async function readAgain(admin: Admin, shop: IntakeShop, query: string): Promise<number> {
  const now = await databaseTime();
  const { read, untold } = await readEach(shop, idsOf(ordersUpdated(admin, query)), now);
  await markSwept(shop.id, now);
  log.info({ event: "orders_swept", shopId: shop.id, read, untold });
  return untold;
}

async function* idsOf(pages: AsyncIterable<{ shopifyOrderId: string }[]>): AsyncGenerator<string> {
  for await (const page of pages) for (const { shopifyOrderId } of page) yield shopifyOrderId;
}

async function readEach(
  shop: IntakeShop,
  ids: Iterable<string> | AsyncIterable<string>,
  now: Date,
): Promise<{ read: number; untold: number }> {
  const faults: unknown[] = [];
  let read = 0;
  let untold = 0;
  for await (const shopifyOrderId of ids) {
    try {
      const order = await readOrderAgain(shop.domain, shopifyOrderId);
      if (!order) await lookForUnseen(shop.id, shopifyOrderId);
      else if (await takeUntold(shop, order, now)) untold += 1;
      read += 1;
    } catch (fault) {
      if (isShopifyFault(fault)) throw fault;
      log.error({ event: "order_not_read", shopId: shop.id, shopifyOrderId, error: fault });
      faults.push(fault);
    }
  }
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} of ${read + faults.length} orders could not be taken in`);
  return { read, untold };
}

async function takeUntold(shop: IntakeShop, order: IncomingOrder, now: Date): Promise<boolean> {
  const known = await knownUpdatedAt(shop.id, order.shopifyOrderId);
  const taken = await takeOrder(shop, order, true);
  const changedAt = Date.parse(order.updatedAt);
  if (changedAt > now.getTime() - TOLD_WITHIN_MS || (known !== null && known.getTime() >= changedAt)) return false;
  return (taken === "taken" || taken === "updated") && !(await hasOpenDeliveries(shop.domain));
}

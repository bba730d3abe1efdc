import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { enqueue, queueSettling } from "../../adapters/queue/queue.ts";
import { hasOpenDeliveries } from "../../adapters/queue/webhook-deliveries.ts";
import { knownUpdatedAt } from "../../adapters/rows/orders/intake-rows.ts";
import { endReading, hasReading, keepReading, type OrderReading } from "../../adapters/rows/orders/order-readings.ts";
import { orderByShopifyId } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { openOrders } from "../../adapters/rows/orders/orders.ts";
import type { IntakeShop } from "../../adapters/rows/shop/shops.ts";
import { isShopifyFault, ShopifyRefused } from "../../adapters/shopify/faults.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { pageOfOrders } from "../../adapters/shopify/order-query.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { lookForUnseen } from "./look-for-order.ts";
import { readOrderAgain } from "./read-order-again.ts";
import { takeOrder } from "./take-order.ts";

/** A webhook that has not come by then is missing. */
const TOLD_WITHIN_MS = 2 * 60 * 1000;
const A_PAGE = 100;
/** So often one reading begins anew because Shopify does not know its cursor any more. */
const MOST_RESTARTS = 3;

/** How long a run may hold its place, in ms, and what ends it sooner. */
export type Turn = { signal?: AbortSignal; forMs?: number };

/** What became of a reading in this turn: all is read, the turn is over, or somebody else has it in hand. */
export type Read = "all" | "some" | "none of ours";

/**
 * Reads again the orders that a reading speaks of, from where it is, until all are read or the turn is over: at least one step each time. Where it
 * is, is kept after every order, so that whoever goes on reads none twice but the one that was being read. An order that cannot be taken in keeps
 * none behind it from being found: that is thrown at the end, and the reading ends.
 */
export async function readOrders(
  admin: Admin,
  shop: IntakeShop,
  reading: OrderReading,
  { signal, forMs = Infinity }: Turn,
): Promise<Read> {
  const end = performance.now() + forMs;
  const isAtEnd = () => reading.phase === "end";
  while (!isAtEnd()) {
    await (reading.todo.length > 0 ? readNext(shop, reading) : turnPage(admin, shop, reading));
    if (!(await keepReading(reading))) return "none of ours";
    if (!isAtEnd() && (performance.now() >= end || signal?.aborted)) return "some";
  }
  const { failed, read } = reading;
  if (failed === 0) return "all";
  await endReading(reading);
  throw new Error(`${failed} of ${read + failed} orders could not be taken in`);
}

/** Asks for another turn of a reading, unless somebody else has it in hand. */
export async function askForTurn(reading: OrderReading): Promise<void> {
  const { shopId, kind } = reading;
  const job = kind === "import" ? "import-orders" : "sweep-orders";
  await inTransaction(async (tx) => {
    if (await hasReading(tx, reading)) await enqueue(tx, job, { shopId }, { jobKey: `${job}:${shopId}` });
  });
}

async function turnPage(admin: Admin, shop: IntakeShop, reading: OrderReading): Promise<void> {
  if (reading.isLastPage) {
    const phase = reading.phase === "open" ? "changed" : "end";
    Object.assign(reading, { phase, after: null, isLastPage: false });
    return;
  }
  const page = await (reading.phase === "open"
    ? openOrders(shop.id, reading.after, A_PAGE)
    : pageOfSearch(admin, reading));
  if (page) Object.assign(reading, { todo: page.shopifyOrderIds, after: page.next, isLastPage: page.next === null });
  else Object.assign(reading, { after: null, restarts: reading.restarts + 1 });
}

/** Null when Shopify does not know its cursor any more. */
async function pageOfSearch(admin: Admin, { shopId, kind, query, after, restarts }: OrderReading) {
  try {
    return await pageOfOrders(admin, query, after);
  } catch (fault) {
    if (!(fault instanceof ShopifyRefused) || fault.withheld.length > 0 || after === null) throw fault;
    if (restarts >= MOST_RESTARTS) throw fault;
    log.warn({ event: "cursor_refused", shopId, kind, codes: fault.codes });
    return null;
  }
}

async function readNext(shop: IntakeShop, reading: OrderReading): Promise<void> {
  const [shopifyOrderId, ...others] = reading.todo as [string, ...string[]];
  try {
    const order = await readOrderAgain(shop.domain, shopifyOrderId);
    if (!order) await lookForUnseen(shop.id, shopifyOrderId);
    else if (await takeUntold(shop, order, reading.beganAt)) reading.untold += 1;
    if (reading.phase === "open") await settle(shop.id, shopifyOrderId);
    reading.read += 1;
  } catch (fault) {
    if (isShopifyFault(fault)) throw fault;
    log.error({ event: "order_not_read", shopId: shop.id, shopifyOrderId, error: fault });
    reading.failed += 1;
  }
  reading.todo = others;
}

async function settle(shopId: string, shopifyOrderId: string): Promise<void> {
  const orderId = await orderByShopifyId(shopId, shopifyOrderId);
  if (orderId) await inTransaction((tx) => queueSettling(tx, { shopId, orderId }));
}

/** Whether something was found of it that no webhook had told of. */
async function takeUntold(shop: IntakeShop, order: IncomingOrder, now: Date): Promise<boolean> {
  const known = await knownUpdatedAt(shop.id, order.shopifyOrderId);
  const taken = await takeOrder(shop, order, true);
  const changedAt = Date.parse(order.updatedAt);
  if (changedAt > now.getTime() - TOLD_WITHIN_MS || (known !== null && known.getTime() >= changedAt)) return false;
  return (taken === "taken" || taken === "updated") && !(await hasOpenDeliveries(shop.domain));
}

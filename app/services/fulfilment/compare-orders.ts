import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import { enqueue, queueLook, queueSettling } from "../../adapters/queue/queue.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import {
  noteCompared,
  ordersInShopify,
  ordersToCompare,
  type OrderToCompare,
} from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { glanceAtOrders } from "../../adapters/shopify/fulfilment.ts";
import { standingOf } from "../../domain/fulfilment/compared.ts";
import { wantedInShopify } from "../../domain/fulfilment/wanted.ts";
import { askShopify } from "./ask-shopify.ts";

const COMPARED_FOR_MS = 4 * 60 * 60 * 1000;
/** So many orders cost a call of under 500 points. */
const A_GLANCE = 30;
// A third of the 100 points that Shopify gives back each second to a shop of the smallest plan: a glance of 420 points, and some 60 for each order that is settled.
const BETWEEN_GLANCES_MS = 13_000;
const BETWEEN_ORDERS_MS = 2_000;

/**
 * The round over a shop's open orders: looks at the longest uncompared ones, many in one call, has those settled that stand otherwise
 * than when they were last settled, and goes on by itself until every order was compared within some hours. Whatever webhooks missed is
 * found so, and so is an order that was taken for deleted and is there.
 */
export async function compareOrders({ shopId, began }: { shopId: string; began: string }): Promise<void> {
  const ofRound = await ordersToCompare(shopId, new Date(began), COMPARED_FOR_MS, A_GLANCE);
  if (ofRound.length === 0) return;
  const found = await differingOf(shopId, ofRound);
  if (found === "not_possible") return;
  const { differing, notDeleted } = found;
  await inTransaction(async (tx) => {
    const now = await clockTime(tx);
    const orderIds = ofRound.map(({ orderId }) => orderId);
    await noteCompared(tx, shopId, orderIds, now);
    for (const orderId of notDeleted) await queueLook(tx, { shopId, orderId });
    for (const [at, orderId] of differing.entries()) {
      const runAt = new Date(now.getTime() + at * BETWEEN_ORDERS_MS);
      await queueSettling(tx, { shopId, orderId, why: "in turn", runAt });
    }
    const delayMs = Math.max(BETWEEN_GLANCES_MS, differing.length * BETWEEN_ORDERS_MS);
    await askFor(tx, { shopId, began }, delayMs);
  });
}

/** Begins a round over a shop's open orders now; one that is under way begins anew with the longest uncompared ones. */
export async function askToCompare(shopId: string): Promise<void> {
  await inTransaction(async (tx) => askFor(tx, { shopId, began: (await clockTime(tx)).toISOString() }, 0));
}

async function askFor(tx: Tx, round: { shopId: string; began: string }, delayMs: number): Promise<void> {
  await enqueue(tx, "compare-orders", round, { delayMs, jobKey: `compare-orders:${round.shopId}` });
}

type Found = {
  /** Orders that stand otherwise than when they were last settled. */
  differing: string[];
  /** Orders that count as deleted here, and that Shopify shows all the same. */
  notDeleted: string[];
};

async function differingOf(shopId: string, ofRound: readonly OrderToCompare[]): Promise<Found | "not_possible"> {
  const orderIds = ofRound.map(({ orderId }) => orderId);
  const orders = await ordersInShopify(noTransaction(), shopId, orderIds);
  const situations = await loadSituations(noTransaction(), shopId, orderIds);
  const numbers = ofRound.map(({ shopifyOrderId }) => shopifyOrderId);
  const at = await clockTime(noTransaction());
  const about = { what: "compare", orderId: null };
  const seen = await askShopify(shopId, about, (admin) => glanceAtOrders(admin, numbers));
  if (seen === "not_possible") return seen;
  const differing = orderIds.filter((orderId) => {
    const order = orders.get(orderId);
    const situation = situations.get(orderId);
    if (!order || !situation) return false;
    if (order.askedFulfilments.length > 0) return true;
    const now = seen.get(order.shopifyOrderId);
    // What is known to be out of sight is asked for again only where a hold of ours may be on it.
    if (!now) return order.unsettledCause !== "not_visible" || order.holds.length > 0;
    const wanted = wantedInShopify({ situation, items: order.items, isOurs: order.isOurs, now: at });
    return order.settledAs === null || order.settledAs !== standingOf(wanted, now);
  });
  const notDeleted = ofRound.filter(({ isDeleted, shopifyOrderId }) => isDeleted && seen.has(shopifyOrderId));
  return { differing, notDeleted: notDeleted.map(({ orderId }) => orderId) };
}

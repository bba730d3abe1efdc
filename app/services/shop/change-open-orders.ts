import { inTransaction, type Tx } from "../../adapters/db.ts";
import { queueFollowing, queueSettlings } from "../../adapters/queue/queue.ts";
import {
  isLastWish,
  noteFollowing,
  ordersToChange,
  writeFlow,
  type FlowWish,
  type PlacedOrder,
} from "../../adapters/rows/orders/changed-flows.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import type { Flow } from "../../domain/words/flow.ts";
import { openBarriers } from "../acts/open-barriers.ts";

/** So many orders are changed in one transaction, which takes some 100 ms. */
const ORDERS_AT_ONCE = 50;
/** A run that has lasted so long gives its place back and goes on as another job. */
const PLACE_FOR_MS = 1_000;

type Run = { signal?: AbortSignal; ordersAtOnce?: number; forMs?: number };

/**
 * Gives the orders that were open when an admin asked for it (`askedAt`, ISO time) another flow, from each item's next step on, and has Shopify follow.
 * Some at a time, oldest first: another run goes on where the last one ended or was killed. Ends when an admin asks for something else.
 */
export async function changeOpenOrders(
  { shopId, flow, askedAt }: { shopId: string; flow: Flow; askedAt: string },
  { signal, ordersAtOnce = ORDERS_AT_ONCE, forMs = PLACE_FOR_MS }: Run = {},
): Promise<void> {
  const wish = { shopId, flow, askedAt: new Date(askedAt) };
  const end = performance.now() + forMs;
  let after: PlacedOrder | null = null;
  do {
    const orders: PlacedOrder[] = await ordersToChange(wish, ordersAtOnce, { after });
    // Behind the last one; before it there is nothing left but what has come meanwhile.
    if (orders.length === 0 && after === null) return inTransaction((tx) => noteFollowing(tx, wish, null));
    after = orders.at(-1) ?? null;
    const orderIds = orders.map(({ id }) => id);
    if (!(await inTransaction((tx) => changeSome(tx, wish, orderIds)))) return;
  } while (performance.now() < end && !signal?.aborted);
  await inTransaction(async (tx) => {
    if (await isLastWish(tx, wish)) await queueFollowing(tx, { shopId, flow, askedAt });
  });
}

// Whether it was still asked for.
async function changeSome(tx: Tx, wish: FlowWish, among: readonly string[]): Promise<boolean> {
  const { shopId, flow } = wish;
  const orderIds = await lockOrders(tx, shopId, among);
  if (!(await isLastWish(tx, wish))) return false;
  if (orderIds.length === 0) return true;
  const changed = await writeFlow(tx, shopId, orderIds, flow);
  await openBarriers(tx, shopId, orderIds);
  await queueSettlings(tx, shopId, orderIds);
  await noteFollowing(tx, wish, changed);
  return true;
}

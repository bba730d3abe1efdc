import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { derivedId } from "../../adapters/proofs/derived-id.ts";
import { queueBatch } from "../../adapters/queue/queue.ts";
import {
  countTry,
  endBatch,
  itemsToDo,
  lockBatch,
  ordersToDo,
  writeOutcome,
  type BatchKey,
} from "../../adapters/rows/acts/batches.ts";
import { actWithin } from "../acts/act-on-items.ts";
import { actingMember } from "../who/may-see.ts";

/** So long a batch keeps its place; it looks at the clock after each few orders. */
const TURN_MS = 1_000;
const ORDERS_AT_ONCE = 5;
/** So often an order is tried that meets an error, with a pause before it is tried again. */
const MOST_TRIES = 3;
const PAUSE_MS = 2_000;

/**
 * Carries out a batch order by order, each in a transaction of its own and by whoever asked for it, as they are now. May run twice and die
 * anywhere: an order's act has an id that follows from the batch, and is written down in the transaction that does it. After about a second (`turnMs`) it gives its place to what waits as well, and asks for another turn.
 */
export async function workBatch(
  key: BatchKey,
  {
    signal,
    isLastAttempt = false,
    turnMs = TURN_MS,
  }: { signal?: AbortSignal; isLastAttempt?: boolean; turnMs?: number } = {},
): Promise<void> {
  const ends = performance.now() + turnMs;
  try {
    while (await workSome(key, signal)) if (performance.now() > ends) break;
    await goOn(key);
  } catch (fault) {
    if (isLastAttempt) await giveUp(key);
    throw fault;
  }
}

// Whether it may go on at once: not at the end, not when the worker has to stop, and not when an order met an error, which is tried after a pause.
async function workSome(key: BatchKey, signal: AbortSignal | undefined): Promise<boolean> {
  const orders = await ordersToDo(noTransaction(), key, ORDERS_AT_ONCE);
  let hasFailed = false;
  for (const { orderId } of orders) {
    if (signal?.aborted) return false;
    await workOrder(key, orderId).catch((fault: unknown) => {
      hasFailed = true;
      return noteFault(key, orderId, fault);
    });
  }
  return orders.length > 0 && !hasFailed;
}

/** The act by which a batch does what is asked of one order. */
export function actOfOrder(batchId: string, orderId: string): string {
  return derivedId(batchId, orderId);
}

function workOrder(key: BatchKey, orderId: string): Promise<void> {
  return inTransaction(async (tx) => {
    const batch = await lockBatch(tx, key, "share");
    if (!batch || batch.isEnded) return;
    const targets = await itemsToDo(tx, key, orderId);
    if (targets.length === 0) return;
    const { shopId, batchId } = key;
    const actor = await actingMember(shopId, batch.memberId, tx);
    if (!actor) {
      await writeOutcome(tx, key, { orderId, outcome: "waiting" }, { outcome: "not_done", why: "has_left" });
      return;
    }
    const actId = actOfOrder(batchId, orderId);
    const { moved, refused, undoableUntil } = await actWithin(tx, {
      ...{ shopId, orderId, actor, actId, targets },
      command: batch.command,
    });
    const done = moved.map(({ itemId }) => itemId);
    await writeOutcome(tx, key, { itemIds: done, outcome: "waiting" }, { outcome: "done", undoableUntil });
    for (const { itemId, refusal } of refused)
      await writeOutcome(tx, key, { itemIds: [itemId], outcome: "waiting" }, { outcome: "not_done", why: refusal });
  });
}

// One order that meets an error does not hold up the others: it is tried again after them, and given up with its reason.
async function noteFault(key: BatchKey, orderId: string, fault: unknown): Promise<void> {
  log.error({ event: "batch_order_failed", ...key, orderId, error: (fault as Error).message });
  await inTransaction(async (tx) => {
    if ((await countTry(tx, key, orderId)) < MOST_TRIES) return;
    await writeOutcome(tx, key, { orderId, outcome: "waiting" }, { outcome: "not_done", why: "failed" });
  });
}

function goOn(key: BatchKey): Promise<void> {
  return inTransaction(async (tx) => {
    const batch = await lockBatch(tx, key, "own");
    if (!batch || batch.isEnded) return;
    const [next] = await ordersToDo(tx, key, 1);
    if (next) await queueBatch(tx, key, { delayMs: next.tries > 0 ? PAUSE_MS : 0 });
    else await endBatch(tx, key);
  });
}

function giveUp(key: BatchKey): Promise<void> {
  return inTransaction(async (tx) => {
    await writeOutcome(tx, key, { outcome: "waiting" }, { outcome: "not_done", why: "failed" });
    await endBatch(tx, key);
  });
}

import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueDropping, queueRetiring } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import {
  countStored,
  countToRetire,
  keptFiles,
  keysOfUploads,
  markDeleted,
  markRetired,
  ordersToRetire,
  retentionOf,
  type KeptRow,
} from "../../adapters/rows/items/retired-files.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { shopsToSweep } from "../../adapters/rows/shop/shops.ts";
import { deletedCountWords, isOver, RETENTION_CHOICES, type DueOrders } from "../../domain/files/retention.ts";

const ORDERS_AT_ONCE = 50;
const TURN_MS = 1_000;

/** How many ended orders of a shop each time that the settings offer would concern now. */
export function showDueFiles(shopId: string): Promise<DueOrders[]> {
  return countToRetire(shopId, RETENTION_CHOICES);
}

/** Has every shop that has the app look at the files whose time is over. */
export async function retireAll(): Promise<void> {
  for (const { shopId } of await shopsToSweep()) await inTransaction((tx) => queueRetiring(tx, shopId));
}

/**
 * Deletes the files of a shop whose time after their order's end is over, one order in a transaction: with its rows, the job that removes the bytes is
 * committed, so that nothing is left of a crash. After about a second (`turnMs`) it goes on as another job; at its end it counts what is stored.
 */
export async function retireFiles(
  { shopId }: { shopId: string },
  { signal, turnMs = TURN_MS }: { signal?: AbortSignal; turnMs?: number } = {},
): Promise<void> {
  const ends = performance.now() + turnMs;
  // By what the shop says now: it may say otherwise meanwhile, and those orders would be looked at again and again.
  const next = async () => ordersToRetire(shopId, await retentionOf(noTransaction(), shopId), ORDERS_AT_ONCE);
  let files = 0;
  let orderIds = await next();
  while (orderIds.length > 0) {
    for (const orderId of orderIds) {
      if (signal?.aborted || performance.now() > ends) {
        await inTransaction((tx) => queueRetiring(tx, shopId));
        return;
      }
      files += await inTransaction((tx) => retireOrder(tx, { shopId, orderId }));
    }
    orderIds = await next();
  }
  await countStored(shopId);
  if (files > 0) log.info({ event: "files_retired", shopId, files });
}

// Under the order's lock, and by what is so then: it may have been opened again, or the shop have said otherwise.
async function retireOrder(tx: Tx, order: { shopId: string; orderId: string }): Promise<number> {
  const { shopId, orderId } = order;
  await lockOrders(tx, shopId, [orderId]);
  const [retention, found, now] = [await retentionOf(tx, shopId), await keptFiles(tx, order), await clockTime(tx)];
  if (!found?.endedAt) return 0;
  const { endedAt, files } = found;
  const gone = files.filter((file) => isOver(file, endedAt, now, retention));
  const stays = files.filter((file) => !gone.includes(file));
  const needed = new Set([
    ...stays.flatMap(({ keys }) => keys),
    ...(await keysOfUploads(tx, shopId, [...new Set(gone.map(({ itemId }) => itemId))])),
  ]);
  await markDeleted(tx, shopId, gone, now);
  await queueDropping(
    tx,
    shopId,
    gone.flatMap(({ keys }) => keys).filter((key) => !needed.has(key)),
  );
  const isOverFor = (kind: "photo" | "artfile", isNewest: boolean) =>
    isOver({ kind, isNewest, wasApproved: false }, endedAt, now, retention);
  await markRetired(
    tx,
    { ...order, endedAt },
    { photos: isOverFor("photo", true), versions: isOverFor("artfile", false) },
  );
  if (gone.length > 0) await tellOfDeleted(tx, order, gone);
  return gone.length;
}

async function tellOfDeleted(
  tx: Tx,
  { shopId, orderId }: { shopId: string; orderId: string },
  gone: readonly KeptRow[],
): Promise<void> {
  const count = (kind: KeptRow["kind"]) => gone.filter((file) => file.kind === kind).length;
  const subject = deletedCountWords({ photos: count("photo"), artfiles: count("artfile") });
  await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
    { orderId, itemId: null, event: "files_deleted", subject },
  ]);
}

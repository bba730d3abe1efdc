import type { Prisma } from "@prisma/client";
import {
  BATCH_OUTCOMES,
  BATCH_WHYS,
  type BatchLine,
  type BatchOutcome,
  type BatchWhy,
} from "../../../domain/acting/batch.ts";
import type { Chosen } from "../../../domain/acting/choose-for-batch.ts";
import type { Target } from "../../../domain/workflow/draft.ts";
import type { Command } from "../../../domain/workflow/actions.ts";
import { STEPS, type Step } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";
import { stored, storedOrNull } from "../stored.ts";

/** Which batch of which shop. */
export type BatchKey = { shopId: string; batchId: string };

/** A batch as stored; once it has ended only the action of its command is known. */
export type StoredBatch = {
  memberId: string;
  step: Step;
  command: Command;
  isStopped: boolean;
  isEnded: boolean;
};

/** Takes a batch's id; false when it has been asked for before (a double click waits here for the first one). */
export async function claimBatch(
  tx: Tx,
  { shopId, batchId }: BatchKey,
  asked: { memberId: string; step: Step; command: Command },
): Promise<boolean> {
  const count = await tables(tx).$executeRaw`
    INSERT INTO "Batch" ("shopId", id, "memberId", step, command)
    VALUES (${shopId}::uuid, ${batchId}::uuid, ${asked.memberId}::uuid, ${asked.step}, ${JSON.stringify(asked.command)}::jsonb)
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** Gives the id back when the list cannot be acted on as it was seen. */
export async function releaseBatch(tx: Tx, { shopId, batchId }: BatchKey): Promise<void> {
  await tables(tx).batch.deleteMany({ where: { shopId, id: batchId } });
}

/** Writes down what was chosen, in the order of the list. */
export async function addBatchItems(tx: Tx, { shopId, batchId }: BatchKey, chosen: readonly Chosen[]): Promise<void> {
  await tables(tx).batchItem.createMany({
    data: chosen.map(({ leftOut, ...item }, at) => ({
      ...{ shopId, batchId, ...item, place: at + 1 },
      ...(leftOut ? { outcome: "left_out", why: leftOut } : {}),
    })),
  });
}

/** A batch; null when the shop has none with this id. */
export async function readBatch(tx: Tx, { shopId, batchId }: BatchKey): Promise<StoredBatch | null> {
  const row = await tables(tx).batch.findUnique({ where: { shopId_id: { shopId, id: batchId } } });
  return (
    row && {
      memberId: row.memberId,
      step: stored(STEPS, row.step, "Batch.step"),
      command: row.command as unknown as Command,
      isStopped: row.stoppedAt !== null,
      isEnded: row.endedAt !== null,
    }
  );
}

/** The batches of a member that have not ended, or whose end they were not shown yet, the oldest first, at most so many. */
export async function untoldBatches(shopId: string, memberId: string, limit: number): Promise<string[]> {
  const rows = await db().batch.findMany({
    where: { shopId, memberId, toldAt: null },
    orderBy: { askedAt: "desc" },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id).toReversed();
}

/** Notes that a member was shown the end of their batch; nothing for one that has not ended. */
export async function markTold(shopId: string, memberId: string, batchId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE "Batch" SET "toldAt" = clock_timestamp()
    WHERE "shopId" = ${shopId}::uuid AND id = ${batchId}::uuid AND "memberId" = ${memberId}::uuid AND "endedAt" IS NOT NULL AND "toldAt" IS NULL`;
}

/** Locks a batch until the transaction ends: `share` while one of its orders is worked on, `own` to end it, which waits for that order. */
export async function lockBatch(tx: Tx, key: BatchKey, how: "share" | "own"): Promise<StoredBatch | null> {
  const { shopId, batchId } = key;
  if (how === "share")
    await tables(tx)
      .$queryRaw`SELECT 1 FROM "Batch" WHERE "shopId" = ${shopId}::uuid AND id = ${batchId}::uuid FOR SHARE`;
  else
    await tables(tx)
      .$queryRaw`SELECT 1 FROM "Batch" WHERE "shopId" = ${shopId}::uuid AND id = ${batchId}::uuid FOR UPDATE`;
  return readBatch(tx, key);
}

/** The orders of a batch that wait for their turn, in the order of the list, those that met an error at the end; at most so many. */
export async function ordersToDo(
  tx: Tx,
  { shopId, batchId }: BatchKey,
  limit: number,
): Promise<{ orderId: string; tries: number }[]> {
  return tables(tx).$queryRaw<{ orderId: string; tries: number }[]>`
    SELECT "orderId", max(tries)::int AS tries FROM "BatchItem"
    WHERE "shopId" = ${shopId}::uuid AND "batchId" = ${batchId}::uuid AND outcome = 'waiting'
    GROUP BY "orderId" ORDER BY max(tries), min(place) LIMIT ${limit}`;
}

/** The items of an order that wait for their turn in a batch, with the change counts that the list had. */
export async function itemsToDo(tx: Tx, { shopId, batchId }: BatchKey, orderId: string): Promise<Target[]> {
  return tables(tx).batchItem.findMany({
    where: { shopId, batchId, orderId, outcome: "waiting" },
    orderBy: { place: "asc" },
    select: { itemId: true, changeCount: true },
  });
}

/** Which items of a batch something is written of. */
type Which = { itemIds?: readonly string[]; orderId?: string; outcome?: BatchOutcome };

/** Writes what has become of items of a batch; answers of how many. */
export async function writeOutcome(
  tx: Tx,
  { shopId, batchId }: BatchKey,
  { itemIds, orderId, outcome }: Which,
  became: { outcome: BatchOutcome; why?: BatchWhy; undoableUntil?: string | null },
): Promise<number> {
  const { count } = await tables(tx).batchItem.updateMany({
    where: { shopId, batchId, outcome, orderId, ...(itemIds ? { itemId: { in: [...itemIds] } } : {}) },
    data: { outcome: became.outcome, why: became.why ?? null, undoableUntil: became.undoableUntil ?? null },
  });
  return count;
}

/** Counts an error that an order of a batch met; answers how many it has met by now. */
export async function countTry(tx: Tx, { shopId, batchId }: BatchKey, orderId: string): Promise<number> {
  const rows = await tables(tx).$queryRaw<{ tries: number }[]>`
    UPDATE "BatchItem" SET tries = tries + 1
    WHERE "shopId" = ${shopId}::uuid AND "batchId" = ${batchId}::uuid AND "orderId" = ${orderId}::uuid AND outcome = 'waiting'
    RETURNING tries`;
  return rows[0]?.tries ?? 0;
}

/** Ends a batch: what was written in its command is forgotten. */
export async function endBatch(tx: Tx, { shopId, batchId }: BatchKey, { isStopped = false } = {}): Promise<void> {
  await tables(tx).$executeRaw`
    UPDATE "Batch" SET "endedAt" = clock_timestamp(), command = jsonb_build_object('action', command->'action'),
      "stoppedAt" = CASE WHEN ${isStopped} THEN clock_timestamp() END
    WHERE "shopId" = ${shopId}::uuid AND id = ${batchId}::uuid AND "endedAt" IS NULL`;
}

/** The orders of a batch that can still be taken back, the one whose time ends first at the front. */
export async function ordersToUndo(tx: Tx, { shopId, batchId }: BatchKey): Promise<string[]> {
  const rows = await tables(tx).$queryRaw<{ orderId: string }[]>`
    SELECT "orderId" FROM "BatchItem"
    WHERE "shopId" = ${shopId}::uuid AND "batchId" = ${batchId}::uuid AND outcome = 'done' AND "undoableUntil" > clock_timestamp()
    GROUP BY "orderId" ORDER BY min("undoableUntil"), min(place)`;
  return rows.map(({ orderId }) => orderId);
}

/** How many items of a batch have come to which end, and until when something of it can be taken back. */
export async function countOutcomes(
  tx: Tx,
  { shopId, batchId }: BatchKey,
): Promise<{ counts: Record<BatchOutcome, number>; undoableUntil: Date | null }> {
  const rows = await tables(tx).batchItem.groupBy({
    by: ["outcome"],
    where: { shopId, batchId },
    _count: true,
    _max: { undoableUntil: true },
  });
  const of = (outcome: BatchOutcome) => rows.find((row) => row.outcome === outcome);
  const counts = Object.fromEntries(BATCH_OUTCOMES.map((outcome) => [outcome, of(outcome)?._count ?? 0]));
  return { counts: counts as Record<BatchOutcome, number>, undoableUntil: of("done")?._max.undoableUntil ?? null };
}

/** Items of a batch in the order of the list, at most so many: all, or only those that have a reason of their own for not being done. */
export async function batchLines(
  tx: Tx,
  { shopId, batchId }: BatchKey,
  which: "all" | "with a reason",
  limit: number,
): Promise<BatchLine[]> {
  const isOfItsOwn = { outcome: { in: ["not_done", "left_out"] }, why: { not: "stopped" } };
  const rows = await tables(tx).batchItem.findMany({
    where: { shopId, batchId, ...(which === "all" ? {} : isOfItsOwn) },
    orderBy: { place: "asc" },
    take: limit,
    select: {
      itemId: true,
      orderId: true,
      outcome: true,
      why: true,
      item: { select: { number: true } },
      order: { select: { name: true } },
    },
  });
  return rows.map(({ item, order, outcome, why, ...ids }) => ({
    ...ids,
    orderName: order.name,
    itemNumber: item.number,
    outcome: stored(BATCH_OUTCOMES, outcome, "BatchItem.outcome"),
    why: storedOrNull(BATCH_WHYS, why, "BatchItem.why"),
  }));
}

/** Forgets batches that were asked for so many days ago. */
export async function dropOldBatches(days: number): Promise<void> {
  // Each takes the rows of all its items with it.
  await dropRows("Batch", "askedAt", `"askedAt" < now() - make_interval(days => $1)`, [days], 1);
}

/** Forgets the batches of a shop that leaves: nothing is done for it any more. */
export async function dropBatchesOf(tx: Tx, domain: string): Promise<void> {
  await tables(tx).batch.deleteMany({ where: { shop: { domain } } satisfies Prisma.BatchWhereInput });
}

import { noTransaction, type Tx } from "../../adapters/db.ts";
import { batchLines, countOutcomes, markTold, readBatch, untoldBatches } from "../../adapters/rows/acts/batches.ts";
import { MOST_IN_BATCH, type BatchProgress } from "../../domain/acting/batch.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { isUuid } from "../../domain/words/uuid.ts";

const MOST_LISTED = 12;
const MOST_SHOWN = 10;

/** How far a batch of this member is and what came of it, with every item when `isWhole`; null when there is none, or it is somebody else's. */
export async function tellBatch(
  {
    shopId,
    actor,
    batchId,
    isWhole = false,
  }: { shopId: string; actor: ActingMember; batchId: string; isWhole?: boolean },
  tx: Tx = noTransaction(),
): Promise<BatchProgress | null> {
  const key = { shopId, batchId };
  const batch = isUuid(batchId) ? await readBatch(tx, key) : null;
  if (!batch || batch.memberId !== actor.memberId) return null;
  const { counts, undoableUntil } = await countOutcomes(tx, key);
  const { step, command, isStopped, isEnded } = batch;
  return {
    ...{ batchId, action: command.action, step, counts, isStopped, isEnded },
    undoableUntil: undoableUntil?.toISOString() ?? null,
    lines: await (isWhole
      ? batchLines(tx, key, "all", MOST_IN_BATCH)
      : batchLines(tx, key, "with a reason", MOST_LISTED)),
  };
}

/** The batches of a member that have not ended, or ended while no page of theirs was open, the oldest first: a page that does not know of them shows them. */
export async function listUntold(shopId: string, actor: ActingMember): Promise<BatchProgress[]> {
  const batchIds = await untoldBatches(shopId, actor.memberId, MOST_SHOWN);
  const told = await Promise.all(batchIds.map((batchId) => tellBatch({ shopId, actor, batchId })));
  return told.filter((progress) => progress !== null);
}

/** Notes that this member was shown what came of their batch: no other page shows it by itself any more. */
export async function noteTold({
  shopId,
  actor,
  batchId,
}: {
  shopId: string;
  actor: ActingMember;
  batchId: string;
}): Promise<void> {
  if (isUuid(batchId)) await markTold(shopId, actor.memberId, batchId);
}

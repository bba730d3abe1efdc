import { inTransaction, noTransaction } from "../../adapters/db.ts";
import { withdraw } from "../../adapters/queue/queue.ts";
import { endBatch, lockBatch, ordersToUndo, writeOutcome, type BatchKey } from "../../adapters/rows/acts/batches.ts";
import type { BatchProgress } from "../../domain/acting/batch.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { undoWithin } from "../acts/undo-act.ts";
import { tellBatch } from "./tell-batch.ts";
import { actOfOrder } from "./work-batch.ts";

type Asked = { shopId: string; actor: ActingMember; batchId: string };

/** Stops a batch: the order in hand is finished, what is not begun is left. Answers what came of it; null when it is not this member's. */
export async function stopBatch(asked: Asked): Promise<BatchProgress | null> {
  return (await stop(asked)) ? tellBatch(asked) : null;
}

/**
 * Takes a batch back as far as that is still possible: it is stopped, and each order whose ten seconds have not run out is undone, in a
 * transaction of its own. Asked again it goes on with what is left of that. Answers what came of it; null when it is not this member's.
 */
export async function undoBatch(asked: Asked): Promise<BatchProgress | null> {
  if (!(await stop(asked))) return null;
  const { shopId, actor, batchId } = asked;
  for (const orderId of await ordersToUndo(noTransaction(), asked)) {
    await inTransaction(async (tx) => {
      const answer = await undoWithin(tx, { shopId, actor, actId: actOfOrder(batchId, orderId) });
      if ("undone" in answer) await writeOutcome(tx, asked, { orderId, outcome: "done" }, { outcome: "undone" });
    });
  }
  return tellBatch(asked);
}

async function stop({ shopId, actor, batchId }: Asked): Promise<boolean> {
  if (!isUuid(batchId)) return false;
  const key: BatchKey = { shopId, batchId };
  return inTransaction(async (tx) => {
    const batch = await lockBatch(tx, key, "own");
    if (batch?.memberId !== actor.memberId) return false;
    if (batch.isEnded) return true;
    await writeOutcome(tx, key, { outcome: "waiting" }, { outcome: "not_done", why: "stopped" });
    await endBatch(tx, key, { isStopped: true });
    await withdraw(tx, `work-batch:${batchId}`);
    return true;
  });
}

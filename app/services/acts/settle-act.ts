import { endAct, readAct } from "../../adapters/rows/acts.ts";
import { inTransaction } from "../../adapters/db.ts";
import { clockTime } from "../../adapters/rows/orders.ts";
import { enqueue } from "../../adapters/queue/queue.ts";

/** The time for undo is over: what the act moved is given to the next members, and freed places to orders that wait. May run twice. */
export function settleAct({ shopId, actId }: { shopId: string; actId: string }): Promise<void> {
  return inTransaction(async (tx) => {
    const act = await readAct(tx, shopId, actId);
    if (!act || act.undoneAt || act.settledAt) return;
    for (const orderId of act.before.orderIds) {
      await enqueue(tx, "assign-work", { shopId, orderId }, { jobKey: `assign-work:${orderId}` });
    }
    const leavesArtwork = act.outcome.moved.some(({ from, to }) => from === "artwork" && to !== "artwork");
    if (leavesArtwork) await enqueue(tx, "assign-work", { shopId, orderId: null }, { jobKey: `assign-work:${shopId}` });
    await endAct(tx, shopId, actId, "settledAt", await clockTime(tx), act.before);
  });
}

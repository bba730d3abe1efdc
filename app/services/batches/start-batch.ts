import { inTransaction } from "../../adapters/db.ts";
import { queueBatch } from "../../adapters/queue/queue.ts";
import { addBatchItems, claimBatch, endBatch, releaseBatch } from "../../adapters/rows/acts/batches.ts";
import { BATCH_SHEETS, type BatchProgress } from "../../domain/acting/batch.ts";
import { mayOpenStep } from "../../domain/team/can-see.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import { chooseItems, type WholeList } from "./choose-items.ts";
import { tellBatch } from "./tell-batch.ts";

const WRONG = {
  notYours: "Your roles do not include this page.",
  notOffered: "This cannot be done to a whole list.",
  notKnown: "This was asked for by somebody else.",
};

/**
 * Asks for one command on all that a list left when it was looked at. Which items those are is fixed at once, with the change counts they have; a
 * job carries it out. The same id again changes nothing and answers how far it is.
 */
export function startBatch(asked: {
  shopId: string;
  actor: ActingMember;
  batchId: string;
  command: Command;
  list: WholeList;
}): Promise<BatchProgress | { wrong: string }> {
  const { shopId, actor, batchId, command, list } = asked;
  const { step } = list;
  if (!mayOpenStep(step, actor.roles)) return Promise.resolve({ wrong: WRONG.notYours });
  if (!BATCH_SHEETS[step]?.actions.includes(command.action)) return Promise.resolve({ wrong: WRONG.notOffered });
  return inTransaction(async (tx) => {
    const key = { shopId, batchId };
    if (await claimBatch(tx, key, { memberId: actor.memberId, step, command })) {
      const chosen = await chooseItems(tx, { shopId, actor, action: command.action, list });
      if ("wrong" in chosen) {
        await releaseBatch(tx, key);
        return chosen;
      }
      await addBatchItems(tx, key, chosen);
      if (chosen.some(({ leftOut }) => leftOut === null)) await queueBatch(tx, key);
      else await endBatch(tx, key);
    }
    return (await tellBatch({ shopId, actor, batchId }, tx)) ?? { wrong: WRONG.notKnown };
  });
}

import { noTransaction } from "../../adapters/db.ts";
import { isActOf, readAct } from "../../adapters/rows/acts/acts.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** What became of an act whose answer got lost: what the person would have been told; null when it was not done, or is somebody else's. */
export async function tellWhatBecame(asked: {
  shopId: string;
  actor: ActingMember;
  actId: string;
}): Promise<ActOutcome | null> {
  const { shopId, actor, actId } = asked;
  const act = isUuid(actId) ? await readAct(noTransaction(), shopId, actId) : null;
  return act && isActOf(act, actor) ? act.outcome : null;
}

import { tellChanges } from "../../adapters/live/changes.ts";
import { endAct, readAct } from "../../adapters/rows/acts/acts.ts";
import { inTransaction } from "../../adapters/db.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { freesPlaces } from "../../domain/team/assignment.ts";
import { queueAssignment } from "./follow-up.ts";

/** The time for undo is over: what the act moved is given to the next members, and freed places to orders that wait. May run twice. */
export function endUndoTime({ shopId, actId }: { shopId: string; actId: string }): Promise<void> {
  return inTransaction(async (tx) => {
    const act = await readAct(tx, shopId, actId);
    if (!act || act.undoneAt || act.settledAt) return;
    await queueAssignment({ tx, shopId }, act.traces.orderIds, freesPlaces(act.outcome.moved));
    const steps = act.outcome.moved.map(({ to }) => to);
    if (act.actorKind === "customer") await tellChanges(tx, shopId, [...new Set(steps)]);
    await endAct(tx, { shopId, actId, traces: act.traces }, { settledAt: await clockTime(tx) });
  });
}

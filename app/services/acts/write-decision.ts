import type { ActBefore } from "../../adapters/rows/acts.ts";
import type { Tx } from "../../adapters/db.ts";
import { appendHistory } from "../../adapters/rows/history.ts";
import { writeItemChange } from "../../adapters/rows/items.ts";
import { remember } from "../../adapters/rows/journal.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import { waitsFor } from "../../domain/workflow/barrier.ts";
import type { Decision, Target } from "../../domain/workflow/decision.ts";
import type { Item, Situation } from "../../domain/words/situation.ts";
import type { ActInput } from "./act-on-items.ts";
import { queueFollowUps } from "./queue-follow-ups.ts";
import { writeEffect } from "./write-effect.ts";

/** An act on its way: what was asked, when, and what has been written so far. */
export type RunningAct = Pick<ActInput, "shopId" | "actor" | "actId" | "files"> & {
  at: Date;
  undoableUntil: Date;
  /** The name of the rejection reason, for the history. */
  reasonName: string | null;
  before: ActBefore;
  outcome: ActOutcome;
};

/** Writes what was decided for one locked order: items, rows beside them, history, emails and jobs; adds to the act's outcome. */
export async function writeDecision(
  tx: Tx,
  act: RunningAct,
  situation: Situation,
  decision: Decision,
  asked: readonly Target[],
): Promise<void> {
  const { shopId, at } = act;
  const visibleAt = decision.undoable ? act.undoableUntil : at;
  for (const change of decision.changes) {
    const item = situation.items.find(({ id }) => id === change.itemId)!;
    await remember(tx, shopId, act.before.journal, "item", change.itemId, UNDONE_COLUMNS);
    await writeItemChange(tx, shopId, change, item, { at, visibleAt });
  }
  for (const effect of decision.effects) await writeEffect(tx, act, situation, effect);

  const after = situationAfter(situation, decision);
  await writeHistory(tx, act, after, decision);
  await queueFollowUps(tx, act, situation, after, decision);
  report(act, situation, after, decision, asked);
}

// Everything of an item that an act can change; the change count itself only ever rises.
const UNDONE_COLUMNS = [
  "step",
  "readyFor",
  "stepSince",
  "visibleAt",
  "reworkCause",
  "hasOpenRevision",
  "photoVersion",
  "artfileVersion",
  "artfilePhotoVersion",
  "approvedArtfileVersion",
  "photoKept",
  "sentToPrinterAt",
  "instructions",
  "issueReasonId",
] as const;

function situationAfter(situation: Situation, decision: Decision): Situation {
  const changes = new Map(decision.changes.map((change) => [change.itemId, change]));
  const items = situation.items.map((item): Item => {
    const change = changes.get(item.id);
    return change ? { ...item, ...change.set, changeCount: item.changeCount + 1 } : item;
  });
  return { ...situation, items };
}

async function writeHistory(tx: Tx, act: RunningAct, after: Situation, decision: Decision): Promise<void> {
  const lines = decision.events.map(({ reasonId, ...event }) => ({
    ...event,
    orderId: after.orderId,
    subject: reasonId === null ? (act.files?.[event.itemId]?.[0]?.fileName ?? null) : act.reasonName,
    changeCount: after.items.find((item) => item.id === event.itemId)?.changeCount,
  }));
  await appendHistory(tx, act, lines);
}

function report(
  act: RunningAct,
  situation: Situation,
  after: Situation,
  decision: Decision,
  asked: readonly Target[],
): void {
  for (const { itemId } of decision.changes) {
    const before = situation.items.find((item) => item.id === itemId)!;
    const item = after.items.find((one) => one.id === itemId)!;
    act.before.left.push({ itemId, changeCount: item.changeCount });
    act.outcome.moved.push({
      itemId,
      orderId: after.orderId,
      orderName: after.orderName,
      itemNumber: item.number,
      from: before.step,
      to: item.step,
      changeCount: item.changeCount,
      waitsFor: waitsFor(item, after),
      isSibling: !asked.some((target) => target.itemId === itemId),
    });
  }
  act.before.orderIds.push(after.orderId);
  if (decision.undoable) act.outcome.undoableUntil = act.undoableUntil.toISOString();
}

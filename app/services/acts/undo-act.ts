import { endAct, isActOf, readAct, type StoredAct } from "../../adapters/rows/acts/acts.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { queueAgain, queueRemindersAgain, withdrawEmails } from "../../adapters/mail/emails-outbox.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { countUndone } from "../../adapters/rows/items/items.ts";
import { putBackRows } from "../../adapters/rows/acts/journal.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { withdraw } from "../../adapters/queue/queue.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember, Actor } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Situation } from "../../domain/words/situation.ts";
import type { Step } from "../../domain/words/steps.ts";
import { mayUndo, type Act } from "../../domain/workflow/undo.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { followState } from "./follow-up.ts";

/** What undo put back, or why it did not. */
export type UndoOutcome = { undone: UndoneItem[] } | { refused: Refusal };

/** An item that is back in the step where it was. */
export type UndoneItem = { itemId: string; orderName: string; itemNumber: number; step: Step };

/** Takes an act back within its ten seconds: every row as it was, its queued emails withdrawn, and a line of history that says so. Asked again it changes nothing and answers the same. */
export function undoAct(asked: { shopId: string; actor: ActingMember; actId: string }): Promise<UndoOutcome> {
  return inTransaction((tx) => undoWithin(tx, asked));
}

/** The same inside a transaction of the caller. */
export async function undoWithin(
  tx: Tx,
  { shopId, actor, actId }: { shopId: string; actor: ActingMember; actId: string },
): Promise<UndoOutcome> {
  if (!isUuid(actId)) return { refused: "not_undoable" };
  const seen = await readAct(tx, shopId, actId);
  if (!seen) return { refused: "not_undoable" };
  await lockOrders(tx, shopId, seen.traces.orderIds);
  const act = (await readAct(tx, shopId, actId)) ?? seen;
  const before = await loadSituations(tx, shopId, act.traces.orderIds);
  const now = await clockTime(tx);
  const current = [...before.values()].flatMap((situation) => situation.items);
  // Asked again because its answer got lost: it is the same answer.
  if (act.undoneAt && isActOf(act, actor)) return { undone: undoneItems(act, before) };
  const refused = mayUndo(actToUndo(act), now.getTime(), current, actor);
  if (refused) return { refused };
  return { undone: await putBack(tx, { shopId, actor, actId, now }, act) };
}

/** Puts back what an act wrote and tells it; whether that may be is asked before, under the lock of its orders. */
export async function putBack(
  tx: Tx,
  { shopId, actor, actId, now }: { shopId: string; actor: Actor; actId: string; now: Date },
  act: StoredAct,
): Promise<UndoneItem[]> {
  const before = await loadSituations(tx, shopId, act.traces.orderIds);
  await putBackRows(tx, shopId, act.traces.journal);
  await queueAgain(tx, shopId, act.traces.journal);
  await countUndone(
    tx,
    shopId,
    act.traces.left.map(({ itemId }) => itemId),
  );
  for (const { kind, orderId, itemIds } of act.traces.emails)
    await withdrawEmails(tx, { shopId, orderId, itemIds, kinds: [kind] });
  const after = await loadSituations(tx, shopId, act.traces.orderIds);
  for (const [orderId, situation] of after) {
    await queueRemindersAgain(tx, { shopId, before: before.get(orderId)!, after: situation, now });
    await followState({ tx, shopId, at: now }, before.get(orderId)!, situation, now);
  }
  await endAct(tx, { shopId, actId, traces: act.traces }, { undoneAt: now });
  await withdraw(tx, `end-undo-time:${actId}`);
  await writeHistory(tx, { shopId, actor, actId, at: now }, act, after);
  return undoneItems(act, after);
}

/** A stored act as the rules of undo see it. */
export function actToUndo({ actorKind, memberId, undoableUntil, undoneAt, traces }: StoredAct): Act {
  return {
    actorKind,
    memberId,
    undoableUntil: undoableUntil && undoableUntil.getTime(),
    undone: undoneAt !== null,
    items: traces.left,
  };
}

async function writeHistory(
  tx: Tx,
  by: Parameters<typeof appendHistory>[1],
  act: StoredAct,
  after: Map<string, Situation>,
): Promise<void> {
  const moved = new Map(act.outcome.moved.map((one) => [one.itemId, one]));
  const lines = [...after.values()].flatMap(({ orderId, items }) =>
    items.flatMap((item) => {
      const was = moved.get(item.id);
      if (!was) return [];
      return [
        {
          orderId,
          itemId: item.id,
          event: "undone" as const,
          fromStep: was.to,
          toStep: item.step,
          changeCount: item.changeCount,
        },
      ];
    }),
  );
  await appendHistory(tx, by, lines);
}

function undoneItems(act: StoredAct, after: Map<string, Situation>): UndoneItem[] {
  return act.outcome.moved.map(({ itemId, orderId, orderName, itemNumber, from }) => {
    const step = after.get(orderId)?.items.find((item) => item.id === itemId)?.step ?? from;
    return { itemId, orderName, itemNumber, step };
  });
}

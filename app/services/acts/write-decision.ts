import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { writeItemChange } from "../../adapters/rows/items/items.ts";
import type { RunningAct } from "../../adapters/rows/acts/running-act.ts";
import type { Item, Situation } from "../../domain/words/situation.ts";
import type { MovedItem } from "../../domain/workflow/act-outcome.ts";
import { waitsFor } from "../../domain/workflow/barrier.ts";
import { NOT_BEGUN } from "../../domain/shop/shadow.ts";
import { isEnd } from "../../domain/words/steps.ts";
import type { Decision } from "../../domain/workflow/decide.ts";
import type { Target } from "../../domain/workflow/draft.ts";
import { followUp } from "./follow-up.ts";
import { writeEffect } from "./write-effect.ts";

/** Writes what was decided for one locked order: items, rows beside them, history, emails and jobs; gives the items that changed. */
export async function writeDecision(
  act: RunningAct,
  situation: Situation,
  decision: Decision,
  asked: readonly Target[],
): Promise<MovedItem[]> {
  const visibleAt = decision.undoable ? act.undoableUntil : act.at;
  for (const change of decision.changes) {
    const item = situation.items.find(({ id }) => id === change.itemId)!;
    const hasBegun = !situation.isInShadow || isEnd(change.set.step ?? item.step);
    const times = hasBegun ? { since: act.at, visibleAt } : { since: NOT_BEGUN, visibleAt: NOT_BEGUN };
    await writeItemChange(act, change, item, times);
  }
  for (const effect of decision.effects) await writeEffect(act, situation, effect);

  const after = situationAfter(situation, decision);
  await writeHistory(act, after, decision);
  await followUp(act, situation, after, decision);
  act.orderIds.push(after.orderId);
  return decision.changes.map(({ itemId }) => moved(act, itemId, situation, after, asked));
}

function situationAfter(situation: Situation, decision: Decision): Situation {
  const changes = new Map(decision.changes.map((change) => [change.itemId, change]));
  const items = situation.items.map((item): Item => {
    const change = changes.get(item.id);
    return change ? { ...item, ...change.set, changeCount: item.changeCount + 1 } : item;
  });
  return { ...situation, items };
}

async function writeHistory(act: RunningAct, after: Situation, decision: Decision): Promise<void> {
  const lines = decision.events.map(({ reasonId, ...event }) => ({
    ...event,
    orderId: after.orderId,
    subject: reasonId === null ? nameOf(act, event.itemId) : act.reasonName,
    changeCount: after.items.find((item) => item.id === event.itemId)?.changeCount,
  }));
  await appendHistory(act.tx, act, lines);
}

// What an act brings an item: a file, or the line that its photos belong to.
function nameOf({ files, placedOn }: RunningAct, itemId: string): string | null {
  return files[itemId]?.[0]?.fileName ?? placedOn.get(itemId)?.slice(0, 300) ?? null;
}

function moved(
  act: RunningAct,
  itemId: string,
  situation: Situation,
  after: Situation,
  asked: readonly Target[],
): MovedItem {
  const was = situation.items.find((item) => item.id === itemId)!;
  const item = after.items.find((one) => one.id === itemId)!;
  act.left.push({ itemId, changeCount: item.changeCount });
  const placedOn = act.placedOn.get(itemId);
  return {
    ...(placedOn === undefined ? {} : { placedOn }),
    itemId,
    orderId: after.orderId,
    orderName: after.orderName,
    itemNumber: item.number,
    from: was.step,
    to: item.step,
    changeCount: item.changeCount,
    waitsFor: waitsFor(item, after),
    isSibling: !asked.some((target) => target.itemId === itemId),
  };
}

import { isSkipped } from "../words/flow.ts";
import type { Item, Situation } from "../words/situation.ts";
import { PROGRESS, sheetOf, type Step } from "../words/steps.ts";

/** Whether the items of this order may enter a step: together they wait for each other before every barrier, independently only before fulfilment, and not even there with partial shipping. */
export function opens(step: Step, situation: Situation): boolean {
  return situation.items.every((item) => !holdsBack(item, step, situation));
}

/** The siblings an item waits for, with the step each of them stands in; empty when it does not wait. */
export function waitsFor(item: Item, situation: Situation): { itemNumber: number; step: Step }[] {
  const next = item.readyFor;
  if (next === null) return [];
  return situation.items
    .filter((sibling) => sibling.id !== item.id && holdsBack(sibling, next, situation))
    .map((sibling) => ({ itemNumber: sibling.number, step: sibling.step }));
}

/** How far an item has come: to its step, or to the one it is ready for. */
export function reached(item: Item): number {
  return Math.max(PROGRESS[item.step], item.readyFor === null ? 0 : PROGRESS[item.readyFor]);
}

function holdsBack(item: Item, step: Step, situation: Situation): boolean {
  if (!isBarrier(step, situation)) return false;
  if (item.step === "cancelled" || isSkipped(item.skips, step)) return false;
  return reached(item) < PROGRESS[step];
}

function isBarrier(step: Step, { flow }: Situation): boolean {
  if (!sheetOf(step).isBarrier) return false;
  if (flow.manner === "together") return true;
  return step === "fulfilment" && !flow.partialShipping;
}

import type { Actor } from "../words/actors.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item } from "../words/situation.ts";
import type { Action } from "./actions.ts";

/** How long a member can undo an act, in ms; the next person is shown the work and emails leave only after it. */
export const UNDO_WINDOW_MS = 10_000;

/** The same for what a customer approved: long enough to look at it once more on a phone, and nobody prints it before (decision 027). */
export const TAKE_BACK_WINDOW_MS = 2 * 60_000;
/** The same in words. */
export const TAKE_BACK_WINDOW = "two minutes";

/** How long this actor can undo what they do, in ms. */
export function undoWindowOf({ kind }: Actor): number {
  return kind === "customer" ? TAKE_BACK_WINDOW_MS : UNDO_WINDOW_MS;
}

/** A thing that someone did, as undo sees it. */
export type Act = {
  actorKind: string;
  memberId: string | null;
  /** Until when it can be undone, by the database's clock, in ms; null when it never could. */
  undoableUntil: number | null;
  undone: boolean;
  /** Every item it touched, with the change count it left. */
  items: readonly { itemId: string; changeCount: number }[];
};

type Counted = Pick<Item, "id" | "changeCount">;

/** Why an act cannot be undone; null when it can. An item that is gone counts as changed. */
export function mayUndo(act: Act, now: number, currentItems: readonly Counted[], actor: Actor): Refusal | null {
  const { undoableUntil, undone, items } = act;
  const isTheirs = act.actorKind === actor.kind && (actor.kind !== "member" || actor.memberId === act.memberId);
  if (undoableUntil === null || undone || !isTheirs) return "not_undoable";
  if (now >= undoableUntil) return "undo_too_late";
  const current = new Map(currentItems.map(({ id, changeCount }) => [id, changeCount]));
  const isAsLeft = items.every(({ itemId, changeCount }) => current.get(itemId) === changeCount);
  return isAsLeft ? null : "changed_meanwhile";
}

/**
 * What has to be undone so that an act is, newest first: itself, and each later act on an item that one of them touched. `acts` are what the
 * actor did lately, oldest first, with what they have undone already. Null where one of them cannot be undone.
 */
export function undoneTogether<A extends Act>(
  acts: readonly A[],
  act: A,
  now: number,
  currentItems: readonly Counted[],
  actor: Actor,
): A[] | null {
  const touched = new Set(act.items.map(({ itemId }) => itemId));
  const later = [act];
  for (const one of acts.slice(acts.indexOf(act) + 1)) {
    if (!one.items.some(({ itemId }) => touched.has(itemId))) continue;
    for (const { itemId } of one.items) touched.add(itemId);
    later.unshift(one);
  }
  let current = currentItems;
  for (const one of later) {
    if (!one.undone && mayUndo(one, now, current, actor) !== null) return null;
    current = asBefore(one, current);
  }
  return act.undone ? null : later.filter(({ undone }) => !undone);
}

// An act counts each of its items once, and undoing it once more.
function asBefore({ items, undone }: Act, current: readonly Counted[]): Counted[] {
  const touched = new Set(items.map(({ itemId }) => itemId));
  return current.map(({ id, changeCount }) => ({
    id,
    changeCount: touched.has(id) ? changeCount - (undone ? 2 : 1) : changeCount,
  }));
}

/** What is offered of an item while its customer can take their approval back: nothing that makes it. */
export function offeredBefore<A extends Action>(actions: readonly A[]): A[] {
  return actions.filter((action) => action !== "send_to_printer" && action !== "fulfil");
}

/** What came of taking an approval back: the items that wait for their customer again, or why nothing was taken back. */
export type TakenBack = { takenBack: string[] } | { refused: Refusal };

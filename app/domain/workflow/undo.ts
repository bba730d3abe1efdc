import type { Actor } from "../words/actors.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item } from "../words/situation.ts";

/** How long an act can be undone, in ms; the next person is shown the work and emails leave only after it. */
export const UNDO_WINDOW_MS = 10_000;

/** A thing that someone did, as undo sees it. */
export type Act = {
  /** By the database's clock, in ms. */
  committedAt: number;
  memberId: string | null;
  undoable: boolean;
  undone: boolean;
  /** Every item it touched, with the change count it left. */
  items: readonly { itemId: string; changeCount: number }[];
};

/** Why an act cannot be undone; null when it can. An item that is gone counts as changed. */
export function mayUndo(
  act: Act,
  now: number,
  currentItems: readonly Pick<Item, "id" | "changeCount">[],
  actor: Actor,
): Refusal | null {
  const isTheirs = actor.kind === "member" && actor.memberId === act.memberId;
  if (!act.undoable || act.undone || !isTheirs) return "not_undoable";
  if (now - act.committedAt >= UNDO_WINDOW_MS) return "undo_too_late";
  const current = new Map(currentItems.map(({ id, changeCount }) => [id, changeCount]));
  const isAsLeft = act.items.every(({ itemId, changeCount }) => current.get(itemId) === changeCount);
  return isAsLeft ? null : "changed_meanwhile";
}

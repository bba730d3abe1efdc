import { canBeSeen } from "./seen.ts";
import { REFUSAL_WORDS, type Refusal } from "../words/refusals.ts";
import type { Step } from "../words/steps.ts";
import type { Action } from "../workflow/actions.ts";

/** The pictures of an item's photos in a list; null where there is none. */
type Pictured = { photos: readonly { thumb: string | null }[] };

/** What of a queue can be done to all items that its list leaves, and what somebody must be able to see of an item there. */
type BatchSheet = {
  actions: readonly Action[];
  /** What has become of an item, as the end of "128 of 312 …". */
  done: Partial<Record<Action, string>>;
  isSeen: (item: Pictured) => boolean;
};

/** The queues whose lists can be acted on as a whole. */
export const BATCH_SHEETS: Partial<Record<Step, BatchSheet>> = {
  photo_review: {
    actions: ["approve_photo", "reject_photo"],
    done: { approve_photo: "approved", reject_photo: "rejected" },
    isSeen: canBeSeen,
  },
};

/** So many items go at once. */
export const MOST_IN_BATCH = 2_000;

/** What has become of an item of a batch. `undone`: it was done and taken back. `left_out`: it was never to be done. */
export const BATCH_OUTCOMES = ["waiting", "done", "undone", "not_done", "left_out"] as const;
export type BatchOutcome = (typeof BATCH_OUTCOMES)[number];

const OWN_WORDS = {
  unseen: "Not all of its photos can be seen in the list. Open it, and decide it by itself.",
  came_later: "It came into the list after you had looked at it.",
  changed: "It has changed since you looked at the list. Look at it, and decide again.",
  stopped: "You stopped before its turn came.",
  has_left: "Whoever asked for this does not work here any more, or has no role.",
  failed: "The server met an error with its order, and it was not done. Try it again from the order's page.",
} as const;

/** Why an item of a batch was not done or left out: one of the batch's own reasons, or a refusal. */
export type BatchWhy = keyof typeof OWN_WORDS | Refusal;
export const BATCH_WHYS = [
  ...(Object.keys(OWN_WORDS) as (keyof typeof OWN_WORDS)[]),
  ...(Object.keys(REFUSAL_WORDS) as Refusal[]),
];

/** Why, in a sentence for people. */
export function whyWords(why: BatchWhy): string {
  return why in OWN_WORDS ? OWN_WORDS[why as keyof typeof OWN_WORDS] : REFUSAL_WORDS[why as Refusal];
}

/** An item of a batch as its report names it. */
export type BatchLine = {
  itemId: string;
  orderId: string;
  orderName: string;
  itemNumber: number;
  outcome: BatchOutcome;
  why: BatchWhy | null;
};

/** How far a batch is, and what came of it; times are ISO. */
export type BatchProgress = {
  batchId: string;
  action: Action;
  step: Step;
  counts: Record<BatchOutcome, number>;
  isStopped: boolean;
  isEnded: boolean;
  /** Until when something of it can be taken back; null when nothing can. */
  undoableUntil: string | null;
  /** What was left out, or not done for a reason other than that it was stopped; the first of them only, unless all items were asked for. */
  lines: BatchLine[];
};

/** How many were to be done. */
export function toDo({ counts }: Pick<BatchProgress, "counts">): number {
  return counts.waiting + counts.done + counts.undone + counts.not_done;
}

/** What has become of its items that were done: "approved". */
export function doneWord({ step, action }: Pick<BatchProgress, "step" | "action">): string {
  return BATCH_SHEETS[step]?.done[action] ?? "done";
}

/** How far it is, in a line: "128 of 312 approved". */
export function howFar(progress: Pick<BatchProgress, "counts" | "step" | "action">): string {
  return `${progress.counts.done} of ${toDo(progress)} ${doneWord(progress)}`;
}

/** Whether something of a batch can be taken back at this moment (ms): what is not begun yet, and what is in its ten seconds. */
export function isUndoable({ isEnded, undoableUntil }: BatchProgress, now: number): boolean {
  return !isEnded || (undoableUntil !== null && Date.parse(undoableUntil) > now);
}

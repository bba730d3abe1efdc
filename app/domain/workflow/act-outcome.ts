import type { Action } from "./actions.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Step } from "../words/steps.ts";

/** An item that an act changed: where it was, where it is, and which siblings it waits for there. */
export type MovedItem = {
  itemId: string;
  orderId: string;
  orderName: string;
  itemNumber: number;
  from: Step;
  to: Step;
  /** The count the act left. */
  changeCount: number;
  waitsFor: { itemNumber: number; step: Step }[];
  /** It was not named by the act: a barrier let it through. */
  isSibling: boolean;
  /** The line that its photos were said to belong to, where the act said that. */
  placedOn?: string;
};

/** An item that an act left as it was, why, and in sentences what happened since the person's screen was drawn. */
export type RefusedItem = {
  itemId: string;
  orderName: string | null;
  itemNumber: number | null;
  refusal: Refusal;
  meanwhile: string[];
};

/** What the person is told of one act over one or many items; the same for the same act. Times are ISO strings. */
export type ActOutcome = {
  actId: string;
  action: Action;
  moved: MovedItem[];
  refused: RefusedItem[];
  undoableUntil: string | null;
};

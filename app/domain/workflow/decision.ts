import type { EmailKind } from "../words/emails.ts";
import type { HistoryEvent } from "./history.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item, ReworkCause } from "../words/situation.ts";
import type { Step } from "../words/steps.ts";

/** An item that a command names, with the change count its person saw. */
export type Target = {
  itemId: string;
  changeCount: number;
  /** The photo version that the uploaded artfile was made from; the newest when absent. */
  fromPhotoVersion?: number;
};

/** What becomes of one item: written by compare-and-set on its change count, which rises by one. */
export type ItemChange = {
  itemId: string;
  expectedChangeCount: number;
  set: Partial<Omit<Item, "id" | "number" | "changeCount" | "skips">>;
};

/** One line of an item's history; `readyFor` is set where the item now waits for its siblings before that step. */
export type HistoryEntry = {
  itemId: string;
  event: HistoryEvent;
  fromStep: Step;
  toStep: Step;
  readyFor: Step | null;
  /** What the person wrote: comment, instructions, answer, cause. */
  note: string | null;
  reasonId: string | null;
  /** A member acted in the customer's place. */
  forCustomer: boolean;
};

/** How an issue came to its end. */
export type IssueEnding = "new_photo" | "kept" | "moved" | "cancelled";

/** Who approved an artfile: the customer, a manager for them, or the flow that skips the customer's approval. */
export type ApprovedBy = "customer" | "manager" | "flow";

/** Rows that a decision asks for beside the items and their history, in this order. */
export type Effect =
  | { kind: "open_issue"; itemId: string; reasonId: string; comment: string; photoIds: readonly string[] }
  | { kind: "close_issue"; itemId: string; ending: IssueEnding }
  | { kind: "add_photo"; itemId: string; version: number }
  | { kind: "add_artfile"; itemId: string; version: number; photoVersion: number }
  | { kind: "photo_becomes_artfile"; itemId: string; version: number; photoVersion: number }
  | { kind: "instruct_artist"; itemId: string; cause: ReworkCause; instructions: string }
  | { kind: "open_revision"; itemId: string; artfileVersion: number; note: string }
  | { kind: "forward_revision"; itemId: string; instructions: string | null }
  | { kind: "answer_revision"; itemId: string; answer: string }
  | { kind: "close_revision"; itemId: string }
  | { kind: "record_approval"; itemId: string; artfileVersion: number; by: ApprovedBy; note: string | null }
  | { kind: "void_approval"; itemId: string; artfileVersion: number }
  | { kind: "order_approved" }
  | { kind: "order_approval_voided" }
  | { kind: "task_fulfilled_before_approval"; itemId: string };

/** Yes, and this follows: all of it is written in one transaction. */
export type Decision = {
  changes: readonly ItemChange[];
  events: readonly HistoryEntry[];
  /** Occasions of the order to write to its customer. */
  emails: readonly EmailKind[];
  effects: readonly Effect[];
  /** The member who did it may take it back for ten seconds. */
  undoable: boolean;
};

/** No, and which item is the reason. */
export type Refused = { refused: Refusal; itemId?: string };

/** Tells a refusal from a decision. */
export function isRefused(answer: object): answer is Refused {
  return "refused" in answer;
}

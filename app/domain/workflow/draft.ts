import type { EmailKind } from "../words/emails.ts";
import type { Item, ReworkCause, Situation } from "../words/situation.ts";

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
  | { kind: "place_item"; itemId: string; lineId: string }
  | { kind: "order_approved" }
  | { kind: "order_approval_voided" }
  | { kind: "task_fulfilled_before_approval"; itemId: string };

/** A decision in the making: the order as it was, and as it is becoming. */
export type Draft = {
  before: Situation;
  after: Situation;
  effects: Effect[];
  emails: Set<EmailKind>;
  /** The item that a person is moving by hand: nobody is written to for its sake. */
  movedByHand: Set<string>;
};

/** A draft in which nothing has happened yet. */
export function openDraft(situation: Situation): Draft {
  return { before: situation, after: situation, effects: [], emails: new Set(), movedByHand: new Set() };
}

/** An item as the draft has it now; an unknown id is a fault. */
export function itemIn(draft: Draft, itemId: string): Item {
  const item = draft.after.items.find(({ id }) => id === itemId);
  if (item === undefined) throw new Error(`No item ${itemId} in order ${draft.after.orderId}`);
  return item;
}

/** Writes fields of one item into the draft. */
export function write(draft: Draft, itemId: string, set: ItemChange["set"]): void {
  const items = draft.after.items.map((item) => (item.id === itemId ? { ...item, ...set } : item));
  draft.after = { ...draft.after, items };
}

/** What differs between the order as it was and as it became, item by item; of `always` also those where nothing differs. */
export function changesOf(draft: Draft, always: ReadonlySet<string>): ItemChange[] {
  return draft.before.items.flatMap((before) => {
    const after = itemIn(draft, before.id);
    const set = Object.fromEntries(
      Object.entries(after).filter(([field, value]) => before[field as keyof Item] !== value),
    );
    if (Object.keys(set).length === 0 && !always.has(before.id)) return [];
    return [{ itemId: before.id, expectedChangeCount: before.changeCount, set }];
  });
}

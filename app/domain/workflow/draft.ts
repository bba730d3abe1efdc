import type { Effect, ItemChange } from "./decision.ts";
import type { EmailKind } from "../words/emails.ts";
import type { Item, Situation } from "../words/situation.ts";

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

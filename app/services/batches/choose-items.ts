import { noTransaction, type Tx } from "../../adapters/db.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { itemsInQueue } from "../../adapters/rows/orders/step-queues.ts";
import { MOST_IN_BATCH, type BatchWhy } from "../../domain/acting/batch.ts";
import { chooseForBatch, countLeftOut, countSeen, type Chosen } from "../../domain/acting/choose-for-batch.ts";
import { pickedItem, type PickedItem } from "../../domain/acting/picked-item.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Step } from "../../domain/words/steps.ts";
import type { Action } from "../../domain/workflow/actions.ts";
import { itemCards } from "../screens/item-cards.ts";
import { queueOf } from "../screens/list-queue.ts";

/** All of a list, as somebody looked at it: the queue, what it is narrowed to, the moment at which it was read, and how many it held. */
export type WholeList = {
  step: Step;
  words?: string | undefined;
  who?: string | undefined;
  seenAt: Date;
  total: number;
};

/** Asked by whom, of which list, for what. */
export type AskedOfList = { shopId: string; actor: ActingMember; action: Action; list: WholeList };

/** Why a list cannot be acted on as a whole, in sentences. */
const WRONG = {
  many: `At most ${MOST_IN_BATCH.toLocaleString("en")} items go at once. Narrow the list by a search, and do it part by part.`,
  other: "The list is not the one you saw: it holds more now. Look at it again, and decide then.",
};

/** What of a list is acted on, item by item; or, in a sentence, why it cannot be acted on as a whole. */
export async function chooseItems(
  tx: Tx,
  { shopId, actor, action, list }: AskedOfList,
): Promise<Chosen[] | { wrong: string }> {
  const { step, words, who, seenAt, total } = list;
  const queue = queueOf({ shopId, actor, step, filters: { words, assigneeId: who } });
  const listed = await itemsInQueue(tx, queue, MOST_IN_BATCH + 1);
  if (listed.length > MOST_IN_BATCH) return { wrong: WRONG.many };
  const situations = await loadSituations(tx, shopId, [...new Set(listed.map(({ orderId }) => orderId))]);
  const chosen = chooseForBatch({ actor, step, action, seenAt }, listed, situations);
  // What came in without leaving a trace (a customer renamed, an order taken from somebody) was not seen.
  return countSeen(chosen) > total ? { wrong: WRONG.other } : chosen;
}

/** What a question says that is about all of a list. */
export type ListChosen = { count: number; leftOut: { why: BatchWhy; count: number }[]; first: PickedItem[] };

const MOST_SHOWN = 12;

/** What would be acted on now of all of a list: how many items, how many are left out and why, and the first of them with their pictures. */
export async function tellChosen(asked: AskedOfList): Promise<ListChosen | { wrong: string }> {
  const chosen = await chooseItems(noTransaction(), asked);
  if ("wrong" in chosen) return chosen;
  const meant = chosen.filter(({ leftOut }) => leftOut === null);
  const { shopId, actor } = asked;
  const cards = await itemCards({ shopId, actor, itemIds: meant.slice(0, MOST_SHOWN).map(({ itemId }) => itemId) });
  return { count: meant.length, leftOut: countLeftOut(chosen), first: cards.map(pickedItem) };
}

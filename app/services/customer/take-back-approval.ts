import { inTransaction, type Tx } from "../../adapters/db.ts";
import { customersActs, readAct } from "../../adapters/rows/acts/acts.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import type { Item } from "../../domain/words/situation.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { undoneTogether, type TakenBack } from "../../domain/workflow/undo.ts";
import { actToUndo, putBack } from "../acts/undo-act.ts";

type Place = { shopId: string; orderId: string };

/** How what an item went on by can be taken back: by which act, until when, and of how many items. `isAlong`: its own approval is older and stays. */
export type TakeBack = { actId: string; until: Date; items: number; isAlong: boolean };

/** What their customer can take back of an order as it is at `now`, by item; nothing of a cancelled one. */
export async function takeBacksOf(
  tx: Tx,
  { shopId, orderId }: Place,
  { items, cancelledInShopify }: { items: readonly Pick<Item, "id" | "changeCount">[]; cancelledInShopify: boolean },
  now: Date,
): Promise<Map<string, TakeBack>> {
  if (cancelledInShopify) return new Map();
  const acts = await recentActs(tx, { shopId, orderId });
  const found = new Map<string, TakeBack>();
  for (const act of acts) {
    const together = undoneTogether(acts, act, now.getTime(), items, CUSTOMER);
    if (!together) continue;
    const count = together.flatMap(({ stored }) => decidedBy(stored)).length;
    for (const { itemId, isSibling } of act.outcome.moved)
      if (!isSibling || !found.has(itemId))
        found.set(itemId, { actId: act.id, until: new Date(act.undoableUntil!), items: count, isAlong: isSibling });
  }
  return found;
}

/**
 * Takes an approval back while its customer may, and with it what they approved later where that moved the same items. Asked again it changes
 * nothing and answers the same.
 */
export function takeApprovalBack({ shopId, orderId, actId }: Place & { actId: string }): Promise<TakenBack> {
  return inTransaction(async (tx) => {
    if (!isUuid(actId)) return { refused: "not_undoable" };
    await lockOrders(tx, shopId, [orderId]);
    const stored = await readAct(tx, shopId, actId);
    if (stored?.actorKind !== "customer" || !stored.traces.orderIds.includes(orderId))
      return { refused: "not_undoable" };
    if (stored.undoneAt) return { takenBack: decidedBy(stored) };
    const acts = await recentActs(tx, { shopId, orderId });
    const situation = await loadSituation(tx, shopId, orderId);
    const now = await clockTime(tx);
    const act = acts.find(({ id }) => id === actId);
    if (!act || !situation) return { refused: "undo_too_late" };
    if (situation.cancelledInShopify) return { refused: "order_cancelled" };
    const together = undoneTogether(acts, act, now.getTime(), situation.items, CUSTOMER);
    if (!together) return { refused: "changed_meanwhile" };
    for (const one of together) await putBack(tx, { shopId, actor: CUSTOMER, actId: one.id, now }, one.stored);
    return { takenBack: together.toReversed().flatMap(({ stored: of }) => decidedBy(of)) };
  });
}

const CUSTOMER = { kind: "customer" } as const;

async function recentActs(tx: Tx, { shopId, orderId }: Place) {
  const acts = await customersActs(tx, shopId, orderId);
  return acts.map((stored) => ({ id: stored.id, outcome: stored.outcome, stored, ...actToUndo(stored) }));
}

function decidedBy({ outcome }: { outcome: { moved: readonly { itemId: string; isSibling: boolean }[] } }): string[] {
  return outcome.moved.filter(({ isSibling }) => !isSibling).map(({ itemId }) => itemId);
}

import { useMemo } from "react";
import { countsLeft, itemsOnTheirWay, type ActsLine } from "../../domain/acting/acts-line.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { actTitle } from "../../domain/acting/act-title.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import type { Step } from "../../domain/words/steps.ts";
import { actsStore, useActsLine } from "./acts-store.ts";

/** An item as an act names it; the rest is for the words in which the person is told of it. */
export type ActTarget = { itemId: string; changeCount: number } & Partial<
  Pick<ItemCard, "orderId" | "orderName" | "itemNumber" | "itemCount" | "step">
>;

/** All of a list as it was looked at: its step, what it is narrowed to as its address says, the moment that it shows, and how many it holds. */
export type WholeList = { step: Step; q: string; who: string; seenAt: string; total: number };

function standingBy(line: ActsLine) {
  const onTheirWay = itemsOnTheirWay(line);
  const left = countsLeft(line);
  return {
    isOnItsWay: ({ itemId }: ActTarget) => onTheirWay.has(itemId),
    isDecided: ({ itemId, changeCount }: ActTarget) => (left.get(itemId) ?? changeCount) > changeCount,
  };
}

const MOST_AT_ONCE = 40;

/** Gives commands on items: each click is an act of its own, waits for its turn, and is answered in the acts' own place on every page. */
export function useAct() {
  const line = useActsLine();
  const { isOnItsWay, isDecided } = useMemo(() => standingBy(line), [line]);
  return {
    /** Whether an act on this item is on its way. */
    isOnItsWay,
    /** Whether an act on this item was done, and the page does not show yet what came of it. */
    isDecided,
    /** One of both: not the moment to press another of its buttons. Those of other items can be pressed. */
    isBusy: (target: ActTarget) => isOnItsWay(target) || isDecided(target),
    act: (command: Command, targets: readonly ActTarget[]) => {
      const group = crypto.randomUUID();
      const title = actTitle(command.action, targets);
      actsStore.ask(inActs(targets).map((some) => ({ ...posted(command, some), group, title })));
    },
    /** Gives a command on all that a list left when it was looked at. */
    actOnList: (command: Command, { step, q, who, seenAt, total }: WholeList, title: string) => {
      const actId = crypto.randomUUID();
      const list = { step, q, who, seenAt, total: String(total) };
      const fields = { intent: "act_on_list", actId, command: JSON.stringify(command), ...list };
      actsStore.ask([{ actId, intent: "act", door: "/app/acts", fields, itemIds: [], group: actId, title }]);
    },
    /** The same with files, at a door of their own that gives the same answer. */
    sendFiles: (door: string, fields: FormData) => {
      const actId = String(fields.get("actId"));
      const title = door.endsWith("photo") ? "The new photo" : "The new artfile";
      actsStore.ask([{ actId, intent: "files", door, fields: {}, itemIds: [], group: actId, title }], fields);
    },
  };
}

// One act is one transaction on all of its orders, so that many items go in several; an order's items stay together.
function inActs(targets: readonly ActTarget[]): ActTarget[][] {
  const acts: ActTarget[][] = [];
  const orders = new Map<string, ActTarget[]>();
  for (const one of targets) {
    const order = one.orderId ?? one.itemId;
    orders.set(order, [...(orders.get(order) ?? []), one]);
  }
  for (const order of orders.values()) {
    const last = acts.at(-1);
    if (last && last.length + order.length <= MOST_AT_ONCE) last.push(...order);
    else acts.push([...order]);
  }
  return acts;
}

function posted(command: Command, targets: readonly ActTarget[]) {
  const actId = crypto.randomUUID();
  return {
    actId,
    intent: "act" as const,
    door: "/app/acts",
    fields: {
      intent: "act",
      actId,
      command: JSON.stringify(command),
      targets: JSON.stringify(targets.map(({ itemId, changeCount }) => ({ itemId, changeCount }))),
    },
    itemIds: targets.map(({ itemId }) => itemId),
  };
}

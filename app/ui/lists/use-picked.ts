import { useEffect, useMemo, useState } from "react";
import { pickedItem, type PickedItem } from "../../domain/acting/picked-item.ts";

// For the life of the frame's page, so that a selection outlives the pages of its list.
const kept = new Map<string, readonly PickedItem[]>();

/** A selection over all pages of a list, in the order of choosing; shift extends it from the last card chosen on this page. */
export function usePicked(list: string, cards: readonly PickedItem[]) {
  const [chosen, setChosen] = useState<readonly PickedItem[]>([]);
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => setChosen(kept.get(list) ?? []), [list]);
  const choose = (items: readonly PickedItem[]) => {
    const picked = items.map(pickedItem);
    kept.set(list, picked);
    setChosen(picked);
  };
  const ids = useMemo(() => new Set(chosen.map(({ itemId }) => itemId)), [chosen]);
  const has = (itemId: string) => ids.has(itemId);
  const add = (items: readonly PickedItem[]) => choose([...chosen, ...items.filter(({ itemId }) => !has(itemId))]);
  const toggle = (itemId: string) => {
    const card = cards.find((one) => one.itemId === itemId);
    if (has(itemId)) choose(chosen.filter((one) => one.itemId !== itemId));
    else if (card) add([card]);
    setLast(itemId);
  };
  // As they are now, where the page shows them.
  const here = new Map(chosen.length > 0 ? cards.map((card) => [card.itemId, card]) : []);
  const items = chosen.map((one) => here.get(one.itemId) ?? one);
  return {
    items,
    has,
    toggle,
    select: (itemId: string, isRange: boolean) => {
      const place = (id: string | null) => cards.findIndex((one) => one.itemId === id);
      const [from, to] = [place(last), place(itemId)];
      if (!isRange || from < 0) return toggle(itemId);
      add(cards.slice(Math.min(from, to), Math.max(from, to) + 1));
    },
    add,
    only: choose,
    none: () => choose([]),
  };
}

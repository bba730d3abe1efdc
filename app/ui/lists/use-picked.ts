import { useEffect, useMemo, useState } from "react";
import { pickedItem, type PickedItem } from "../../domain/acting/picked-item.ts";

/** All of a list is meant, as it was at a moment (ISO) when it held so many items. */
export type Whole = { seenAt: string; total: number };

type Kept = { items: readonly PickedItem[]; whole: Whole | null };
const NONE: Kept = { items: [], whole: null };

// For the life of the frame's page, so that a selection outlives the pages of its list.
const kept = new Map<string, Kept>();

/**
 * A selection over all pages of a list, in the order of choosing; shift extends it from the last card chosen on this page. Or all of the list,
 * whatever is on its other pages; a card that is taken out of that leaves the other ones of this page.
 */
export function usePicked(list: string, cards: readonly PickedItem[]) {
  const [chosen, setChosen] = useState(NONE);
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => setChosen(kept.get(list) ?? NONE), [list]);
  const keep = (to: Kept) => {
    kept.set(list, to);
    setChosen(to);
  };
  const choose = (items: readonly PickedItem[]) => keep({ items: items.map(pickedItem), whole: null });
  const { whole } = chosen;
  const ids = useMemo(() => new Set(chosen.items.map(({ itemId }) => itemId)), [chosen]);
  const has = (itemId: string) => whole !== null || ids.has(itemId);
  const add = (items: readonly PickedItem[]) =>
    choose([...chosen.items, ...items.filter(({ itemId }) => !ids.has(itemId))]);
  const toggle = (itemId: string) => {
    const card = cards.find((one) => one.itemId === itemId);
    if (has(itemId)) choose((whole ? cards : chosen.items).filter((one) => one.itemId !== itemId));
    else if (card) add([card]);
    setLast(itemId);
  };
  // As they are now, where the page shows them.
  const here = new Map(chosen.items.length > 0 ? cards.map((card) => [card.itemId, card]) : []);
  const items = chosen.items.map((one) => here.get(one.itemId) ?? one);
  return {
    items,
    whole,
    has,
    toggle,
    select: (itemId: string, isRange: boolean) => {
      const place = (id: string | null) => cards.findIndex((one) => one.itemId === id);
      const [from, to] = [place(last), place(itemId)];
      if (!isRange || from < 0 || whole) return toggle(itemId);
      add(cards.slice(Math.min(from, to), Math.max(from, to) + 1));
    },
    add,
    all: (of: Whole) => keep({ items: [], whole: of }),
    none: () => keep(NONE),
  };
}

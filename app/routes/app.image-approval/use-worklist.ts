import { useMemo, useState } from "react";
import type { ItemCard } from "../../domain/screens/item-card.ts";

/** A card in its place on the wall. */
export type Placed = {
  card: ItemCard;
  /** `way`: a decision is on its way. `gone`: it is decided, here or by somebody else, and keeps its place while it is in sight. */
  state: "open" | "way" | "gone";
};

type Given = {
  /** What the page holds, as it was last read. */
  cards: readonly ItemCard[];
  /** What list it is; another search or page begins anew. */
  list: string;
  isOnItsWay: (card: ItemCard) => boolean;
  isDecided: (card: ItemCard) => boolean;
};

/**
 * The wall's cards, each in the place where it was first shown: what was decided stays there, dimmed, until it has left the window, and what is
 * new comes at the end, so that nothing moves under a person's eyes. `drop` takes gone cards away.
 */
export function useWorklist({ cards, list, isOnItsWay, isDecided }: Given): {
  placed: Placed[];
  drop: (itemIds: readonly string[]) => void;
} {
  const [shown, setShown] = useState({ list, cards, order: cards });
  if (shown.list !== list) setShown({ list, cards, order: cards });
  else if (shown.cards !== cards) setShown({ list, cards, order: merged(shown.order, cards) });
  const placed = useMemo(() => {
    const here = new Set(cards.map(({ itemId }) => itemId));
    return shown.order.map((card): Placed => {
      const isGone = !here.has(card.itemId) || isDecided(card);
      return { card, state: isOnItsWay(card) ? "way" : isGone ? "gone" : "open" };
    });
  }, [cards, shown.order, isOnItsWay, isDecided]);
  return {
    placed,
    drop: (itemIds) =>
      setShown((now) => ({ ...now, order: now.order.filter(({ itemId }) => !itemIds.includes(itemId)) })),
  };
}

function merged(shown: readonly ItemCard[], cards: readonly ItemCard[]): ItemCard[] {
  const fresh = new Map(cards.map((card) => [card.itemId, card]));
  const known = new Set(shown.map(({ itemId }) => itemId));
  const now = (card: ItemCard) => sameOr(card, fresh.get(card.itemId) ?? card);
  return [...shown.map(now), ...cards.filter(({ itemId }) => !known.has(itemId))];
}

// A card that says the same stays the same object, and is not drawn again.
function sameOr(card: ItemCard, fresh: ItemCard): ItemCard {
  return JSON.stringify(card) === JSON.stringify(fresh) ? card : fresh;
}

/** The open card that comes next after an item, in reading order; the last one before it where none is left; null on an empty wall. */
export function nextOpen(placed: readonly Placed[], itemId: string | null, but: ReadonlySet<string>): string | null {
  const at = placed.findIndex(({ card }) => card.itemId === itemId);
  const isOpen = ({ card, state }: Placed) => state === "open" && !but.has(card.itemId);
  const next = placed.slice(at + 1).find(isOpen) ?? placed.slice(0, Math.max(0, at)).findLast(isOpen);
  return next?.card.itemId ?? null;
}

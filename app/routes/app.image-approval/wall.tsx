import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { useSteady } from "../../ui/lists/use-steady.ts";
import "../../ui/lists/wall.css";
import { columns, type Cursor } from "./use-wall-keys.ts";
import type { Placed } from "./use-worklist.ts";
import { WallCard } from "./wall-card.tsx";

type Props = {
  placed: readonly Placed[];
  /** What somebody said of an item, by its id: it stands on its card. */
  remarks: Readonly<Record<string, string>>;
  isSelected: (itemId: string) => boolean;
  onSelect: (itemId: string, isRange: boolean) => void;
  onOpen: (itemId: string) => void;
  cursor: Cursor;
  /** Something covers the wall and has the focus. */
  isBusy: boolean;
  onAskCustomer: (card: ItemCard) => void;
  /** Takes cards away that are decided and out of sight. */
  onDrop: (itemIds: readonly string[]) => void;
};

/** A wall of thumbnails: the picture opens in full, the bottom part of a card selects it. The card in hand has the ring, and is in sight as a whole. */
export function Wall(props: Props) {
  const { placed, remarks, isSelected, onSelect, onOpen, cursor, isBusy, onAskCustomer, onDrop } = props;
  const wall = useRef<HTMLUListElement>(null);
  const does = useSteady({ onSelect, onOpen, onAskCustomer, onFocus: cursor.put });
  const isPressed = useRef(false);
  useEffect(() => {
    const released = () => (isPressed.current = false);
    window.addEventListener("pointerup", released);
    window.addEventListener("pointercancel", released);
    return () => {
      window.removeEventListener("pointerup", released);
      window.removeEventListener("pointercancel", released);
    };
  }, []);
  useEffect(() => {
    const card = isBusy ? null : cardOf(wall, cursor.itemId);
    if (!card) return;
    if (!card.contains(document.activeElement))
      card.querySelector<HTMLElement>(".wall-select")?.focus({ preventScroll: true });
    // What is being pressed must not move away under the finger.
    if (!isPressed.current) card.scrollIntoView({ block: "nearest" });
  }, [cursor.itemId, isBusy]);
  useTidy(wall, placed, onDrop);
  return (
    <ul className="wall" ref={wall} onPointerDown={() => (isPressed.current = true)}>
      {placed.map(({ card, state }) => (
        <WallCard
          key={card.itemId}
          card={card}
          state={state}
          remark={remarks[card.itemId]}
          isSelected={isSelected(card.itemId)}
          isInHand={card.itemId === cursor.itemId}
          does={does}
        />
      ))}
    </ul>
  );
}

function cardOf(wall: RefObject<HTMLUListElement>, itemId: string | null): HTMLElement | null {
  return itemId === null ? null : (wall.current?.querySelector(`[data-item="${CSS.escape(itemId)}"]`) ?? null);
}

// Whole rows of decided cards go once they have left the window upwards, and what is in sight stays where it is.
function useTidy(wall: RefObject<HTMLUListElement>, placed: readonly Placed[], onDrop: Props["onDrop"]): void {
  const anchor = useRef<{ itemId: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const card = cardOf(wall, anchor.current?.itemId ?? null);
    if (card && anchor.current) window.scrollBy(0, card.getBoundingClientRect().top - anchor.current.top);
    anchor.current = null;
  }, [wall, placed]);
  useEffect(() => {
    const tidy = () => {
      const leading = placed.findIndex(({ state }) => state !== "gone");
      if (leading === 0) return;
      const beside = columns();
      const rows = [...(wall.current?.children ?? [])].slice(0, leading < 0 ? placed.length : leading);
      const above = rows.filter((row) => row.getBoundingClientRect().bottom < 0).length;
      const count = above - (above % beside);
      const kept = placed[count];
      const card = cardOf(wall, kept?.card.itemId ?? null);
      if (count === 0 || !kept || !card) return;
      anchor.current = { itemId: kept.card.itemId, top: card.getBoundingClientRect().top };
      onDrop(placed.slice(0, count).map(({ card: { itemId } }) => itemId));
    };
    const timer = setTimeout(tidy, 300);
    window.addEventListener("scroll", tidy, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", tidy);
    };
  });
}

import { useEffect, useState } from "react";
import type { ItemCard } from "../../domain/screens/item-card.ts";

type Keys = {
  cards: readonly ItemCard[];
  /** A dialog or the full-screen view is open and has the keys. */
  isBusy: boolean;
  onOpen: (index: number) => void;
  onSelect: (itemId: string) => void;
  onApprove: (at: number | null) => void;
  onReject: (reasonIndex: number | null, at: number | null) => void;
  onKeys: () => void;
};

/** The wall's keys (arrows, space, X, A, R, 1–9, ?); gives the index of the card that the arrows stand on. */
export function useWallKeys({ cards, isBusy, onOpen, onSelect, onApprove, onReject, onKeys }: Keys): number | null {
  const [cursor, setCursor] = useState<number | null>(null);
  const at = cursor === null ? null : Math.min(cursor, cards.length - 1);
  // The admin around the frame keeps the keys after a click in its menu.
  useEffect(() => window.focus(), []);
  useEffect(() => {
    if (isBusy || cards.length === 0) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const moved = moves(event.key, at, cards.length);
      if (moved !== null) setCursor(moved);
      else if (event.key === " " && at !== null && !isControl(event.target)) onOpen(at);
      else if (event.key.toLowerCase() === "x" && at !== null) onSelect(cards[at]!.itemId);
      else if (event.key.toLowerCase() === "a") onApprove(at);
      else if (event.key.toLowerCase() === "r") onReject(null, at);
      else if (/^[1-9]$/.test(event.key)) onReject(Number(event.key) - 1, at);
      else if (event.key === "?") onKeys();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
  return at;
}

function moves(key: string, at: number | null, count: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() };
  const step = steps[key];
  if (step === undefined) return null;
  return at === null ? 0 : Math.max(0, Math.min(count - 1, at + step));
}

function columns(): number {
  const wall = document.querySelector(".wall");
  return wall ? getComputedStyle(wall).gridTemplateColumns.split(" ").length : 1;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a, [role=button]") !== null &&
    target.closest(".wall") === null
  );
}

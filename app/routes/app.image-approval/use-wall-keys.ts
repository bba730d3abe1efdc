import { useEffect, useState } from "react";
import { isTyping } from "../../ui/pages/is-typing.ts";
import { nextOpen, type Placed } from "./use-worklist.ts";

type Keys = {
  placed: readonly Placed[];
  /** A dialog or the full-screen view is open and has the keys. */
  isBusy: boolean;
  onOpen: (itemId: string) => void;
  onSelect: (itemId: string) => void;
  onApprove: (itemId: string | null) => void;
  onReject: (reasonIndex: number | null, itemId: string | null) => void;
  onKeys: () => void;
};

/** The card in hand, which has the ring and is what the keys mean. */
export type Cursor = { itemId: string | null; put: (itemId: string | null) => void };

/**
 * The wall's keys (arrows, space, X, A, R, 1–9, ?) and the card in hand: the one that has the focus, or that the last decision led to. A card
 * that is decided elsewhere passes the ring to the next open one.
 */
export function useWallKeys({ placed, isBusy, onOpen, onSelect, onApprove, onReject, onKeys }: Keys): Cursor {
  const [cursor, setCursor] = useState<string | null>(null);
  const at = placed.findIndex(({ card }) => card.itemId === cursor);
  const inHand = at < 0 ? null : cursor;
  const isOpen = at >= 0 && placed[at]!.state === "open";
  // The admin around the frame keeps the keys after a click in its menu.
  useEffect(() => window.focus(), []);
  useEffect(() => {
    if (isBusy || placed.length === 0) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const meant = isOpen ? inHand : null;
      const moved = moves(event.key, at, placed);
      if (moved !== null) setCursor(moved);
      else if (key === " " && inHand !== null && !isControl(event.target)) onOpen(inHand);
      else if (key === "x" && meant !== null) onSelect(meant);
      else if (key === "a") onApprove(meant);
      else if (key === "r") onReject(null, meant);
      else if (/^[1-9]$/.test(key)) onReject(Number(key) - 1, meant);
      else if (key === "?") onKeys();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
  return { itemId: inHand, put: setCursor };
}

// Arrows go over every place, so that what was just decided can be looked at again.
function moves(key: string, at: number, placed: readonly Placed[]): string | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() };
  const step = steps[key];
  if (step === undefined) return null;
  if (at < 0) return nextOpen(placed, null, new Set()) ?? placed[0]!.card.itemId;
  return placed[Math.max(0, Math.min(placed.length - 1, at + step))]!.card.itemId;
}

/** How many cards stand beside each other now. */
export function columns(): number {
  const wall = document.querySelector(".wall");
  return wall ? getComputedStyle(wall).gridTemplateColumns.split(" ").length : 1;
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a, [role=button]") !== null &&
    target.closest(".wall") === null
  );
}

import { useEffect } from "react";

type WithEarlyClicks = { replayEarlyClicks?: () => void };

/**
 * Stands at the head of every page: on a slow line a page is seen before its scripts are there, and a button pressed meanwhile would do nothing,
 * or would send its form without the session token. Such a click is kept, seen as under way, and made once the page is alive (`useEarlyClicks`).
 */
export const KEEP_EARLY_CLICKS = `(${keepEarlyClicks.toString()})()`;

/** Makes the clicks that came before the page was alive, in their order. */
export function useEarlyClicks(): void {
  useEffect(() => (window as WithEarlyClicks).replayEarlyClicks?.(), []);
}

/** Runs in the browser as it stands here, so it may name nothing of this file. */
function keepEarlyClicks(): void {
  const kept = new Set<HTMLElement>();
  const keep = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button, [role=button]") : null;
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.add(button);
    button.setAttribute("aria-busy", "true");
  };
  addEventListener("click", keep, true);
  (window as { replayEarlyClicks?: () => void }).replayEarlyClicks = () => {
    removeEventListener("click", keep, true);
    for (const button of kept) {
      button.removeAttribute("aria-busy");
      if (button.isConnected) button.click();
    }
    kept.clear();
  };
}

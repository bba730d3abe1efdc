import { useEffect, useState } from "react";

/** Gives the focus back to where it was when the dialog that uses this was opened; Polaris does so only for its own activators. */
export function useFocusBack() {
  const [from] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && from instanceof HTMLElement && from.isConnected) from.focus();
      });
    },
    [from],
  );
}

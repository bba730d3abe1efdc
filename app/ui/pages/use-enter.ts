import { useEffect } from "react";

/** Enter says yes in a dialog wherever the focus is, but on another button or in a text of several lines. */
export function useEnter(say: () => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || (event.target as HTMLElement).closest("button, a, textarea")) return;
      // What the answer puts the focus on would be pressed by the same key.
      event.preventDefault();
      say();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}

import { useState } from "react";

/** A selection over the cards of a page, in their order; shift extends from the last card clicked. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const toggle = (id: string) => {
    const others = new Set(chosen);
    if (!others.delete(id)) others.add(id);
    setChosen(others);
    setLast(id);
  };
  return {
    has: (id: string) => chosen.has(id),
    toggle,
    select: (id: string, isRange: boolean) => {
      const [from, to] = [last ? ids.indexOf(last) : -1, ids.indexOf(id)];
      if (!isRange || from < 0) return toggle(id);
      setChosen(new Set([...chosen, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]));
    },
    only: (id: string) => setChosen(new Set([id])),
    all: () => setChosen(new Set(ids)),
    none: () => setChosen(new Set()),
  };
}

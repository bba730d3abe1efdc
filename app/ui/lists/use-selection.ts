import { useState } from "react";
import { useKeptState } from "../frame/use-kept-state.ts";

const NONE: readonly string[] = [];

/** A selection over the cards of a page, in their order; shift extends from the last card clicked. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setList] = useKeptState("selection", NONE);
  const setChosen = (one: Iterable<string>) => setList([...one]);
  const [last, setLast] = useState<string | null>(null);
  const toggle = (id: string) => {
    const others = new Set(chosen);
    if (!others.delete(id)) others.add(id);
    setChosen(others);
    setLast(id);
  };
  return {
    has: (id: string) => chosen.includes(id),
    toggle,
    select: (id: string, isRange: boolean) => {
      const [from, to] = [last ? ids.indexOf(last) : -1, ids.indexOf(id)];
      if (!isRange || from < 0) return toggle(id);
      setChosen(new Set([...chosen, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]));
    },
    only: (id: string) => setChosen([id]),
    all: () => setChosen(ids),
    none: () => setChosen(NONE),
  };
}

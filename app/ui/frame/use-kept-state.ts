import { useEffect, useState, type Dispatch, type SetStateAction } from "react";
import { currentPage, useWho } from "./current-page.ts";
import { keptPage } from "./kept-page.ts";

const open = new Map<string, unknown>();

/** What stands open on the page at this moment, by name. */
export function openState(): Record<string, unknown> {
  return Object.fromEntries(open);
}

/** State (as JSON) that is there again after a reload when text was typed in what it opens, such as a dialog. */
export function useKeptState<T>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const [state, setState] = useState(initial);
  const who = useWho();
  useEffect(() => {
    const kept = keptPage(currentPage(), who)?.state;
    if (!kept || !(name in kept)) return;
    setState(kept[name] as T);
    delete kept[name];
  }, [name, who]);
  useEffect(() => {
    if (state !== initial) open.set(name, state);
    return () => void open.delete(name);
  }, [name, state, initial]);
  return [state, setState];
}

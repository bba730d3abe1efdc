import { useEffect, useState } from "react";
import type { BatchWhy } from "../../domain/acting/batch.ts";
import type { PickedItem } from "../../domain/acting/picked-item.ts";
import type { Action } from "../../domain/workflow/actions.ts";
import type { WholeList } from "./use-act.ts";

/** What would be acted on of all of a list: how many, the first of them, and how many are left out and why. */
export type ListChosen = { count: number; leftOut: { why: BatchWhy; count: number }[]; first: PickedItem[] };

/** What the server says of a list before it is acted on: nothing yet, what is chosen of it, or why not, in a sentence. */
export function useListChosen(list: WholeList, action: Action): ListChosen | { wrong: string } | null {
  const [chosen, setChosen] = useState<ListChosen | { wrong: string } | null>(null);
  const { step, total, ...narrowed } = list;
  const query = new URLSearchParams({ ...narrowed, total: String(total), action }).toString();
  useEffect(() => {
    let isOver = false;
    void ask(`/app/lists/${step}?${query}`).then((answer) => {
      if (!isOver) setChosen(answer);
    });
    return () => void (isOver = true);
  }, [step, query]);
  return chosen;
}

async function ask(address: string): Promise<ListChosen | { wrong: string }> {
  try {
    const response = await fetch(address);
    if (response.ok) return (await response.json()) as ListChosen | { wrong: string };
  } catch {
    // It is said below.
  }
  return { wrong: "The server was not reached. Close this and try again." };
}

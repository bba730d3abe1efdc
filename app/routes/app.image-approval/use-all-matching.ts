import { useState } from "react";
import type { PickedItem } from "../../domain/acting/picked-item.ts";

/** Fetches all items that the list's search and filter leave, on whatever page; `sentence` says why it could not, or that there are too many. */
export function useAllMatching(params: URLSearchParams) {
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [sentence, setSentence] = useState("");
  const start = async (choose: (items: readonly PickedItem[]) => void) => {
    setIsUnderWay(true);
    setSentence("");
    const asked = new URLSearchParams(["q", "who"].map((name) => [name, params.get(name) ?? ""]));
    const found = await gather(asked);
    setIsUnderWay(false);
    if (!found) return setSentence("They could not be gathered, because the server was not reached. Try again.");
    choose(found.items);
    if (found.count > found.items.length)
      setSentence(`The first ${found.items.length} of ${found.count} are selected; so many go at once.`);
  };
  return { isUnderWay, sentence, start: (choose: (items: readonly PickedItem[]) => void) => void start(choose) };
}

async function gather(asked: URLSearchParams): Promise<{ items: PickedItem[]; count: number } | null> {
  try {
    const response = await fetch(`/app/photos-to-check?${asked}`);
    return response.ok ? ((await response.json()) as { items: PickedItem[]; count: number }) : null;
  } catch {
    return null;
  }
}

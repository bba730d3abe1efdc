import { MOST_IN_BATCH } from "./batch.ts";
/** What a list is narrowed to: words, and whose orders: a name, `none` for nobody's, absent for everybody's. */
type Narrowed = { words: string; who?: string | undefined };

/** All of a list in words: "all 312 items that match “canvas”", "309 of the 312 items in the list". */
export function listNamed(count: number, total: number, { words, who }: Narrowed): string {
  const found = words.trim() ? ` that match “${words.trim()}”` : "";
  const whose = who === undefined ? "" : who === "none" ? " of orders that nobody has" : ` of orders that ${who} has`;
  const which = `${total === 1 ? "item" : "items"}${whose}${found}${whose || found ? "" : " in the list"}`;
  if (total > MOST_IN_BATCH) return `all ${which}`;
  return count === total ? `${total === 1 ? "the one" : `all ${total}`} ${which}` : `${count} of the ${total} ${which}`;
}

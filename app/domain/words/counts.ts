/** How far lists are counted: nobody reads a longer number, and it would have to be counted at every look. */
export const MOST_COUNTED = 1_000;

/** A number of things for people, of those that are counted to `MOST_COUNTED + 1` at most. */
export function countWords(count: number): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en")} or more` : String(count);
}

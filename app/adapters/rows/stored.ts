import type { Address } from "../../domain/intake/incoming-order.ts";
import { usualHours } from "../../domain/screens/overdue.ts";
import type { Step } from "../../domain/words/steps.ts";

/**
 * A word of a row as the rules know it. What is on no list is a fault that names the column, not a belief: somebody wrote it who
 * knows other words than this version does.
 */
export function stored<T extends string>(words: readonly T[], value: string, column: string): T {
  const word = words.find((known) => known === value);
  if (word === undefined)
    throw new Error(`${column} holds a word that this version does not know: ${value.slice(0, 40)}`);
  return word;
}

/** The same for a column that may be empty. */
export function storedOrNull<T extends string>(words: readonly T[], value: string | null, column: string): T | null {
  return value === null ? null : stored(words, value, column);
}

/** The same for a column that holds several. */
export function storedAll<T extends string>(words: readonly T[], values: readonly string[], column: string): T[] {
  return values.map((value) => stored(words, value, column));
}

/** The usual hours of each step, as a shop's row has them; what it has not set gets its default. */
export function readUsualHours(kept: unknown): Record<Step, number | null> {
  return usualHours(kept as Record<string, unknown>);
}

/** A postal address as an order's row has it; null where Shopify told none. */
export function readAddress(kept: unknown): Partial<Address> | null {
  return kept as Partial<Address> | null;
}

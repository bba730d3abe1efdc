import { expect, it } from "vitest";
import type { Place } from "./place.ts";

/** A read as it is asked by a shop, of things that may be another's. */
export type Read = (as: Place, of: Place) => unknown;

/** Tries each read twice: a shop finds its own things by it, so that a leak would be noticed, and nothing of the other shop. */
export function asksAsAnotherShop(
  reads: Readonly<Record<string, Read>>,
  places: () => { mine: Place; theirs: Place },
): void {
  it.each(Object.entries(reads))("%s shows a shop its own, so that this test would notice", async (_, read) => {
    const { theirs } = places();
    const answer = await asked(read, theirs, theirs);
    expect(theirs.marks.filter((mark) => answer.includes(mark))).not.toEqual([]);
  });

  it.each(Object.entries(reads))("%s shows a shop nothing of another, even by its ids", async (_, read) => {
    const { mine, theirs } = places();
    const answer = await asked(read, mine, theirs);
    expect(theirs.marks.filter((mark) => answer.includes(mark))).toEqual([]);
  });
}

async function asked(read: Read, as: Place, of: Place): Promise<string> {
  const text = JSON.stringify(await read(as, of), (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return text ?? "";
}

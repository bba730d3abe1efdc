import { expect, it } from "vitest";
import { db, noTransaction } from "../../../app/adapters/db.ts";
import { lockEmail } from "../../../app/adapters/mail/email-rows.ts";
import type { EmailKind } from "../../../app/domain/words/emails.ts";
import type { Place } from "./place.ts";

/** In no transaction. */
export const none = noTransaction();
/** The rows of a place's shop. */
export const inShop = ({ shopId }: Place) => ({ where: { shopId } });

/** One email of a place, of this kind where one is named. */
export async function anEmail({ shopId }: Place, kind?: EmailKind) {
  const { id } = await db().email.findFirstOrThrow({ where: { shopId, kind } });
  return (await lockEmail(none, { shopId, emailId: id }))!;
}

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

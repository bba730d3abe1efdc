import type { Prisma } from "@prisma/client";
import { tables, type Tx } from "../db.ts";
import { remember, type Journal } from "./journal.ts";

/** Writes a customer's request for changes as the item's next revision. */
export async function openRevision(
  tx: Tx,
  journal: Journal,
  revision: {
    shopId: string;
    itemId: string;
    artfileVersion: number;
    note: string;
    askedBy: "customer" | "manager";
    at: Date;
  },
): Promise<void> {
  const { at, ...columns } = revision;
  const { _max } = await tables(tx).revision.aggregate({
    where: { shopId: revision.shopId, itemId: revision.itemId },
    _max: { round: true },
  });
  const made = await tables(tx).revision.create({ data: { ...columns, round: (_max.round ?? 0) + 1, askedAt: at } });
  journal.push({ table: "revision", id: made.id, before: null });
}

/** Forwarded to the artist, answered, or closed by an artfile or a move: how an open revision ends. */
export type RevisionEnd =
  { kind: "forwarded"; instructions: string | null } | { kind: "answered"; answer: string } | { kind: "closed" };

/** Ends whatever revision of the item is open. */
export async function endRevision(
  tx: Tx,
  journal: Journal,
  where: { shopId: string; itemId: string },
  end: RevisionEnd,
  at: Date,
): Promise<void> {
  const open = await tables(tx).revision.findMany({
    where: { ...where, forwardedAt: null, answeredAt: null },
    select: { id: true },
  });
  for (const { id } of open) {
    await remember(tx, where.shopId, journal, "revision", id, ["forwardedAt", "instructions", "answeredAt", "answer"]);
    await tables(tx).revision.update({ where: { shopId_id: { shopId: where.shopId, id } }, data: columnsOf(end, at) });
  }
}

function columnsOf(end: RevisionEnd, at: Date): Prisma.RevisionUpdateInput {
  if (end.kind === "forwarded") return { forwardedAt: at, instructions: end.instructions };
  return { answeredAt: at, answer: end.kind === "answered" ? end.answer : null };
}

import type { Prisma } from "@prisma/client";
import { tables } from "../../db.ts";
import { remember, rememberMade } from "../acts/journal.ts";
import { memberOf, type RunningAct } from "../acts/running-act.ts";

/** Writes a customer's request for changes as the item's next revision; a member who acts asks in the customer's place. */
export async function openRevision(
  act: RunningAct,
  revision: { itemId: string; artfileVersion: number; note: string },
): Promise<void> {
  const { tx, shopId, at } = act;
  const { itemId, artfileVersion, note } = revision;
  const { _max } = await tables(tx).revision.aggregate({ where: { shopId, itemId }, _max: { round: true } });
  const made = await tables(tx).revision.create({
    data: {
      shopId,
      itemId,
      artfileVersion,
      note,
      round: (_max.round ?? 0) + 1,
      askedAt: at,
      askedBy: memberOf(act) ? "manager" : "customer",
    },
  });
  rememberMade(act, "revision", made.id);
}

/** Forwarded to the artist, answered, or closed by an artfile or a move: how an open revision ends. */
export type RevisionEnd =
  { kind: "forwarded"; instructions: string | null } | { kind: "answered"; answer: string } | { kind: "closed" };

/** Ends whatever revision of the item is open. */
export async function endRevision(act: RunningAct, itemId: string, end: RevisionEnd): Promise<void> {
  const { tx, shopId, at } = act;
  const open = await tables(tx).revision.findMany({
    where: { shopId, itemId, forwardedAt: null, answeredAt: null },
    select: { id: true },
  });
  for (const { id } of open) {
    await remember(act, "revision", id);
    await tables(tx).revision.update({ where: { shopId_id: { shopId, id } }, data: columnsOf(end, at) });
  }
}

function columnsOf(end: RevisionEnd, at: Date): Prisma.RevisionUpdateInput {
  if (end.kind === "forwarded") return { forwardedAt: at, instructions: end.instructions };
  return { answeredAt: at, answer: end.kind === "answered" ? end.answer : null };
}

import type { Prisma } from "@prisma/client";
import type { ActOutcome } from "../../../domain/workflow/act-outcome.ts";
import type { Actor } from "../../../domain/words/actors.ts";
import { tables, type Tx } from "../../db.ts";
import { onlyWhatChanged, type Journal } from "./journal.ts";
import type { ActEmail, RunningAct } from "./running-act.ts";

/** What undo needs of an act: the rows it wrote, the counts it left, the emails it raised. */
export type ActTraces = {
  journal: Journal;
  left: { itemId: string; changeCount: number }[];
  emails: ActEmail[];
  orderIds: string[];
};

/** Takes an act's id for this transaction; false when the act has been done before (a double click waits here for the first one). */
export async function claimAct(tx: Tx, shopId: string, actId: string, actor: Actor, action: string): Promise<boolean> {
  const memberId = actor.kind === "member" ? actor.memberId : null;
  const count = await tables(tx).$executeRaw`
    INSERT INTO "Act" ("shopId", id, "actorKind", "memberId", action)
    VALUES (${shopId}::uuid, ${actId}::uuid, ${actor.kind}, ${memberId}::uuid, ${action}) ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** Gives the id back when the act changed nothing, so that it may be tried again. */
export async function releaseAct({ tx, shopId, actId }: RunningAct): Promise<void> {
  await tables(tx).act.deleteMany({ where: { shopId, id: actId } });
}

/** Keeps what the act did; an act that nobody can undo is settled at once and keeps nothing of what was before. */
export async function saveAct(act: RunningAct, outcome: ActOutcome): Promise<void> {
  const { tx, shopId, actId, at, left, emails, orderIds } = act;
  const isUndoable = outcome.undoableUntil !== null;
  const journal = isUndoable ? await onlyWhatChanged(act) : [];
  const traces: ActTraces = { journal, left, emails: isUndoable ? emails : [], orderIds };
  await tables(tx).act.update({
    where: { shopId_id: { shopId, id: actId } },
    data: {
      at,
      undoableUntil: isUndoable ? act.undoableUntil : null,
      settledAt: isUndoable ? null : at,
      before: toJson(traces),
      outcome: toJson(outcome),
    },
  });
}

/** An act as stored. */
export type StoredAct = {
  actorKind: string;
  memberId: string | null;
  at: Date;
  undoableUntil: Date | null;
  undoneAt: Date | null;
  settledAt: Date | null;
  traces: ActTraces;
  outcome: ActOutcome;
};

/** An act that has been committed; null when the shop has none with this id. */
export async function readAct(tx: Tx, shopId: string, actId: string): Promise<StoredAct | null> {
  const row = await tables(tx).act.findUnique({ where: { shopId_id: { shopId, id: actId } } });
  return row && { ...row, traces: row.before as unknown as ActTraces, outcome: row.outcome as unknown as ActOutcome };
}

/** What customers did to an order lately that could be taken back, and what of it they have taken back already; oldest first. */
export async function customersActs(tx: Tx, shopId: string, orderId: string): Promise<(StoredAct & { id: string })[]> {
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT a.id FROM "Act" a
    WHERE a."shopId" = ${shopId}::uuid AND a."actorKind" = 'customer' AND a."undoableUntil" > clock_timestamp()
      AND a.id IN (SELECT h."actId" FROM "History" h WHERE h."shopId" = ${shopId}::uuid AND h."orderId" = ${orderId}::uuid)
    ORDER BY a.at`;
  const acts: (StoredAct & { id: string })[] = [];
  for (const { id } of rows) acts.push({ id, ...(await readAct(tx, shopId, id))! });
  return acts;
}

/** Ends an act: taken back by undo, or settled because its time for undo is over. What was before is no longer needed. */
export async function endAct(
  tx: Tx,
  { shopId, actId, traces }: { shopId: string; actId: string; traces: ActTraces },
  end: { undoneAt: Date } | { settledAt: Date },
): Promise<void> {
  await tables(tx).act.update({
    where: { shopId_id: { shopId, id: actId } },
    data: { ...end, before: toJson(forgotten(traces)) },
  });
}

function forgotten({ left, orderIds }: ActTraces): ActTraces {
  return { journal: [], emails: [], left, orderIds };
}

function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** Whether this actor did the act. */
export function isActOf(act: StoredAct, actor: Actor): boolean {
  return act.actorKind === actor.kind && act.memberId === (actor.kind === "member" ? actor.memberId : null);
}

import type { HeldReason, Reason, ReasonWords } from "../../../domain/shop/reasons.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";

/** What of a reason's row whoever chooses one is shown. */
export const CHOSEN_REASON = { id: true, name: true, customerText: true, mayKeepPhoto: true } as const;

/** The name of a rejection reason that the shop has and has not switched off; null otherwise. */
export async function reasonName(tx: Tx, shopId: string, reasonId: string): Promise<string | null> {
  const row = await tables(tx).rejectionReason.findFirst({
    where: { shopId, id: reasonId, retiredAt: null },
    select: { name: true },
  });
  return row?.name ?? null;
}

/** The rejection reasons that a shop uses now, in its own order. */
export function reasonsInUse(shopId: string): Promise<Reason[]> {
  return db().rejectionReason.findMany({
    where: { shopId, retiredAt: null },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: CHOSEN_REASON,
  });
}

/** Every rejection reason that a shop has, also those that are switched off, in its own order. */
export async function allReasons(shopId: string, tx: Tx = db()): Promise<HeldReason[]> {
  const rows = await tables(tx).rejectionReason.findMany({
    where: { shopId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { ...CHOSEN_REASON, hint: true, retiredAt: true },
  });
  return rows.map(({ retiredAt, ...row }) => ({ ...row, isOn: retiredAt === null }));
}

/** The same for one transaction at a time, until it ends: each sees the names and places that the others left. */
export async function lockReasons(tx: Tx, shopId: string): Promise<HeldReason[]> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reasons/${shopId}`}, 0))`;
  return allReasons(shopId, tx);
}

/** Adds a reason behind all others. */
export async function addReasonRow(tx: Tx, shopId: string, words: ReasonWords): Promise<{ id: string }> {
  const { _max } = await tables(tx).rejectionReason.aggregate({ where: { shopId }, _max: { position: true } });
  const position = (_max.position ?? -1) + 1;
  return tables(tx).rejectionReason.create({ data: { shopId, ...words, position }, select: { id: true } });
}

/** Changes a reason's words, or whether it is offered; false when the shop has none of that id. */
export async function writeReason(
  tx: Tx,
  shopId: string,
  id: string,
  { isOn, ...words }: Partial<ReasonWords & { isOn: boolean }>,
): Promise<boolean> {
  const retiredAt = isOn === undefined ? {} : { retiredAt: isOn ? null : await databaseTime(tx) };
  const { count } = await tables(tx).rejectionReason.updateMany({
    where: { shopId, id },
    data: { ...words, ...retiredAt },
  });
  return count > 0;
}

/** Gives the reasons of a shop their places in this order. */
export async function placeReasons(tx: Tx, shopId: string, ids: readonly string[]): Promise<void> {
  await tables(tx).$executeRaw`
    UPDATE "RejectionReason" r SET position = asked.place::int - 1
    FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS asked(id, place)
    WHERE r."shopId" = ${shopId}::uuid AND r.id = asked.id`;
}

/** Whether an issue, open or ended, has the reason. */
export async function isReasonUsed(tx: Tx, shopId: string, reasonId: string): Promise<boolean> {
  return (await tables(tx).issue.findFirst({ where: { shopId, reasonId }, select: { id: true } })) !== null;
}

/** Deletes a reason that nothing has. */
export async function dropReason(tx: Tx, shopId: string, id: string): Promise<void> {
  await tables(tx).rejectionReason.deleteMany({ where: { shopId, id } });
}

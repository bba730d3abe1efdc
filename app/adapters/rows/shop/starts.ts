import type { Start } from "../../../domain/shop/shadow.ts";
import { stageOf, type ShopStage } from "../../../domain/shop/start-shown.ts";
import { db, tables, type Tx } from "../../db.ts";

/** How a shop has started, which stays so until the transaction ends: what comes in meanwhile and what is started with agree. */
export async function lockStart(tx: Tx, shopId: string): Promise<Start> {
  const [row] = await tables(tx).$queryRaw<Start[]>`
    SELECT "startedAt", "startsFrom" FROM "Shop" WHERE id = ${shopId}::uuid FOR SHARE`;
  return row!;
}

/** Locks a shop's row until the transaction ends, and gives how it has started. */
export async function lockShop(tx: Tx, shopId: string): Promise<Start> {
  const [row] = await tables(tx).$queryRaw<Start[]>`
    SELECT "startedAt", "startsFrom" FROM "Shop" WHERE id = ${shopId}::uuid FOR NO KEY UPDATE`;
  return row!;
}

/** Writes how a shop has started, and begins to count how many picked orders it starts with. */
export async function writeStart(tx: Tx, shopId: string, start: Start & { startTotal: number }): Promise<void> {
  await tables(tx).shop.update({ where: { id: shopId }, data: { ...start, startDone: 0 } });
}

/** Notes that a shop has started with so many more of the picked orders, or (null) with all of them. */
export async function noteStarted(tx: Tx, shopId: string, more: number | null): Promise<void> {
  await tables(tx).shop.updateMany({
    where: { id: shopId },
    data: more === null ? { startTotal: 0, startDone: 0 } : { startDone: { increment: more } },
  });
}

/** Notes since when a shop is about to leave (null: it works again), and that all its orders are settled anew. */
export async function writeLeaving(tx: Tx, shopId: string, leavingAt: Date | null, settleSince: Date): Promise<void> {
  await tables(tx).shop.update({ where: { id: shopId }, data: { leavingAt, settleSince } });
}

/** Since when all orders of a shop are to be settled anew; null when all are. */
export async function settleSince(tx: Tx, shopId: string): Promise<Date | null> {
  const row = await tables(tx).shop.findFirst({
    where: { id: shopId, uninstalledAt: null },
    select: { settleSince: true },
  });
  return row?.settleSince ?? null;
}

/** Notes that all orders have been settled since then, unless they are to be once more. */
export async function noteAllSettled(tx: Tx, shopId: string, since: Date): Promise<void> {
  await tables(tx).shop.updateMany({ where: { id: shopId, settleSince: since }, data: { settleSince: null } });
}

/** The columns that say how far a shop is. */
export const STAGE_COLUMNS = {
  startedAt: true,
  leavingAt: true,
  installedAt: true,
  installations: true,
  importedAt: true,
  startTotal: true,
  startDone: true,
} as const;

/** How far a shop is: whether it looks on, works, or is about to leave. */
export async function readStage(shopId: string): Promise<ShopStage> {
  return stageOf(await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: STAGE_COLUMNS }));
}

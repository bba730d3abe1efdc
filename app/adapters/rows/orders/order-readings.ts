import { randomUUID } from "node:crypto";
import type { OrderReading as Row } from "@prisma/client";
import { databaseTime, db, tables, type Tx } from "../../db.ts";

export type ReadingKind = "sweep" | "import";
type Phase = "open" | "changed" | "end";

/** How far a sweep or an import has come, as whoever has it in hand knows it. */
export type OrderReading = Omit<Row, "kind" | "phase"> & { kind: ReadingKind; phase: Phase };

/** Takes up a shop's sweep or import where it is, or begins it so; whoever had it in hand has it no more. */
export async function takeUpReading(
  { shopId, kind }: { shopId: string; kind: ReadingKind },
  begin: { phase: Phase; query: string },
): Promise<OrderReading> {
  const turn = randomUUID();
  const beganAt = await databaseTime();
  await db().$executeRaw`
    INSERT INTO "OrderReading" ("shopId", kind, turn, "beganAt", phase, query)
    VALUES (${shopId}::uuid, ${kind}, ${turn}::uuid, ${beganAt}, ${begin.phase}, ${begin.query})
    ON CONFLICT ("shopId", kind) DO UPDATE SET turn = excluded.turn`;
  const row = await db().orderReading.findUniqueOrThrow({ where: { shopId_kind: { shopId, kind } } });
  return { ...row, turn, kind, phase: row.phase as Phase };
}

/** Keeps how far it has come; false, and nothing is kept, when somebody else has it in hand or it is no more. */
export async function keepReading({ shopId, kind, turn, ...reading }: OrderReading): Promise<boolean> {
  const { count } = await db().orderReading.updateMany({ where: { shopId, kind, turn }, data: reading });
  return count === 1;
}

/** Whether it is still in these hands. */
export async function hasReading(tx: Tx, { shopId, kind, turn }: OrderReading): Promise<boolean> {
  return (await tables(tx).orderReading.count({ where: { shopId, kind, turn } })) === 1;
}

/** Ends it; nothing when somebody else has it in hand. */
export async function endReading({ shopId, kind, turn }: OrderReading): Promise<void> {
  await db().orderReading.deleteMany({ where: { shopId, kind, turn } });
}

/** Forgets how far all of a shop have come: the next ones begin anew, and those under way stop. */
export async function dropReadings(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).orderReading.deleteMany({ where: { shopId } });
}

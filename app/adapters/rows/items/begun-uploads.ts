import type { Unfinished } from "../../../domain/files/unfinished-uploads.ts";
import { db, tables, type Tx } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";

/** Makes the artfiles that begin to be sent straight to the bucket for one shop wait for one another, until the transaction ends. */
export async function lockBegun(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`begun/${shopId}`}, 0))`;
}

/** What of a shop was begun to be sent straight to the bucket, and has not come together. */
export async function begunUploads(shopId: string, tx: Tx = db()): Promise<Unfinished> {
  const { _count: uploads, _sum } = await tables(tx).begunUpload.aggregate({
    where: { shopId },
    _count: true,
    _sum: { bytes: true },
  });
  return { uploads, bytes: Number(_sum.bytes ?? 0) };
}

/** Notes that a file of this length begins to be sent to this key. */
export async function writeBegun(tx: Tx, shopId: string, storageKey: string, bytes: number): Promise<void> {
  await tables(tx).begunUpload.create({ data: { shopId, storageKey, bytes: BigInt(bytes) } });
}

/** It has come together, or does not come any more. May be repeated. */
export async function endBegun(shopId: string, storageKey: string, tx: Tx = db()): Promise<void> {
  await tables(tx).begunUpload.deleteMany({ where: { shopId, storageKey } });
}

/** Forgets what was begun three days ago: nobody can go on with it, and the bucket has let it go. */
export async function dropOldBegun(): Promise<void> {
  await dropRows("BegunUpload", "begunAt", `"begunAt" < now() - interval '3 days'`);
}

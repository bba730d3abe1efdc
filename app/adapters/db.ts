import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@prisma/client";
import type pg from "pg";
import { env } from "../env.server.ts";
import { openPool } from "./connections.ts";

/**
 * One transaction, as everybody but adapters sees it: something to pass on. What takes it commits or fails with everything
 * else done in that transaction.
 */
export type Tx = { readonly [isTransaction]: true };
declare const isTransaction: unique symbol;

type Connections = { pool: pg.Pool; prisma: PrismaClient };

const POOL_SIZE = 10;
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };
// Deadlock and serialisation failure: the loser has changed nothing and may simply try again.
const TRY_AGAIN = /\b(P2034|40P01|40001)\b/;
const ATTEMPTS = 4;

// Kept on the global object: the development server loads this module again at every change.
const kept = globalThis as typeof globalThis & { prooflineConnections?: Connections };

function connections(): Connections {
  if (kept.prooflineConnections) return kept.prooflineConnections;
  const pool = openPool({ event: "database_connection_lost", connectionString: env().DATABASE_URL, max: POOL_SIZE });
  return (kept.prooflineConnections = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) });
}

/** The tables through Prisma, outside of any transaction. */
export function db(): PrismaClient & Tx {
  return connections().prisma as PrismaClient & Tx;
}

/** Opens a transaction's tables; only adapters look inside. */
export function tables(tx: Tx): Prisma.TransactionClient {
  return tx as unknown as Prisma.TransactionClient;
}

/** Stands for "in no transaction of its own" where a transaction is asked for: each statement commits by itself. */
export function noTransaction(): Tx {
  return db();
}

/** The same connections with plain SQL, for the few hot paths (webhook receipt, walls, due work). */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Runs `work` in one transaction, of at most so many ms: all of it is committed or nothing. Run again after a deadlock, so it must touch only `tx`. */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>, timeout = TRANSACTION.timeout): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction((tx) => work(tx as unknown as Tx), { ...TRANSACTION, timeout });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

/** The database's clock, by which everything due is judged; inside a transaction, its start. */
export async function databaseTime(tx: Tx = noTransaction()): Promise<Date> {
  const rows = await tables(tx).$queryRaw<{ now: Date }[]>`SELECT now()`;
  return rows[0]!.now;
}

/** Closes all connections; the next use opens them again. */
export async function disconnect(): Promise<void> {
  const open = kept.prooflineConnections;
  kept.prooflineConnections = undefined;
  await open?.prisma.$disconnect();
  if (open && !open.pool.ended) await open.pool.end();
}

function isConflict(error: unknown): boolean {
  const { code, message, meta } = error as { code?: string; message?: string; meta?: { code?: string } };
  return [code, meta?.code, message].some((word) => word !== undefined && TRY_AGAIN.test(word));
}

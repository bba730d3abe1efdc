import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient, type Prisma } from "@prisma/client";
import type pg from "pg";
import { env } from "../env.server.ts";
import { openPool, type LockWait } from "./connections.ts";

/**
 * One transaction, as everybody but adapters sees it: something to pass on. What takes it commits or fails with everything
 * else done in that transaction.
 */
export type Tx = { readonly [isTransaction]: true };
declare const isTransaction: unique symbol;

type Connections = { pool: pg.Pool; prisma: PrismaClient; inbox?: pg.Pool };

const POOL_SIZE = 10;
const INBOX_SIZE = 2;
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };
// Deadlock and serialisation failure: the loser has changed nothing and may simply try again.
const TRY_AGAIN = /\b(P2034|40P01|40001)\b/;
const ATTEMPTS = 4;
// A lock that was not to be had in time, a conflict that came again and again, and no connection that was free in time: nothing was done.
const BUSY =
  /\b(55P03|P2024|P2034|40P01|40001)\b|due to lock timeout|timeout exceeded when trying to connect|Unable to start a transaction/;

/** How long somebody who waits for an answer waits for what others hold, and how long work in the background does. */
const WEB_LOCK_WAIT_MS = 5_000;
const WORKER_LOCK_WAIT_MS = 15_000;
let lockWaitMs = WEB_LOCK_WAIT_MS;
let silentMs: number | undefined;

// Kept on the global object: the development server loads this module again at every change.
const kept = globalThis as typeof globalThis & { prooflineConnections?: Connections };

function connections(): Connections {
  if (kept.prooflineConnections) return kept.prooflineConnections;
  const connectionString = env().DATABASE_URL;
  const pool = openPool({
    event: "database_connection_lost",
    connectionString,
    max: POOL_SIZE,
    lockWait: lockWait(),
    silentMs,
  });
  return (kept.prooflineConnections = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) });
}

// Only an address of the database itself beside this one says that there may be a pooler in between (`databaseProblem`).
function lockWait(): LockWait {
  const { DATABASE_URL, DATABASE_DIRECT_URL: direct = DATABASE_URL } = env();
  return { ms: lockWaitMs, keptBy: direct === DATABASE_URL ? "connection" : "transaction" };
}

/** For processes in which nobody waits for an answer: locks are waited for longer. Before the first use of the database. */
export function waitLongerForLocks(): void {
  lockWaitMs = WORKER_LOCK_WAIT_MS;
}

/** For a process that serves: a database that says nothing for so many ms, asked whatever, is taken for gone, and asked anew. Before the first use of it. */
export function endSilentConnections(ms: number): void {
  silentMs = ms;
}

/** Whether work failed because others held what it needed for too long, or all connections: of its transaction nothing was done, and it may be asked for again. */
export function isBusy(error: unknown): boolean {
  const { code, message, meta } = error as { code?: unknown; message?: unknown; meta?: unknown };
  return BUSY.test([code, message, JSON.stringify(meta ?? null)].join(" "));
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

/** Connections of their own for what Shopify and the mail service tell: it is taken also when all others are in use. Opened when first asked for. */
export function inboxPool(): pg.Pool {
  const { DATABASE_URL: connectionString } = env();
  return (connections().inbox ??= openPool({
    event: "inbox_connection_lost",
    connectionString,
    max: INBOX_SIZE,
    silentMs,
  }));
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
  await open?.inbox?.end();
  if (open && !open.pool.ended) await open.pool.end();
}

function isConflict(error: unknown): boolean {
  const { code, message, meta } = error as { code?: string; message?: string; meta?: { code?: string } };
  return [code, meta?.code, message].some((word) => word !== undefined && TRY_AGAIN.test(word));
}

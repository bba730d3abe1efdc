import type { Socket } from "node:net";
import pg from "pg";
import { env } from "../env.server.ts";
import { log } from "./log.ts";

const CONNECT_WITHIN_MS = 10_000;

/** How long the longest statement may take before the database is taken for gone, in ms: where somebody waits for an answer, and in the background. */
export const SILENT_MS = { web: 30_000, worker: 120_000 };

type Connected = (error?: Error) => void;

/**
 * How long a statement may wait for a lock, in ms. Kept by the connection, or, behind a pooler that gives each transaction whatever
 * connection is free, asked for by every transaction anew; statements outside of one then wait as long as the database lets them.
 */
export type LockWait = { ms: number; keptBy: "connection" | "transaction" };

type Settings = pg.ClientConfig & { lockWait?: LockWait; silentMs?: number | undefined };

/**
 * A connection whose times are in UTC, whatever zone the database or its user is set to: what SQL makes of a time as a day or a text is the
 * same everywhere. It is its first statement, and no setting of the address, because poolers pass the zone on but refuse other settings.
 */
export class UtcClient extends pg.Client {
  readonly #lockWait: LockWait | undefined;
  readonly #silentMs: number | undefined;

  constructor(settings?: string | Settings) {
    super(settings);
    this.#lockWait = typeof settings === "object" ? settings.lockWait : undefined;
    this.#silentMs = typeof settings === "object" ? settings.silentMs : undefined;
    if (this.#lockWait?.keptBy === "transaction") this.#boundTransactions(this.#lockWait);
  }

  // With "BEGIN" in one go: no transaction takes a round trip longer.
  #boundTransactions({ ms }: LockWait): void {
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    const begin = `BEGIN; SET LOCAL lock_timeout = ${ms}`;
    this.query = ((asked: string | { text?: string }, ...more: unknown[]) => {
      if (asked === "BEGIN") return query(begin, ...more);
      return typeof asked === "object" && asked.text === "BEGIN"
        ? query({ ...asked, text: begin }, ...more)
        : query(asked, ...more);
    }) as typeof this.query;
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.Client> | void {
    const connected = this.#begin();
    if (!callback) return connected;
    connected.then(
      () => callback(),
      (error: Error) => callback(error),
    );
  }

  // One that is lost in between fails the statement; that it says so a second time would end the process, as nobody listens yet.
  async #begin(): Promise<pg.Client> {
    const quiet = () => undefined;
    this.on("error", quiet);
    try {
      await super.connect();
      if (this.#silentMs)
        endWhenSilent((this as unknown as { connection: { stream: Socket } }).connection.stream, this.#silentMs);
      const bound = this.#lockWait?.keptBy === "connection" ? `; SET lock_timeout = ${this.#lockWait.ms}` : "";
      await this.query(`SET TIME ZONE 'UTC'${bound}`);
    } finally {
      this.off("error", quiet);
    }
    return this;
  }
}

// A machine that vanishes from the network ends no connection: what it was asked would wait for the quarter of an hour in which the system sends it again.
function endWhenSilent(stream: Socket, silentMs: number): void {
  let answeredUpTo = stream.bytesWritten;
  // Before the library reads it, which may ask the next at once.
  stream.prependListener("data", () => (answeredUpTo = stream.bytesWritten));
  stream.setTimeout(silentMs).on("timeout", () => {
    if (stream.bytesWritten > answeredUpTo) stream.destroy(new Error(`The database said nothing for ${silentMs} ms`));
  });
}

/**
 * A pool of such connections; one that is lost in it is written to the log under `event`, and replaced when it is needed. Lost is also one that says nothing
 * for so many ms after it was asked something (`silentMs`).
 */
export function openPool({
  event,
  ...settings
}: {
  event: string;
  connectionString: string;
  max: number;
  lockWait?: LockWait;
  silentMs?: number | undefined;
}): pg.Pool {
  const pool = new MindfulPool({
    ...settings,
    keepAlive: true,
    Client: UtcClient,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  });
  const onError = (error: Error) => log.error({ event, error: error.message });
  return pool.on("error", onError).on("connect", (client) => client.on("error", onError));
}

type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: (fault?: unknown) => void) => void;

/** A pool whose connections are given back when they are lost, also by who does not: Prisma gives back none that was lost in a transaction, and each would take a place for good. */
class MindfulPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Taken): void;
  override connect(callback?: Taken): Promise<pg.PoolClient> | void {
    if (!callback) return super.connect().then(givenBackWhenLost);
    super.connect((error, client, release) => {
      const taken = client && givenBackWhenLost(client);
      callback(error, taken, taken ? (fault) => taken.release(fault as Error) : release);
    });
  }
}

function givenBackWhenLost(client: pg.PoolClient): pg.PoolClient {
  const release = client.release.bind(client);
  let isLost = false;
  const onEnd = () => {
    isLost = true;
    release(true);
  };
  client.once("end", onEnd);
  client.release = (fault) => {
    client.off("end", onEnd);
    // What its holder gives back after it was lost is given back.
    if (!isLost) release(fault);
  };
  return client;
}

/** Where the database itself is reached, without a pooler in between: locks and notices belong to one connection. */
export function directUrl(): string {
  return env().DATABASE_DIRECT_URL ?? env().DATABASE_URL;
}

/** What keeps the app from working with its database as the settings name it, in one sentence; null when nothing does. */
export async function databaseProblem({
  DATABASE_URL: url,
  DATABASE_DIRECT_URL: direct,
}: {
  DATABASE_URL: string;
  DATABASE_DIRECT_URL?: string | undefined;
}): Promise<string | null> {
  const seen = await look(url);
  if ("fault" in seen) return `The database does not answer at DATABASE_URL (${placeOf(url)}): ${seen.fault}.`;
  if (direct === undefined)
    return seen.isPooled
      ? `DATABASE_URL (${placeOf(url)}) leads to a pooler: set DATABASE_DIRECT_URL to the address of the database itself, for locks and notices.`
      : null;
  const there = await look(direct);
  if ("fault" in there)
    return `The database does not answer at DATABASE_DIRECT_URL (${placeOf(direct)}): ${there.fault}.`;
  if (there.isPooled)
    return `DATABASE_DIRECT_URL (${placeOf(direct)}) leads to a pooler: it must be the address of the database itself.`;
  return there.database === seen.database
    ? null
    : `DATABASE_URL (${placeOf(url)}) and DATABASE_DIRECT_URL (${placeOf(direct)}) are not the same database.`;
}

/** For the start of a process: goes on, or says what is wrong with the database and ends with exit code 1. */
export async function databaseOrExit(settings: Parameters<typeof databaseProblem>[0]): Promise<void> {
  const problem = await databaseProblem(settings);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}

type Seen = { isPooled: boolean; database: string } | { fault: string };

async function look(connectionString: string): Promise<Seen> {
  const client = new UtcClient({ connectionString, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  // What goes wrong after its answer is nobody's matter here.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number; database: string }>(
      `SELECT pg_backend_pid() AS pid, concat_ws(' ', (SELECT oid FROM pg_database WHERE datname = current_database()),
        extract(epoch FROM pg_postmaster_start_time())) AS database`,
    );
    const { pid, database } = rows[0]!;
    // A pooler gives its clients process numbers of its own (PostgreSQL, "Message Formats", BackendKeyData).
    return { database, isPooled: (client as unknown as { processID: number }).processID !== pid };
  } catch (fault) {
    return { fault: (fault as Error).message || (fault as { code?: string }).code || "no answer" };
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Without the name and the password that may stand in it.
function placeOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`;
}

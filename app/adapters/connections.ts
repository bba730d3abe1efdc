import pg from "pg";
import { env } from "../env.server.ts";
import { log } from "./log.ts";

const CONNECT_WITHIN_MS = 10_000;

type Connected = (error?: Error) => void;

/**
 * A connection whose times are in UTC, whatever zone the database or its user is set to: what SQL makes of a time as a day or a text is the
 * same everywhere. It is its first statement, and no setting of the address, because poolers pass the zone on but refuse other settings.
 */
export class UtcClient extends pg.Client {
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

  async #begin(): Promise<pg.Client> {
    await super.connect();
    await this.query("SET TIME ZONE 'UTC'");
    return this;
  }
}

/** A pool of such connections; one that is lost in it is written to the log under `event`, and replaced when it is needed. */
export function openPool({ event, ...settings }: { event: string; connectionString: string; max: number }): pg.Pool {
  const pool = new pg.Pool({ ...settings, Client: UtcClient, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  const onError = (error: Error) => log.error({ event, error: error.message });
  return pool.on("error", onError).on("connect", (client) => client.on("error", onError));
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

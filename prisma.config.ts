import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

// Prisma 6.19's engine-less migrations need three patches; each says what it is for (docs/decisions/005).

// The schema engine leaves lock timers of 10 and 60 seconds armed: without this the command would wait for them.
const setTimer = globalThis.setTimeout;
globalThis.setTimeout = ((run: () => void, delay?: number, ...rest: []) => {
  const timer = setTimer(run, delay, ...rest);
  if (delay !== undefined && delay >= 10_000) timer.unref();
  return timer;
}) as typeof setTimeout;

// `generate` needs no database, but without this name it says that binaries.prisma.sh cannot be reached.
process.env.DATABASE_URL ??= "postgres://localhost/database-url-is-not-set";

type Result = { fields?: { name: string; dataTypeID: number }[]; rows: unknown[] };

// The adapter does not know the catalogue's types "char" (18) and name (19): https://github.com/prisma/orm/issues/27403
const KNOWN_TYPE: Record<number, number> = { 18: 1042, 19: 25 };

function translate(result: Result): Result {
  for (const field of result.fields ?? []) field.dataTypeID = KNOWN_TYPE[field.dataTypeID] ?? field.dataTypeID;
  // PostgreSQL 18 lists NOT NULL among the constraints (type "n"), which makes the engine panic.
  const position = (result.fields ?? []).findIndex((field) => field.name === "constraint_type");
  if (position < 0) return result;
  result.rows = result.rows.filter(
    (row) => (Array.isArray(row) ? row[position] : (row as { constraint_type: string }).constraint_type) !== "n",
  );
  return result;
}

const translateAll = <T>(result: T): T => {
  for (const one of Array.isArray(result) ? result : [result]) translate(one as Result);
  return result;
};

class CatalogueClient extends pg.Client {
  // @ts-expect-error pg's nine overloads, all passed on
  override query(...args: unknown[]): unknown {
    const query = super.query.bind(this) as (...all: unknown[]) => unknown;
    const callback = args.at(-1);
    if (typeof callback === "function") {
      return query(...args.slice(0, -1), (error: unknown, result: unknown) =>
        callback(error, result && translateAll(result)),
      );
    }
    const answer = query(...args);
    return answer instanceof Promise ? answer.then(translateAll) : answer;
  }
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () =>
    new PrismaPg({
      connectionString: process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL,
      idleTimeoutMillis: 10,
      Client: CatalogueClient,
    } as pg.PoolConfig),
});

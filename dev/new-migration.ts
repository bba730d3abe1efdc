import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "./embedded-postgres.ts";

// Writes prisma/migrations/<time>_<name>/migration.sql from what prisma/schema.prisma says and the migrations do not yet.
// `prisma migrate dev` cannot: without an engine it replays the migrations on the database it should compare with (docs/decisions/005).

const PRISMA = join("node_modules", "prisma", "build", "index.js");
const SCHEMA = join("prisma", "schema.prisma");

async function emptyDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
  return url.replace(/proofline$/, name);
}

function prisma(url: string, ...args: string[]): number {
  return (
    spawnSync(process.execPath, [PRISMA, ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DATABASE_URL: url, DATABASE_DIRECT_URL: "" },
    }).status ?? 1
  );
}

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    "Say what the migration does, in lower case with underscores: npm run new-migration -- orders_have_a_note",
  );
  process.exit(1);
}

const postgres = await startPostgres({ folder: join(".cache", `new-migration-${process.pid}`), durable: false });
try {
  const time = new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
  const folder = join("prisma", "migrations", `${time}_${name}`);
  const lock = join("prisma", "migrations", "migration_lock.toml");
  mkdirSync(join("prisma", "migrations"), { recursive: true });
  if (!existsSync(lock)) writeFileSync(lock, 'provider = "postgresql"\n');
  const difference = [
    "migrate",
    "diff",
    "--from-migrations",
    join("prisma", "migrations"),
    "--to-schema-datamodel",
    SCHEMA,
  ];
  const before = prisma(await emptyDatabase(postgres.url, "before"), ...difference, "--exit-code");
  if (before === 0) {
    console.log("The migrations say all that prisma/schema.prisma says: nothing to do.");
  } else {
    const file = join(folder, "migration.sql");
    const sql = spawnSync(process.execPath, [PRISMA, ...difference, "--script"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, DATABASE_URL: await emptyDatabase(postgres.url, "script"), DATABASE_DIRECT_URL: "" },
    });
    if (sql.status !== 0) throw new Error("Prisma could not write the migration.");
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, sql.stdout);
    if (prisma(await emptyDatabase(postgres.url, "after"), ...difference, "--exit-code") !== 0)
      throw new Error(`${file} does not lead to the schema.`);
    console.log(`${file} is written. Read it, then commit it.`);
  }
} finally {
  await postgres.stop({ remove: true });
}

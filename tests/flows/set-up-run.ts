import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateQueue } from "../../app/adapters/queue/queue-runner.ts";
import { removePostgres, startPostgres } from "../../dev/embedded-postgres.ts";
import { isRunning } from "../../dev/postgres/leftover.ts";

declare module "vitest" {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

const RUNS = join(".cache", "tests");

/** Starts one PostgreSQL for the whole run with a database "proofline" that is migrated once: the template of all others. */
export default async function setUpRun(project: TestProject): Promise<() => Promise<void>> {
  await clearAwayKilledRuns();
  const postgres = await startPostgres({ folder: join(RUNS, String(process.pid)), durable: false });
  const migrated = spawnSync(
    process.execPath,
    [join("node_modules", "prisma", "build", "index.js"), "migrate", "deploy"],
    {
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: postgres.url, DATABASE_DIRECT_URL: "" },
    },
  );
  if (migrated.status !== 0) {
    await postgres.stop({ remove: true });
    throw new Error(`The test database could not be migrated:\n${migrated.stdout}${migrated.stderr}`);
  }
  await migrateQueue(postgres.url);
  project.provide("templateUrl", postgres.url);
  return () => postgres.stop({ remove: true });
}

async function clearAwayKilledRuns(): Promise<void> {
  if (!existsSync(RUNS)) return;
  for (const name of readdirSync(RUNS)) if (!isRunning(Number(name))) await removePostgres(join(RUNS, name));
}

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { migrateQueue } from "../app/adapters/queue/queue-runner.ts";

// Brings the database up to date: our tables, then the queue's. Run before a new version starts; safe to run again.
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set: which database should be brought up to date?");
  process.exit(1);
}
const { status } = spawnSync(
  process.execPath,
  [join("node_modules", "prisma", "build", "index.js"), "migrate", "deploy"],
  {
    stdio: "inherit",
    env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  },
);
if (status !== 0) process.exit(status ?? 1);
await migrateQueue(url);
console.log("The queue's tables are up to date.");

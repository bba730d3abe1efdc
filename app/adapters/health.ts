import { pool } from "./db.ts";
import { checkStorage } from "./storage/storage.ts";

/** The parts without which nothing works. */
export type Part = "database" | "storage" | "queue";

/** Asks one part whether it answers; throws when it does not. */
export const CHECKS: Record<Part, () => Promise<void>> = {
  database: async () => void (await pool().query("SELECT 1")),
  storage: checkStorage,
  queue: async () => void (await pool().query("SELECT FROM graphile_worker._private_jobs LIMIT 1")),
};

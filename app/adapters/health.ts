import { setTimeout as wait } from "node:timers/promises";
import { pool } from "./db.ts";
import { checkStorage } from "./storage/storage.ts";

/** The parts without which nothing works. */
export const PARTS = ["database", "storage", "queue"] as const;
export type Part = (typeof PARTS)[number];

/** Asks one part whether it works: whether it can be written to, for the storage; throws when it does not. */
export const CHECKS: Record<Part, () => Promise<true>> = {
  async database() {
    await pool().query("SELECT 1");
    return true;
  },
  async storage() {
    await checkStorage();
    return true;
  },
  async queue() {
    await pool().query("SELECT FROM graphile_worker._private_jobs LIMIT 1");
    return true;
  },
};

const DATABASE_WITHIN_MS = 1_000;

/** Whether the database answers now, within a second. */
export async function doesDatabaseAnswer(): Promise<boolean> {
  const answer = CHECKS.database().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, wait(DATABASE_WITHIN_MS, false, { ref: false })]);
}

const STORAGE_WITHIN_MS = 1_000;
const STORAGE_LOOKED_AT_EVERY_MS = 30_000;
/** How folders and S3 say that there is no room. */
const NO_ROOM = /ENOSPC|EDQUOT|quota|XMinioStorageFull|InsufficientStorage/i;

/** Whether files can be kept: "slow" when that could not be said within a second. */
export type StorageState = "works" | "full" | "fails" | "slow";

let looked: { at: number; state: Promise<StorageState> } | null = null;

/** Whether files can be kept, looked at anew every half minute at most. */
export function storageState(): Promise<StorageState> {
  if (looked && performance.now() - looked.at < STORAGE_LOOKED_AT_EVERY_MS) return looked.state;
  const state = checkStorage().then(
    (): StorageState => "works",
    (error: Error & { code?: string }): StorageState =>
      NO_ROOM.test(`${error.code} ${error.name} ${error.message}`) ? "full" : "fails",
  );
  looked = {
    at: performance.now(),
    state: Promise.race([state, wait(STORAGE_WITHIN_MS, "slow" as const, { ref: false })]),
  };
  return looked.state;
}

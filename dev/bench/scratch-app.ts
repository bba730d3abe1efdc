import { spawnSync } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPostgres } from "../embedded-postgres.ts";

/** Sets the app's modules up for this process: with this database and this folder of files, and nothing outside. */
export function pretendSettings(databaseUrl: string, filesFolder: string): void {
  const mailKey = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).publicKey.export({
    format: "der",
    type: "spki",
  });
  Object.assign(process.env, {
    LOG_LEVEL: "silent",
    SHOPIFY_API_KEY: "bench-key",
    SHOPIFY_API_SECRET: "bench-secret-not-a-secret",
    SHOPIFY_APP_URL: "https://proofline.test",
    SCOPES: "read_orders",
    DATABASE_URL: databaseUrl,
    STORAGE_URL: `file:${filesFolder}`,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    MAIL_FROM: "bench@shop.test",
    SENDGRID_API_KEY: "SG.bench-key-not-a-key",
    SENDGRID_WEBHOOK_PUBLIC_KEY: mailKey.toString("base64"),
  });
}

/** Runs `work` with the app's modules set up for an empty, migrated database of their own and an empty folder of files. */
export async function inScratchApp<T>(durable: boolean, work: () => Promise<T>): Promise<T> {
  const folder = resolve(".cache", `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({ folder: join(folder, "postgres"), durable });
  pretendSettings(postgres.url, join(folder, "files"));
  const { disconnect } = await import("../../app/adapters/db.ts");
  try {
    const { status, stderr } = spawnSync(process.execPath, ["prisma/migrate.ts"], { encoding: "utf8" });
    if (status !== 0) throw new Error(`The database could not be migrated:\n${stderr}`);
    return await work();
  } finally {
    await disconnect();
    await postgres.stop({ remove: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

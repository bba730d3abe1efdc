import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { disconnect } from "../../app/adapters/db.ts";

// Runs before every flow test file: a fresh database, a fresh folder of files, and settings that lead nowhere outside.
const templateUrl = inject("templateUrl");
const database = `test_${randomBytes(6).toString("hex")}`;
const files = mkdtempSync(join(tmpdir(), "proofline-test-"));

await onServer(`CREATE DATABASE ${database} TEMPLATE proofline`);
// Far from UTC and with summer time: what the app makes of times must not follow the zone of the database.
await onServer(`ALTER DATABASE ${database} SET timezone TO 'America/New_York'`);

Object.assign(process.env, {
  SHOPIFY_API_KEY: "test-key",
  SHOPIFY_API_SECRET: "test-secret-not-a-secret",
  SHOPIFY_APP_URL: "https://proofline.test",
  SCOPES: "read_orders,write_orders,read_products,read_customers",
  DATABASE_URL: templateUrl.replace(/proofline$/, database),
  DATABASE_DIRECT_URL: "",
  SENDGRID_API_KEY: "SG.test-key-not-a-key",
  SENDGRID_WEBHOOK_PUBLIC_KEY: generateKeyPairSync("ec", { namedCurve: "prime256v1" })
    .publicKey.export({ format: "der", type: "spki" })
    .toString("base64"),
  MAIL_FROM: "Proofline <proofline@shop.test>",
  STORAGE_URL: `file:${files}`,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
});

afterAll(async () => {
  await disconnect();
  await onServer(`DROP DATABASE ${database} WITH (FORCE)`);
  rmSync(files, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(templateUrl.replace(/proofline$/, "postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

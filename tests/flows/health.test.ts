// /healthz says whether the app can work, and names the part that cannot.
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { pool } from "../../app/adapters/db.ts";

let silent: Server | undefined;
const STORAGE_URL = process.env.STORAGE_URL;

afterEach(() => {
  process.env.STORAGE_URL = STORAGE_URL;
  vi.resetModules();
  silent?.close();
});

/** /healthz of a process that starts with the environment as it is now. */
async function health(): Promise<{ status: number; parts: unknown }> {
  vi.resetModules();
  const { loader } = await import("../../app/routes/healthz.tsx");
  const answer = await loader();
  return { status: answer.status, parts: await answer.json() };
}

describe("/healthz", () => {
  it("says that all is well", async () => {
    expect(await health()).toEqual({ status: 200, parts: { database: true, storage: true, queue: true } });
  });

  it("names a storage that takes the question and never answers, and answers itself", async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((ready) => silent?.listen(0, "127.0.0.1", ready));
    process.env.STORAGE_URL = `s3://bucket?endpoint=http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "key-not-a-key", AWS_SECRET_ACCESS_KEY: "secret-not-a-secret" });
    expect(await health()).toEqual({ status: 503, parts: { database: true, storage: false, queue: true } });
  });

  it("names a storage that is gone", async () => {
    process.env.STORAGE_URL = "file:/dev/null/nowhere";
    expect(await health()).toEqual({ status: 503, parts: { database: true, storage: false, queue: true } });
  });

  it("names a queue whose tables are gone", async () => {
    await pool().query("ALTER SCHEMA graphile_worker RENAME TO elsewhere");
    const told = await health();
    await pool().query("ALTER SCHEMA elsewhere RENAME TO graphile_worker");
    expect(told).toEqual({ status: 503, parts: { database: true, storage: true, queue: false } });
  });
});

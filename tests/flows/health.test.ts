// /readyz says whether the app can work and names the part that cannot; /livez answers whatever does not.
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { disconnect, pool } from "../../app/adapters/db.ts";
import { QUEUE_CLASSES } from "../../app/domain/words/queue-classes.ts";

let silent: Server | undefined;
const STORAGE_URL = process.env.STORAGE_URL;

afterEach(() => {
  process.env.STORAGE_URL = STORAGE_URL;
  vi.resetModules();
  silent?.close();
});

/** /readyz, or what it was called, of a process that starts with the environment as it is now. */
async function asked(door: "readyz" | "healthz" = "readyz") {
  vi.resetModules();
  const { loader } =
    door === "readyz" ? await import("../../app/routes/readyz.tsx") : await import("../../app/routes/healthz.tsx");
  const answer = await loader();
  return { status: answer.status, told: (await answer.json()) as Record<string, unknown> };
}
async function health(): Promise<{ status: number; parts: unknown }> {
  const { status, told } = await asked();
  const { database, storage, queue } = told;
  return { status, parts: { database, storage, queue } };
}
const due = (job: string, minutes: number) =>
  pool().query(`SELECT graphile_worker.add_job($1, '{}'::json, run_at => now() - $2 * interval '1 minute')`, [
    job,
    minutes,
  ]);

describe("/readyz", () => {
  it.each(["readyz", "healthz"] as const)("says that all is well (%s)", async (door) => {
    const inTime = { state: "in time", jobs: 0, oldestSeconds: 0 };
    expect(await asked(door)).toEqual({
      status: 200,
      told: {
        isReady: true,
        database: true,
        storage: true,
        queue: true,
        worker: { state: "none", secondsAgo: null },
        waiting: Object.fromEntries(QUEUE_CLASSES.map((name) => [name, inTime])),
      },
    });
  });

  it("tells when a worker last spoke, and of each class how long its oldest job waits", async () => {
    await pool().query(
      `INSERT INTO "WorkerHeartbeat" (id, "beatAt") VALUES ('one', clock_timestamp() - interval '50 s')`,
    );
    for (const [job, minutes] of [
      ["send-email", 4],
      ["tell-data-request", 11],
      ["clean-up", 11],
      ["hold-order", 1],
    ] as const)
      await due(job, minutes);
    const { status, told } = await asked();
    expect([status, told.worker]).toEqual([
      200,
      { state: "beats", secondsAgo: expect.toSatisfy((s) => s >= 50 && s < 59) },
    ]);
    expect(told.waiting).toMatchObject({
      acts: { state: "in time", jobs: 0 },
      emails: { state: "late", jobs: 2, oldestSeconds: expect.toSatisfy((s) => s >= 660) },
      imports: { state: "in time", jobs: 1 },
      shopify: { state: "in time", jobs: 1 },
    });
    await pool().query(`UPDATE "WorkerHeartbeat" SET "beatAt" = clock_timestamp() - interval '61 s'`);
    expect((await asked()).told.worker).toMatchObject({ state: "silent" });
    await pool().query(`DELETE FROM "WorkerHeartbeat"`);
    await pool().query("DELETE FROM graphile_worker._private_jobs");
  });

  it("answers while the database is away, and so does /livez", async () => {
    const url = process.env.DATABASE_URL!;
    await disconnect();
    process.env.DATABASE_URL = url.replace(/:[0-9]+[/]/, ":1/");
    const { status, told } = await asked();
    const { loader } = await import("../../app/routes/livez.tsx");
    expect(loader().status).toBe(200);
    const { disconnect: close } = await import("../../app/adapters/db.ts");
    await close();
    process.env.DATABASE_URL = url;
    expect([status, told]).toMatchObject([
      503,
      { isReady: false, database: false, storage: true, queue: false, worker: { state: "unknown" }, waiting: null },
    ]);
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

// Times are in UTC whatever the database is set to, and a database that the app cannot work with ends its start with one sentence.
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { databaseProblem, openPool, UtcClient } from "../../app/adapters/connections.ts";
import { db, pool } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import { openDatabaseProxy } from "./database-proxy.ts";

const url = () => env().DATABASE_URL;
const servers: Server[] = [];
afterEach(() => void servers.splice(0).forEach((server) => server.close()));

/** A pooler as far as its clients can tell: it gives them a process number of its own. */
async function pooled(): Promise<string> {
  const { hostname, port } = new URL(url());
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    for (const end of [client, database]) end.on("error", () => void [client, database].map((one) => one.destroy()));
    client.pipe(database);
    database.on("end", () => client.end());
    database.on("data", (bytes) => {
      const at = bytes.indexOf(Buffer.from([75, 0, 0, 0, 12]));
      if (at >= 0) bytes.writeInt32BE(2_000_000, at + 5);
      client.write(bytes);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = new URL(url());
  address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return address.href;
}

it("the database of these tests is far from UTC, and no connection of the app is", async () => {
  const { rows } = await pool().query("SELECT current_setting('TimeZone') AS zone");
  expect(rows).toEqual([{ zone: "UTC" }]);
  expect(
    await db().$queryRaw`SELECT reset_val AS set, setting AS zone FROM pg_settings WHERE name = 'TimeZone'`,
  ).toEqual([{ set: "America/New_York", zone: "UTC" }]);
  const client = new UtcClient({ connectionString: url() });
  await new Promise<void>((done, fail) => client.connect((error) => (error ? fail(error) : done())));
  expect((await client.query("SHOW TimeZone")).rows).toEqual([{ TimeZone: "UTC" }]);
  await client.end();
});

it.each([
  ["connection", "5s", "5s"],
  ["transaction", "5s", "0"],
] as const)("how long locks are waited for is kept by the %s", async (keptBy, within, outside) => {
  const lockWait = { ms: 5_000, keptBy };
  const waiting = openPool({ event: "lost", connectionString: url(), max: 1, lockWait });
  const prisma = new PrismaClient({ adapter: new PrismaPg(waiting) });
  const asked = (client: Pick<PrismaClient, "$queryRaw">) => client.$queryRaw`SHOW lock_timeout`;
  expect(await prisma.$transaction((tx) => asked(tx))).toEqual([{ lock_timeout: within }]);
  expect(await asked(prisma)).toEqual([{ lock_timeout: outside }]);
  expect((await waiting.query("SHOW TimeZone")).rows).toEqual([{ TimeZone: "UTC" }]);
  await prisma.$disconnect();
  await waiting.end();
});

// As long as a busy machine never takes for a small answer.
const SILENT = 2_500;

it("a database that vanished without ending its connections is asked anew, in a transaction or outside, and one that is asked nothing is not", async () => {
  const proxy = await openDatabaseProxy(url());
  const asking = openPool({ event: "lost", connectionString: proxy.url, max: 3, silentMs: SILENT });
  const prisma = new PrismaClient({ adapter: new PrismaPg(asking) });
  const pid = async () => (await asking.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]!.pid;
  const first = await pid();
  const listening = await asking.connect();
  const lost = new Promise((give) => listening.once("error", give));
  const isLost = await Promise.race([lost, wait(SILENT + 500, false)]);
  expect([isLost, (await listening.query("SELECT 1 AS one")).rows]).toEqual([false, [{ one: 1 }]]);
  listening.release();
  const halfway = prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    proxy.silence();
    await tx.$queryRaw`SELECT 2`;
  });
  await expect(halfway).rejects.toThrow(/closed|terminated|said nothing/i);
  await expect.poll(() => pid().catch(() => first), { timeout: 30_000 }).not.toBe(first);
  await prisma.$disconnect();
  await asking.end();
  await proxy.close();
});

it("connections that are lost in transactions take no place for good", async () => {
  const asking = openPool({ event: "lost", connectionString: url(), max: 1 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(asking) });
  const loseOne = () => prisma.$transaction((tx) => tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`);
  await expect(loseOne()).rejects.toThrow();
  await expect(loseOne()).rejects.toThrow(/terminat/i);
  expect((await asking.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await prisma.$disconnect();
  await asking.end();
});

it("the database itself, with or without a pooler before it, is no problem", async () => {
  expect(await databaseProblem({ DATABASE_URL: url() })).toBeNull();
  expect(await databaseProblem({ DATABASE_URL: await pooled(), DATABASE_DIRECT_URL: url() })).toBeNull();
});

it("what is wrong is said in one sentence that names the setting and no password", async () => {
  const nowhere = new URL(url());
  nowhere.port = "1";
  const other = url().replace(/[^/]+$/, "postgres");
  const problems = await Promise.all([
    databaseProblem({ DATABASE_URL: nowhere.href }),
    databaseProblem({ DATABASE_URL: await pooled() }),
    databaseProblem({ DATABASE_URL: url(), DATABASE_DIRECT_URL: nowhere.href }),
    databaseProblem({ DATABASE_URL: url(), DATABASE_DIRECT_URL: await pooled() }),
    databaseProblem({ DATABASE_URL: url(), DATABASE_DIRECT_URL: other }),
  ]);
  expect(problems).toEqual([
    expect.stringMatching(
      /^The database does not answer at DATABASE_URL \(127\.0\.0\.1:1\/test_\w+\): .*ECONNREFUSED.*\.$/,
    ),
    expect.stringMatching(/^DATABASE_URL \(.*\) leads to a pooler: set DATABASE_DIRECT_URL /),
    expect.stringMatching(/^The database does not answer at DATABASE_DIRECT_URL /),
    expect.stringMatching(/^DATABASE_DIRECT_URL \(.*\) leads to a pooler: /),
    expect.stringMatching(/^DATABASE_URL .* and DATABASE_DIRECT_URL .* are not the same database\.$/),
  ]);
  const { password } = new URL(url());
  expect(problems.join()).not.toContain(password || "@");
});

it("a worker that is started with a wrong one ends at once, and says which", () => {
  const { status, stderr } = spawnSync(process.execPath, ["app/worker.server.ts"], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_DIRECT_URL: url().replace(/[^/]+$/, "postgres") },
  });
  expect([
    status,
    stderr
      .trim()
      .split("\n")
      .filter((line) => !/^\(|Warning/.test(line)),
  ]).toEqual([1, [expect.stringContaining("are not the same database.")]]);
});

// Times are in UTC whatever the database is set to, and a database that the app cannot work with ends its start with one sentence.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, it } from "vitest";
import { databaseProblem, UtcClient } from "../../app/adapters/connections.ts";
import { db, pool } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";

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

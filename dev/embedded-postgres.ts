import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { isRunning, stopLeftover, stopPostgres } from "./postgres/leftover.ts";
import { prepareHome, program, type PostgresHome } from "./postgres/native.ts";

type Options = {
  /** Belongs to this PostgreSQL alone; made when missing. What it holds is found again by the next start. */
  folder: string;
  port?: number;
  /** false for tests: faster, and a power cut loses everything. */
  durable?: boolean;
};
type Identity = { id: string; password: string; startedBy?: number; place?: string };
export type RunningPostgres = { url: string; port: number; stop(options?: { remove?: boolean }): Promise<void> };

// The pipe at 3 closes when the starter dies, however it dies; a process that is nobody's child then stops PostgreSQL.
const ENDS_WITH_STARTER = '( (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & ); exec "$@" 3<&-';

/** Starts the PostgreSQL 17 that comes as an npm package, as root too; `url` names an empty or known database "proofline". */
export async function startPostgres(options: Options): Promise<RunningPostgres> {
  const folder = resolve(options.folder);
  const identity = readIdentity(folder);
  await refuseWhenInUse(folder, identity);
  const home = prepareHome(folder, identity.id);
  const dataFolder = join(home.place, "data");
  await stopLeftover(dataFolder, identity.password);
  writeIdentity(folder, { ...identity, startedBy: process.pid, place: home.place });
  if (!existsSync(join(dataFolder, "PG_VERSION"))) createCluster(home, dataFolder, identity.password);
  const { server, port } = await startServer(home, dataFolder, identity.password, options);
  const url = `postgres://postgres:${identity.password}@127.0.0.1:${port}/proofline`;
  return {
    url,
    port,
    async stop({ remove = false } = {}) {
      if (server.pid && server.exitCode === null) await stopPostgres(server.pid);
      (server.stdio[3] as Readable | null)?.destroy();
      writeIdentity(folder, { id: identity.id, password: identity.password, place: home.place });
      if (remove) await removePostgres(folder);
    },
  };
}

/** Stops what runs on this folder and deletes it with all its data, also where root had to keep that elsewhere. */
export async function removePostgres(folderName: string): Promise<void> {
  const folder = resolve(folderName);
  if (!existsSync(join(folder, "identity.json"))) return;
  const identity = readIdentity(folder);
  await refuseWhenInUse(folder, identity);
  if (identity.place) {
    await stopLeftover(join(identity.place, "data"), identity.password);
    rmSync(identity.place, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

// A starter that was killed this moment may take a little to vanish.
async function refuseWhenInUse(folder: string, { startedBy }: Identity): Promise<void> {
  if (!startedBy || startedBy === process.pid) return;
  for (let waited = 0; waited < 1000 && isRunning(startedBy); waited += 100) await wait(100);
  if (isRunning(startedBy))
    throw new Error(`The database in ${folder} is in use by process ${startedBy}. Stop that one first.`);
}

function readIdentity(folder: string): Identity {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "identity.json");
  if (!existsSync(file))
    writeIdentity(folder, { id: randomBytes(8).toString("hex"), password: randomBytes(16).toString("hex") });
  return JSON.parse(readFileSync(file, "utf8")) as Identity;
}

function writeIdentity(folder: string, identity: Identity): void {
  writeFileSync(join(folder, "identity.json"), JSON.stringify(identity), { mode: 0o600 });
}

function createCluster(home: PostgresHome, dataFolder: string, password: string): void {
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dataFolder, { mode: 0o700 });
  const passwordFile = join(dataFolder, "..", "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.runAs.uid !== undefined)
    for (const path of [dataFolder, passwordFile]) chownSync(path, home.runAs.uid, home.runAs.gid ?? 0);
  const result = spawnSync(
    program(home, "initdb"),
    [
      "-D",
      dataFolder,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
    ],
    { ...home.runAs, cwd: home.place, env: environment(), encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (result.status === 0) return;
  rmSync(dataFolder, { recursive: true, force: true });
  throw new Error(`PostgreSQL could not create its data in ${dataFolder}:\n${result.error?.message ?? result.stderr}`);
}

async function startServer(home: PostgresHome, dataFolder: string, password: string, options: Options) {
  const log = join(resolve(options.folder), "postgres.log");
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const output = openSync(log, "w", 0o600);
    const settings = [
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      "timezone=UTC",
      "log_timezone=UTC",
    ];
    if (options.durable === false) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
    const command = [
      program(home, "postgres"),
      "-D",
      dataFolder,
      "-p",
      String(port),
      ...settings.flatMap((setting) => ["-c", setting]),
    ];
    const [file = "", ...args] =
      process.platform === "win32" ? command : ["/bin/sh", "-c", ENDS_WITH_STARTER, "sh", ...command];
    // A group of its own, so that Ctrl-C reaches the starter alone and the database is stopped last.
    const server = spawn(file, args, {
      ...home.runAs,
      cwd: home.place,
      env: environment(),
      detached: true,
      stdio: ["ignore", output, output, "pipe"],
    });
    closeSync(output);
    server.on("error", () => undefined);
    if (await isReady(server, port, password)) return { server, port };
    const words = readFileSync(log, "utf8");
    if (/Address already in use/i.test(words) && options.port === undefined && attempt < 5) continue;
    if (/Address already in use/i.test(words)) throw new Error(`Port ${port} is in use by another program.`);
    throw new Error(`PostgreSQL did not start. Its last words:\n${words.split("\n").slice(-12).join("\n")}`);
  }
}

async function isReady(server: ChildProcess, port: number, password: string): Promise<boolean> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return false;
    const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
    try {
      await client.connect();
      const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'proofline'");
      if (rowCount === 0) await client.query("CREATE DATABASE proofline");
      return true;
    } catch {
      await wait(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  if (server.pid) await stopPostgres(server.pid);
  return false;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? done(address.port) : fail(new Error("No port is free.")),
      );
    });
  });
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  return { PATH, SystemRoot, LC_ALL: "C", TZ: "UTC", NODE_ENV };
}

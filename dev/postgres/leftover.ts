import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/** Stops a PostgreSQL that a killed starter left running on this data folder, and clears away a stale postmaster.pid. */
export async function stopLeftover(dataFolder: string, password: string): Promise<void> {
  const pidFile = join(dataFolder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (isRunning(pid) && (await isOurs(pid, Number(lines[3]), dataFolder, password))) await stopPostgres(pid);
  rmSync(pidFile, { force: true });
}

/** Ends a PostgreSQL by its process id: open connections are cut off first, and only a deaf one is stopped hard. */
export async function stopPostgres(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isRunning(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < 10_000 && isRunning(pid); waited += 50) await wait(50);
  }
}

/** Says whether a process with this id runs, whoever owns it. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || isZombie(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

// In a container whose first process reaps nobody, the dead keep their id.
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

// A process id may have gone to a stranger since: believe the command line, or else the server's own word.
async function isOurs(pid: number, port: number, dataFolder: string, password: string): Promise<boolean> {
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine)) return readFileSync(commandLine, "utf8").split("\0").includes(dataFolder);
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password,
    database: "postgres",
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === dataFolder;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

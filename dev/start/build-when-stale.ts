import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["app", "public", "remix.config.js", "vite.config.ts", "package-lock.json"];
const STAMP = join("build", ".built-from");
const SERVER = join("build", "server", "index.js");
const REMIX = join("node_modules", "@remix-run", "dev", "dist", "cli.js");

/** Builds the app into build/ unless it was built from exactly these files. */
export function buildWhenStale(): void {
  const sources = fingerprint();
  if (existsSync(STAMP) && existsSync(SERVER) && readFileSync(STAMP, "utf8") === sources) return;
  rmSync(STAMP, { force: true });
  console.log("Building the app …");
  const { status, stdout, stderr } = spawnSync(process.execPath, [REMIX, "vite:build"], {
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) throw new Error(`The app could not be built:\n${stdout}\n${stderr}`);
  writeFileSync(STAMP, sources);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesIn).filter((path) => !path.endsWith(".test.ts"))) {
    hash
      .update(file)
      .update("\0")
      .update(createHash("sha256").update(readFileSync(file)).digest());
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

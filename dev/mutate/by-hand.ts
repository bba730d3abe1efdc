import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { FAULTS } from "./faults.ts";
import { SILENT_FAULTS } from "./silent-faults.ts";

// Part of `npm run mutate`: puts known faults into a copy of the tree, one at a time, and runs the test that must notice each.

const LEFT_OUT = ["node_modules", ".git", ".cache", ".data", "build", "coverage"];
// A folder that PostgreSQL's own user may enter (docs/decisions/004).
const copy = mkdtempSync(join(tmpdir(), "proofline-faults-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

cpSync(".", copy, {
  recursive: true,
  mode: 0,
  filter: (path) => !LEFT_OUT.includes(relative(".", path).split("/")[0] ?? ""),
});
symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));

const ALL = [...FAULTS, ...SILENT_FAULTS];
const overlooked = ALL.filter(({ what, file, find, put, test, project }) => {
  const path = join(copy, file);
  const whole = readFileSync(path, "utf8");
  if (whole.split(find).length !== 2) throw new Error(`"${find}" does not stand once in ${file} any more: ${what}`);
  writeFileSync(
    path,
    whole.replace(find, () => put),
  );
  const args = [join("node_modules", "vitest", "vitest.mjs"), "run", "--project", project, test];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  writeFileSync(path, whole);
  const isNoticed = status !== 0 && /Tests\s.*failed/.test(stripVTControlCharacters(stdout));
  console.log(`${isNoticed ? "noticed   " : "OVERLOOKED"} ${what} (${test})`);
  return !isNoticed;
});
console.log(`${ALL.length - overlooked.length} of ${ALL.length} faults are noticed`);
process.exit(overlooked.length > 0 ? 1 : 0);

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

// Part of `npm run sweep`: a copy of the tree gets one more step with its role and its email. That may cost at most six files and
// thirty lines (docs/decisions/013-sheets.md), must work, and without any one of its entries must not compile.

const PATCH = join("dev", "proof", "colour-proof.patch");
const MOST_FILES = 6;
const MOST_LINES = 30;
const LEFT_OUT = ["node_modules", ".git", ".cache", ".data", "build", "coverage"];
const VITEST = join("node_modules", "vitest", "vitest.mjs");
/** What the patched tree is asked. The outline of the workflow is written anew: it is made from the table. */
const QUESTIONS: [what: string, args: string[]][] = [
  ["the types", [join("node_modules", "typescript", "bin", "tsc"), "--noEmit", "-p", "."]],
  ["the outline is made", [VITEST, "run", "--project", "unit", "app/domain/workflow/workflow-outline.test.ts", "-u"]],
  ["the rules, the emails and the menu", [VITEST, "run", "--project", "unit", "app/domain", "app/emails", "app/ui"]],
  [
    "who may come in, and what they see and do there",
    [VITEST, "run", "--project", "flows", "tests/flows/access-table.test.ts", "tests/flows/access-leaks.test.ts"],
  ],
];

// A folder that PostgreSQL's own user may enter (docs/decisions/004).
const copy = mkdtempSync(join(tmpdir(), "proofline-step-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
process.on("SIGINT", () => process.exit(130));

const whole = readFileSync(PATCH, "utf8");
const entries = entriesOf(whole);
const lines = whole.split("\n").filter((line) => /^[+-](?!\+\+|--)/.test(line)).length;
const files = new Set(entries.map(({ file }) => file)).size;
let lastWords = "";
let hasFailed = files > MOST_FILES || lines > MOST_LINES;
console.log(`a step, its role and its email: ${files} files, ${lines} lines`);

makeCopy();
apply(whole);
for (const [what, args] of QUESTIONS) say(run(args) === 0, what);

for (const { name, text } of entries) {
  makeCopy();
  apply(whole);
  apply(text, "--reverse");
  say(run(QUESTIONS[0]![1]) !== 0, `does not compile without ${name}`);
}
process.exit(hasFailed ? 1 : 0);

/** The patch hunk by hunk, each as a patch of its own. */
function entriesOf(patch: string): { file: string; name: string; text: string }[] {
  return patch
    .split(/^(?=diff --git )/m)
    .filter((part) => part.startsWith("diff --git "))
    .flatMap((part) => {
      const file = /^diff --git a\/(\S+)/.exec(part)![1]!;
      const [head, ...hunks] = part.split(/^(?=@@ )/m);
      return hunks.map((hunk, at) => ({
        file,
        name: hunks.length > 1 ? `${file} (${at + 1})` : file,
        text: `${head}${hunk}`,
      }));
    });
}

function makeCopy(): void {
  rmSync(copy, { recursive: true, force: true });
  cpSync(".", copy, {
    recursive: true,
    mode: 0,
    filter: (path) => !LEFT_OUT.includes(relative(".", path).split("/")[0] ?? ""),
  });
  symlinkSync(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
}

function apply(patch: string, ...flags: string[]): void {
  const path = join(copy, "step.patch");
  writeFileSync(path, patch);
  const { status, stderr } = spawnSync("git", ["apply", "--recount", "-C1", ...flags, path], {
    cwd: copy,
    encoding: "utf8",
  });
  rmSync(path);
  if (status !== 0) throw new Error(`${PATCH} does not apply any more: ${stderr}`);
}

function run(args: string[]): number | null {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  lastWords = `${stdout}${stderr}`;
  return status;
}

function say(isWell: boolean, what: string): void {
  console.log(`${isWell ? "well  " : "FAILED"} ${what}`);
  if (!isWell) console.error(lastWords);
  hasFailed ||= !isWell;
}

// Every `npm run …` begins here, under any Node from 20 on and with nothing installed:
// install what package-lock.json says, then go on under the project's own Node 24 (docs/decisions/002).
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { restarts, toldAgain } from "./start/again.mjs";
import { install } from "./start/install.mjs";
import { chooseNode } from "./start/node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

const bin = (...path) => join("node_modules", ...path);
const production = { NODE_ENV: "production" };

/** Each task: the script and its arguments. `installed` tasks run on a server, where nothing may be installed behind one's back; those that are `kept` are started again when they end unasked. */
const TASKS = {
  prepare: null,
  demo: { run: ["dev/demo.ts"] },
  dev: { run: ["dev/dev.ts"] },
  test: { run: ["dev/test.ts"] },
  e2e: { run: ["dev/test.ts", "--project", "e2e"] },
  lint: { run: ["dev/lint.ts"] },
  typecheck: { run: ["dev/typecheck.ts"] },
  "theme-check": { run: ["dev/check-theme.ts"] },
  bench: { run: ["dev/bench/bench.ts"] },
  sweep: { run: ["dev/bench/sweep.ts"] },
  mutate: { run: ["dev/mutate/mutate.ts"] },
  format: { run: [bin("prettier", "bin", "prettier.cjs"), "--write", "--log-level=warn", "."] },
  "new-migration": { run: ["dev/new-migration.ts"] },
  build: { run: [bin("@remix-run", "dev", "dist", "cli.js"), "vite:build"], env: production },
  migrate: { run: ["prisma/migrate.ts"], env: production, installed: true },
  start: { run: ["app/web.server.ts"], env: production, installed: true, kept: true },
  worker: { run: ["app/worker.server.ts"], env: production, installed: true, kept: true },
};

const [name, ...args] = process.argv.slice(2);
if (!name || !(name in TASKS)) stop(`Say what to run: ${Object.keys(TASKS).join(", ")}.`);
try {
  const task = TASKS[name];
  if (!task?.installed) install({ byNpm: name === "prepare" });
  if (task) run(chooseNode(), task, args);
} catch (error) {
  stop(error.message);
}

function run(node, task, args) {
  if (!existsSync(task.run[0])) stop(`${task.run[0]} is missing: is this a complete copy of the project?`);
  const env = {
    ...process.env,
    ...task.env,
    PATH: `${dirname(node)}${process.platform === "win32" ? ";" : ":"}${process.env.PATH}`,
  };
  const settings = task.installed && existsSync(".env") ? ["--env-file=.env"] : [];
  let child;
  let isEnding = false;
  let pausing = false;
  const again = restarts();
  const begin = () => {
    const began = performance.now();
    child = spawn(node, [...settings, ...task.run, ...args], {
      stdio: "inherit",
      env: { ...env, STARTED_BY: String(process.pid) },
    });
    child.on("error", (error) => stop(`${node} could not be started: ${error.message}`));
    child.on("exit", (code, signal) => {
      const pause = task.kept && !isEnding && code !== 0 ? again(performance.now() - began) : null;
      if (pause === null) process.exit(code ?? (signal === "SIGINT" ? 130 : 1));
      console.error(`\n${toldAgain(name, pause)}\n`);
      pausing = true;
      setTimeout(() => {
        pausing = false;
        begin();
      }, pause);
    });
  };
  const end = (signal) => {
    isEnding = true;
    if (pausing) process.exit(0);
    child.kill(signal);
  };
  begin();
  // Ctrl-C reaches the child as well, by the terminal: wait for it. What only we are told is passed on.
  process.on("SIGINT", () => (pausing ? process.exit(130) : (isEnding = true)));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => end(signal));
  if (process.env.npm_lifecycle_event) endWithParent(end);
}

// npm starts us through a shell, and some shells die of SIGTERM without telling their child.
function endWithParent(end) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end("SIGTERM"), 500).unref();
}

function stop(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

// `npm test`: unit, corpus, flow and browser tests; what follows `--` goes to vitest.

// Node keeps what it has compiled for the many processes that the tests start.
process.env.NODE_COMPILE_CACHE ??= resolve(".cache", "compiled");

const vitest = spawn(
  process.execPath,
  [join("node_modules", "vitest", "vitest.mjs"), "run", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => vitest.kill("SIGTERM"));
vitest.on("exit", (code) => process.exit(code ?? 1));

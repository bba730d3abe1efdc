import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

// `npm test`: unit, corpus, flow and browser tests, without the long days of `npm run sweep`; what follows `--` goes to vitest.

// Node keeps what it has compiled for the many processes that the tests start.
process.env.NODE_COMPILE_CACHE ??= resolve(".cache", "compiled");

const asked = process.argv.slice(2);
const projects = asked.some((one) => one.startsWith("--project")) ? [] : ["--project=!days"];
const vitest = spawn(process.execPath, [join("node_modules", "vitest", "vitest.mjs"), "run", ...projects, ...asked], {
  stdio: "inherit",
});
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => vitest.kill("SIGTERM"));
vitest.on("exit", (code) => process.exit(code ?? 1));

import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildWhenStale } from "./start/build-when-stale.ts";

// `npm test`: unit, corpus, flow and browser tests; what follows `--` goes to vitest. The browser tests walk through the built app.

buildWhenStale();
const vitest = spawn(
  process.execPath,
  [join("node_modules", "vitest", "vitest.mjs"), "run", ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => vitest.kill("SIGTERM"));
vitest.on("exit", (code) => process.exit(code ?? 1));

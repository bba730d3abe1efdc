import { spawnSync } from "node:child_process";
import { assignment } from "./assignment.ts";
import { burst } from "./burst.ts";
import { live } from "./live.ts";
import { memory } from "./memory.ts";
import { pages } from "./pages.ts";
import { readOptions } from "./options.ts";
import { renditions } from "./renditions.ts";
import { uploads } from "./uploads.ts";
import { walls } from "./walls.ts";
import { webhooks } from "./webhooks.ts";
import { zips } from "./zips.ts";

// npm run bench [-- part… --rows=1000000 --megabytes=1024 --webhooks=4000 --orders=1100 --minutes=3]: each figure beside another of the same run on the same
// machine, because only their ratio means anything elsewhere. docs/benchmarks.md keeps what was measured.

const PARTS = { walls, webhooks, renditions, zips, uploads, live, pages, assignment, burst, memory };

const { parts, sizes } = readOptions(process.argv.slice(2), Object.keys(PARTS) as (keyof typeof PARTS)[]);
const [only, ...others] = parts;
if (only && others.length === 0 && process.env.LOG_LEVEL === "silent") {
  const began = performance.now();
  const lines = await PARTS[only](sizes);
  console.log(`\n${only} (${Math.round((performance.now() - began) / 1_000)} s)`);
  for (const line of lines) console.log(`  ${line}`);
  process.exit(0);
}
// A process for each, as quiet as in tests: the app reads its settings once, and one part's memory is not counted as another's.
const amounts = Object.entries(sizes).map(([name, value]) => `--${name}=${value}`);
const failed = parts.filter(
  (part) =>
    spawnSync(process.execPath, ["dev/bench/bench.ts", part, ...amounts], {
      stdio: "inherit",
      env: { ...process.env, LOG_LEVEL: "silent" },
    }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);

import { spawnSync } from "node:child_process";
import { join } from "node:path";

// `npm run mutate`: faults that Stryker makes in the domain, then those of `faults.ts` in services and SQL. What follows `--` goes
// to Stryker, e.g. --mutate 'app/domain/emails/*.ts'.

const stryker = [
  join("node_modules", "@stryker-mutator", "core", "bin", "stryker.js"),
  "run",
  "dev/mutate/stryker.json",
];
const runs = [[...stryker, ...process.argv.slice(2)], [join("dev", "mutate", "by-hand.ts")]];
const statuses = runs.map((args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);

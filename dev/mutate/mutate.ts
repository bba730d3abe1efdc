import { spawnSync } from "node:child_process";
import { join } from "node:path";

// `npm run mutate`: faults that Stryker makes in the domain, then those of `faults.ts` and `silent-faults.ts` in services and SQL. It lists
// each fault that no test notices, prints the share of those that are noticed, room by room, and fails where it is under that of
// `stryker.json`.
// `npm run mutate -- emails` tries one room of the domain alone.

const [room] = process.argv.slice(2);
const ofRoom = [`app/domain/${room ?? ""}/**/*.ts`, "!app/domain/**/*.test.ts", "!app/domain/**/*.fixture.ts"];
const stryker = [
  join("node_modules", "@stryker-mutator", "core", "bin", "stryker.js"),
  "run",
  "dev/mutate/stryker.json",
];
const runs =
  room === undefined ? [stryker, [join("dev", "mutate", "by-hand.ts")]] : [[...stryker, "--mutate", ofRoom.join(",")]];
const statuses = runs.map((args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);

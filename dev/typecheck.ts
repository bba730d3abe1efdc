import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";

// `npm run typecheck`: the project, and each extension by itself, because each knows another `shopify`.

const tsc = join("node_modules", "typescript", "bin", "tsc");
const projects = [".", ...globSync("extensions/*/tsconfig.json").map((file) => dirname(file))];
const statuses = projects.map(
  (project) => spawnSync(process.execPath, [tsc, "--noEmit", "-p", project], { stdio: "inherit" }).status,
);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);

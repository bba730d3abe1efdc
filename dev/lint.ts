import { spawnSync } from "node:child_process";
import { join } from "node:path";

// `npm run lint`: the rules of eslint.config.js, and whether everything is formatted (`npm run format` does it).

const CHECKS = [
  [join("node_modules", "eslint", "bin", "eslint.js"), ".", "--max-warnings=0"],
  [join("node_modules", "prettier", "bin", "prettier.cjs"), "--check", "--log-level=warn", "."],
];
const statuses = CHECKS.map((args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status);
process.exit(statuses.every((status) => status === 0) ? 0 : 1);

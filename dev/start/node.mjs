import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

const LOWEST = [22, 18];
const EXE = process.platform === "win32" ? "node.exe" : "node";
const PLATFORM = process.platform === "win32" ? "win" : process.platform;
const OURS = join("node_modules", "node", "bin", EXE);

/** The Node that the project runs under: its own Node 24 from node_modules, or else this one if it is new enough. */
export function chooseNode() {
  if (versionOf(OURS)) return join(process.cwd(), OURS);
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Error(
    `This is Node ${process.versions.node}, and there is no packaged Node 24 for ${process.platform} on ${process.arch}.\n` +
      `Install Node ${LOWEST.join(".")} or later (24 is best), then run the same command again.`,
  );
}

/** Puts the packaged Node of this platform where `npm run` finds it, as the install script of npm's package "node" does with a network. */
export function linkPackagedNode() {
  if (versionOf(OURS)) return;
  const packaged = [`node-${PLATFORM}-${process.arch}`, `node-bin-${PLATFORM}-${process.arch}`]
    .map((name) => join("node_modules", name, "bin", EXE))
    .find(existsSync);
  if (!packaged) return;
  mkdirSync(dirname(OURS), { recursive: true });
  rmSync(OURS, { force: true });
  try {
    linkSync(packaged, OURS);
  } catch {
    copyFileSync(packaged, OURS);
  }
  chmodSync(OURS, 0o755);
  const shortcut = join("node_modules", ".bin", "node");
  if (process.platform !== "win32" && !existsSync(shortcut)) {
    rmSync(shortcut, { force: true });
    symlinkSync(join("..", "node", "bin", "node"), shortcut);
  }
}

function versionOf(node) {
  if (!existsSync(node)) return null;
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 && isNewEnough(stdout.trim().slice(1)) ? stdout.trim() : null;
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1]);
}

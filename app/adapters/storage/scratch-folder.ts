import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/** Longer than any work in such a folder takes. */
const OF_OTHERS_KEPT_MS = 24 * 3_600_000;

/** Whose a folder is: a hash of the machine's name, the process's number, and when that process began. */
const NAME = /^proofline-([0-9a-f]{10})-(\d+)-(\d+)-\w{6}$/;
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 10);
const OWN = `proofline-${HOST}-${process.pid}-${startOf(process.pid) ?? 0}-`;

/** Runs `work` with an empty folder of its own, which is gone afterwards whatever happens; what a killed process leaves, the next start empties. */
export async function inScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), OWN));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Removes the folders of processes of this machine that live no more, and of other machines that share the disk after a day; answers how
 * many. A number alone would not tell: the system gives it to another process. Never throws, because it is asked when the app starts.
 */
export async function dropLeftScratch(place = tmpdir()): Promise<number> {
  const names = await readdir(place).catch(() => []);
  let count = 0;
  for (const name of names) {
    const path = join(place, name);
    if (!(await isLeft(name, path))) continue;
    const isGone = await rm(path, { recursive: true, force: true }).then(
      () => true,
      () => false,
    );
    if (isGone) count += 1;
  }
  return count;
}

async function isLeft(name: string, path: string): Promise<boolean> {
  const [, host, pid, began] = NAME.exec(name) ?? [];
  if (host === undefined) return false;
  if (host === HOST) return String(startOf(Number(pid))) !== began;
  const touched = await stat(path).catch(() => null);
  return touched !== null && touched.mtimeMs < Date.now() - OF_OTHERS_KEPT_MS;
}

/** When a process began, in a unit of the system's; null when it lives no more. */
function startOf(pid: number): number | null {
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

// The 22nd of /proc/<pid>/stat, proc(5), in ticks since the machine started; the name before it may hold blanks and brackets.
function fromProc(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
}

function fromPs(pid: number): number {
  return Date.parse(execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "latin1" }).trim());
}

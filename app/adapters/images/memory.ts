import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The memory a process holds, in bytes; null when it is gone or the system does not say. */
export function memoryOf(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

// /proc/<pid>/statm counts in pages, proc(5); the second number is what is resident.
function fromProc(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE_BYTES;
}

const PAGE_BYTES = 4096;

function fromPs(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "latin1" }).trim()) * 1024;
}

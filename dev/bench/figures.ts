import { readFileSync } from "node:fs";

/** The middle one of many durations of the same thing, in ms, after a few that do not count. */
export async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = -5; run < runs; run += 1) {
    const began = performance.now();
    await work();
    if (run >= 0) took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0;
}

/** A number for people: three digits that matter. */
export function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

/** Resident memory of a process in MB; NaN where the system does not tell (not Linux). */
export function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return NaN;
  }
}

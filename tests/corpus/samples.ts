import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** Real inputs kept beside the project; tests over them are reported as skipped where they are not. */
export const samplesFolder = resolve("../shared/samples");
export const hasSamples = existsSync(samplesFolder);

/** All files below a folder of the samples, as full paths, in a stable order. */
export function samplesIn(folder: string): string[] {
  if (!hasSamples) return [];
  const entries = readdirSync(join(samplesFolder, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A sample's path as the samples' own lists name it. */
export function sampleName(path: string): string {
  return relative(samplesFolder, path);
}

/** Says in the test report how many files a test has really covered. */
export function sayCovered(what: string, count: number): void {
  console.log(`corpus: ${count} files covered (${what})`);
}

/** Cases kept beside the samples: what is right where something once was not. */
export const casesFolder = resolve("../shared/cases");
export const hasCases = existsSync(casesFolder);

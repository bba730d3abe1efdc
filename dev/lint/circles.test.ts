import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const OURS = globSync("{app,dev,prisma,tests}/**/*.{ts,tsx,mjs}").map(normalize);

/** The files of ours that each file of ours imports, for values or only for types. */
const imports = new Map(
  OURS.map((file) => {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true, false);
    const names = importedFiles.filter(({ fileName }) => fileName.startsWith("."));
    return [file, names.map(({ fileName }) => normalize(join(dirname(file), fileName)))];
  }),
);

/** The way back to a file from itself, if there is one: breadth first, so the shortest. */
function circleOf(file: string): string[] | null {
  const ways: string[][] = [[file]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1)!) ?? []) {
      if (next === file) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

// ESLint's no-cycle overlooks circles that only types close; whoever reads one file of them has to read them all.
test("no file of ours imports itself by way of others, not even for a type", () => {
  expect(OURS.length).toBeGreaterThan(400);
  const circles = OURS.flatMap((file) => circleOf(file)?.join(" → ") ?? []);
  expect(circles).toEqual([]);
});

// Reading what a stranger wrote into one order takes memory as its size does: each size has so much that twice the growth would end the process.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { BODIES } from "./strangers-bodies.ts";

type Read = { what: string; bytes: number; items: number; links: number; texts: number; kept: number };

/** Four times as much is read with less than three times the memory: a part of it is the program itself. */
const SIZES = [
  { size: 625_000, megabytes: 24 },
  { size: 2_500_000, megabytes: 64 },
];

/** What comes of each: items, links to photos, and texts. */
const RIGHT: Record<keyof typeof BODIES, (size: number) => [items: number, links: number, texts: number]> = {
  "many properties": () => [500, 500, 0],
  "many lines": (size) => [Math.floor(size / 130), Math.floor(size / 130), 0],
  "many links": () => [1, 50, 0],
  "many links, again in the order's own": () => [1, 50, 0],
  "links in links": () => [1, 3, 0],
  brackets: () => [1, 1, 0],
  "brackets without an end": () => [0, 0, 1],
  "percent signs": () => [1, 1, 0],
  "broken percent signs in many links": () => [1, 50, 0],
  "a large group": () => [1, 50, 0],
  "a large group in each property": () => [500, 25_000, 0],
  "JSON in JSON": () => [1, 50, 0],
  "deep JSON": () => [0, 0, 1],
  "deep JSON in a text": () => [0, 0, 1],
  "JSON that is wrapped again and again": () => [0, 0, 1],
  NULs: () => [0, 0, 1],
  "lone surrogates": () => [0, 0, 1],
  "one name of megabytes": () => [1, 1, 0],
  ampersands: () => [1, 1, 0],
};

it.each(SIZES)("$size bytes of whatever kind are read with $megabytes MB", async ({ size, megabytes }) => {
  const args = [`--max-old-space-size=${megabytes}`, "tests/flows/strangers-memory.child.ts", String(size)];
  // A process that ran out of memory has said what it read until then.
  const said = await promisify(execFile)(process.execPath, args).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  const read = said.split("\n").flatMap((one) => (one ? [JSON.parse(one) as Read] : []));
  expect(read.map(({ what, items, links, texts }) => [what, items, links, texts])).toEqual(
    Object.keys(BODIES).map((what) => [what, ...RIGHT[what]!(size)]),
  );
  for (const { what, bytes, kept } of read) expect(kept, what).toBeLessThanOrEqual(4 * bytes + 10_000_000);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const text = readFileSync("dev/proof/colour-proof.patch", "utf8");

test("the patch that adds a step, its role and its email is six files and thirty lines; the sweep proves that it works", () => {
  expect(text.match(/^diff --git /gm)!.length).toBeLessThanOrEqual(6);
  expect(text.match(/^[+-](?!\+\+|--)/gm)!.length).toBeLessThanOrEqual(30);
});

test("every part of it still fits where it goes", () => {
  const parts = text.split(/^(?=diff --git )/m).flatMap((part) => {
    const [head, ...hunks] = part.split(/^(?=@@ )/m);
    return head!.includes("new file mode") ? [] : hunks.map((hunk) => ({ file: / b\/(\S+)/.exec(head!)![1]!, hunk }));
  });
  expect(parts.length).toBeGreaterThan(4);
  for (const { file, hunk } of parts) {
    const around = hunk.split("\n").flatMap((line) => (/^[ -]/.test(line) ? line.slice(1) : []));
    expect(`\n${readFileSync(file, "utf8")}`.split(`\n${around.join("\n")}\n`), hunk).toHaveLength(2);
  }
});

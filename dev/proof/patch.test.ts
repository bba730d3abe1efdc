import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const PATCH = "dev/proof/colour-proof.patch";

test("the patch that adds a step, its role and its email still fits, in six files and thirty lines; the sweep proves that it works", () => {
  const text = readFileSync(PATCH, "utf8");
  expect(text.match(/^diff --git /gm)!.length).toBeLessThanOrEqual(6);
  expect(text.match(/^[+-](?!\+\+|--)/gm)!.length).toBeLessThanOrEqual(30);
  // Without a repository around it `git apply` works too, and with one it looks at the same files.
  expect(() => execFileSync("git", ["apply", "--check", "--recount", "-C1", PATCH], { stdio: "pipe" })).not.toThrow();
});

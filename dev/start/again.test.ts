import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { restarts } from "./again.mjs";
import { keepChild, startChild } from "./children.ts";

it("a process that never worked is not started again: what is wrong with its start is told at once", () => {
  const again = restarts();
  expect([again(500), again(9_000)]).toEqual([null, null]);
});

it("one that has worked is, with growing pauses, and not for ever", () => {
  const again = restarts();
  const pauses = [again(60_000), ...Array.from({ length: 10 }, () => again(100))];
  expect(pauses).toEqual(
    [1, 2, 4, 8, 16, 30, 30, 30, 30, 30].map((seconds) => seconds * 1_000).concat([null as never]),
  );
});

it("one that works again begins with the shortest pause", () => {
  const again = restarts();
  for (let time = 0; time < 5; time += 1) again(20_000 - time);
  expect([again(100), again(20_000)]).toEqual([2_000, 1_000]);
});

it("a process of the demo that ends unasked is started again and said, and the demo stops when it ends too often", async () => {
  const folder = mkdtempSync(join(tmpdir(), "proofline-again-"));
  const child = startChild("worker", ["-e", "console.log('here')"], process.env, join(folder, "log"));
  const first = child.process;
  const said: string[] = [];
  const pauses = [0, 0, null];
  const over = new Promise<void>((done) =>
    keepChild(child, { again: () => pauses.shift() ?? null, tell: (words) => said.push(words), giveUp: done }),
  );
  await over;
  expect(child.process).not.toBe(first);
  expect(said).toEqual(Array(2).fill("The worker process ended by itself and is started again in 0 s."));
  expect(readFileSync(join(folder, "log"), "utf8").match(/here/g)).toHaveLength(3);
  rmSync(folder, { recursive: true });
});

it("npm start ends at once with what is wrong with the settings", async () => {
  const started = spawn(process.execPath, ["dev/run.mjs", "worker"], { env: { ...process.env, SCOPES: "!" } });
  expect((await once(started, "exit"))[0]).toBe(1);
});

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dropLeftScratch, inScratchFolder } from "./scratch-folder.ts";

let place: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "left-scratch-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(place, { recursive: true, force: true });
});

const AT_WORK = `
  import { writeFileSync } from "node:fs";
  import { inScratchFolder } from "./app/adapters/storage/scratch-folder.ts";
  await inScratchFolder(async (folder) => {
    writeFileSync(folder + "/photo.jpg", "a customer's");
    console.log(folder);
    await new Promise((done) => setTimeout(done, 60_000));
  });`;

async function atWork(): Promise<{ child: ChildProcess; folder: string }> {
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", AT_WORK];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: place },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [said] = (await once(child.stdout!, "data")) as [Buffer];
  return { child, folder: said.toString().trim() };
}

it("what a killed process left is emptied, and what a living one works in stays", async () => {
  const [killed, living] = await Promise.all([atWork(), atWork()]);
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  expect([existsSync(killed.folder), dirname(killed.folder)]).toEqual([true, place]);
  expect(await dropLeftScratch(place)).toBe(1);
  expect([existsSync(killed.folder), existsSync(join(living.folder, "photo.jpg"))]).toEqual([false, true]);
});

it("the number of a killed process that another one has now saves nothing", async () => {
  const own = await inScratchFolder(async (folder) => basename(folder));
  const [app, host, pid, , rest] = own.split("-");
  const left = join(place, [app, host, pid, "0", rest].join("-"));
  await mkdir(left);
  expect(await dropLeftScratch(place)).toBe(1);
  expect(existsSync(left)).toBe(false);
});

it("of another machine on the same disk it goes after a day, and of other programs never", async () => {
  const [fresh, old, others] = [
    "proofline-0000000000-1-2-abcdef",
    "proofline-1111111111-1-2-abcdef",
    "proofline-images-x",
  ];
  for (const name of [fresh, old, others]) await mkdir(join(place, name));
  await writeFile(join(place, others, "kept"), "");
  const before = new Date(Date.now() - 25 * 3_600_000);
  for (const name of [old, others]) await utimes(join(place, name), before, before);
  expect(await dropLeftScratch(place)).toBe(1);
  expect([fresh, old, others].map((name) => existsSync(join(place, name)))).toEqual([true, false, true]);
});

it("a folder that cannot be looked into stops no start", async () => {
  expect(await dropLeftScratch(join(place, "nowhere"))).toBe(0);
});

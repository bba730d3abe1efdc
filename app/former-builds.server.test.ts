import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { renew } from "./former-builds.server.ts";
import { staticFiles } from "./static-files.server.ts";

// A release comes, with its own files; a page of the release before it is still open somewhere.
const DAY_MS = 24 * 60 * 60 * 1000;
let root: string;
let server: Server | undefined;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "former-builds-"));
});
afterEach(async () => {
  server?.close();
  await rm(root, { recursive: true, force: true });
});

async function release(name: string, files: Record<string, string>): Promise<string> {
  const assets = join(root, name, "assets");
  await mkdir(assets, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(assets, file), text);
  return assets;
}

async function ask(folder: string, former?: string) {
  server = createServer(express().use(staticFiles(folder, former)));
  await new Promise<void>((ready) => server!.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
}

describe("the files of former builds", () => {
  test("are found for a week after the last day on which their release ran, and then go", async () => {
    const kept = join(root, "kept");
    const now = Date.now();
    await renew(await release("one", { "entry-A1.js": "one", "app-A1.css": "a{}" }), kept, now);
    const second = await release("two", { "entry-B2.js": "two", "app-A1.css": "a{}" });
    await renew(second, kept, now + 6 * DAY_MS);
    expect((await readdir(kept)).sort()).toEqual(["app-A1.css", "entry-A1.js", "entry-B2.js"]);
    await renew(second, kept, now + 8 * DAY_MS);
    expect((await readdir(kept)).sort()).toEqual(["app-A1.css", "entry-B2.js"]);
  });

  test("are served beside those of the newest one, compressed and for ever", async () => {
    const kept = join(root, "kept");
    await renew(await release("one", { "entry-A1.js": "one()" }), kept, Date.now());
    await release("two", { "entry-B2.js": "two()" });
    const get = await ask(join(root, "two"), kept);
    for (const [file, text] of [
      ["entry-A1.js", "one()"],
      ["entry-B2.js", "two()"],
    ]) {
      const answer = await get(`/assets/${file}`);
      expect([answer.status, await answer.text()]).toEqual([200, text]);
      expect(answer.headers.get("content-encoding")).toMatch(/^(br|gzip)$/);
      expect(answer.headers.get("cache-control")).toContain("immutable");
    }
  });

  test("that are nowhere are said to be gone, and no cache on the way remembers that", async () => {
    await release("two", { "entry-B2.js": "two()" });
    const get = await ask(join(root, "two"));
    const answer = await get("/assets/entry-A1.js");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect((await get("/assets/..%2f..%2fkept/entry-A1.js")).status).toBe(404);
  });
});

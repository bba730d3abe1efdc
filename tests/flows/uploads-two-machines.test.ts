// Two web processes on one database and one storage: an upload goes on at either, and never at both.
import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { request, type ClientRequest } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pool } from "../../app/adapters/db.ts";
import { openUploads } from "../../app/adapters/rows/items/uploads.ts";
import { openStorage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { startTestBucket } from "../test-bucket.ts";
import { pngOf } from "./pictures.ts";
import { makeMember, makeShop } from "./shop.ts";

const MIB = 1024 * 1024;
type Machine = { port: number; process: ChildProcess };

let s3: Awaited<ReturnType<typeof startTestBucket>>;
let shopId: string;
let ana: ActingMember;
const machines: Machine[] = [];

beforeAll(async () => {
  s3 = await startTestBucket();
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
});
afterAll(async () => {
  for (const { process } of machines) process.kill("SIGKILL");
  vi.unstubAllEnvs();
  await s3.close();
});

async function start(STORAGE_URL: string): Promise<Machine> {
  const child = spawn(process.execPath, ["tests/flows/uploads-door.child.ts", shopId, ana.memberId], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, STORAGE_URL },
  });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  const machine = { port: Number(said.toString()), process: child };
  machines.push(machine);
  return machine;
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined> };
type Asked = { method: string; path: string; headers?: Record<string, string> };

function open({ port }: Machine, { method, path, headers }: Asked): { sent: ClientRequest; answer: Promise<Answer> } {
  const sent = request({ port, path, method, headers: { "Tus-Resumable": "1.0.0", ...headers }, agent: false });
  const answer = new Promise<Answer>((done, fail) => {
    sent.on("error", fail).on("response", (told) => {
      told.resume().once("end", () => done({ status: told.statusCode!, headers: told.headers }));
    });
  });
  answer.catch(() => undefined);
  return { sent, answer };
}
function ask(machine: Machine, asked: Asked, body?: Buffer): Promise<Answer> {
  const { sent, answer } = open(machine, asked);
  sent.end(body);
  return answer;
}
const patch = (path: string, offset: number): Asked => ({
  method: "PATCH",
  path,
  headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
});
const begin = async (machine: Machine, name: string, bytes: number) => {
  const headers = {
    "Upload-Length": String(bytes),
    "Upload-Metadata": `filename ${Buffer.from(name).toString("base64")}`,
  };
  const { status, headers: told } = await ask(machine, { method: "POST", path: "/uploads", headers });
  expect(status).toBe(201);
  return String(told.location);
};
const locks = async () => {
  const { rows } = await pool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0]!.count;
};
const until = async (what: () => Promise<boolean>) => {
  for (let left = 400; !(await what()); left -= 1) {
    if (left === 0) throw new Error("It did not come about");
    await sleep(25);
  }
};

describe.each([
  ["a bucket", () => s3.address],
  ["a folder", () => process.env.STORAGE_URL!],
])("an upload into %s that two web processes share", (_name, address) => {
  let [a, b] = [] as unknown as [Machine, Machine];
  beforeAll(async () => {
    [a, b] = [await start(address()), await start(address())];
  });
  const sha256Of = async (fileName: string) => {
    const uploads = (await openUploads(shopId, ana.memberId)).filter(({ file }) => file.fileName === fileName);
    expect(uploads).toHaveLength(1);
    const body = await buffer((await openStorage(address()).get(uploads[0]!.file.storageKey))!);
    return createHash("sha256").update(body).digest("hex");
  };
  const pictureOf = (bytes: number, seed: number) => {
    const picture = pngOf(
      Buffer.alloc(bytes, Buffer.from(Array.from({ length: 251 }, (_one, at) => (at * seed) % 251))),
    );
    return { picture, sha256: createHash("sha256").update(picture).digest("hex") };
  };

  it("goes on at the other one, where it was cut off, though the line of the first is still open", async () => {
    const { picture, sha256 } = pictureOf(7 * MIB, 7);
    const path = await begin(a, `cut ${_name}.png`, picture.length);
    const { sent } = open(a, patch(path, 0));
    sent.write(picture.subarray(0, 6 * MIB));
    await until(async () => (await locks()) > 0);
    await sleep(300);
    // Its line is dead, and nobody has told the first machine.
    const { status, headers } = await ask(b, { method: "HEAD", path });
    const there = Number(headers["upload-offset"]);
    expect([status, there > 0, there <= 6 * MIB]).toEqual([200, true, true]);
    expect((await ask(b, patch(path, there), picture.subarray(there))).status).toBe(204);
    sent.destroy();
    expect(await sha256Of(`cut ${_name}.png`)).toBe(sha256);
    await until(async () => (await locks()) === 0);
  }, 60_000);

  it("is written by one when both are sent it, and the other is told that it is locked", async () => {
    const { picture, sha256 } = pictureOf(6 * MIB, 11);
    const path = await begin(a, `both ${_name}.png`, picture.length);
    const { sent, answer } = open(a, patch(path, 0));
    sent.write(picture.subarray(0, MIB));
    await until(async () => (await locks()) > 0);
    expect((await ask(b, patch(path, 0), picture)).status).toBe(423);
    expect((await ask(a, patch(path, 0), picture)).status, "in the same process too").toBe(423);
    sent.end(picture.subarray(MIB));
    expect((await answer).status).toBe(204);
    expect(await sha256Of(`both ${_name}.png`)).toBe(sha256);
  }, 60_000);

  it("goes on at once at the other one when its machine dies", async () => {
    const c = await start(address());
    const { picture, sha256 } = pictureOf(6 * MIB, 13);
    const path = await begin(c, `died ${_name}.png`, picture.length);
    const { sent, answer } = open(c, patch(path, 0));
    sent.write(picture.subarray(0, MIB));
    await until(async () => (await locks()) > 0);
    c.process.kill("SIGKILL");
    await expect(answer).rejects.toThrow();
    const { status, headers } = await ask(b, { method: "HEAD", path });
    expect(status).toBe(200);
    const there = Number(headers["upload-offset"]);
    expect((await ask(b, patch(path, there), picture.subarray(there))).status).toBe(204);
    expect(await sha256Of(`died ${_name}.png`)).toBe(sha256);
  }, 60_000);
});

import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newStorageKey, openStorage, storageProblem } from "./storage.ts";
import type { Storage } from "./kept-files.ts";
import { startTestBucket } from "../../../tests/test-bucket.ts";

const png = { contentType: "image/png" };
const hash = (bytes: string) => createHash("sha256").update(bytes).digest("hex");
let folder = "";
let s3: Awaited<ReturnType<typeof startTestBucket>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofline-storage-"));
  s3 = await startTestBucket();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const drivers: Record<string, () => Storage> = {
  "a folder": () => openStorage(`file:${folder}`),
  "an S3 bucket": () => openStorage(s3.address),
};

describe.each(Object.keys(drivers))("files kept in %s", (driver) => {
  const open = () => drivers[driver]!();

  test("come back as they were, with size, type and hash", async () => {
    const key = newStorageKey("shop-1", "photo");
    const expected = { bytes: 11, contentType: "image/png", sha256: hash("hello world") };
    expect(await open().put(key, Readable.from(["hello ", "world"].map((part) => Buffer.from(part))), png)).toEqual(
      expected,
    );
    expect(await open().head(key)).toEqual(expected);
    expect((await buffer((await open().get(key))!)).toString()).toBe("hello world");
  });

  test("can be read in part", async () => {
    const key = newStorageKey("shop-1", "photo");
    await open().put(key, Buffer.from("0123456789"), png);
    expect((await buffer((await open().get(key, { first: 2, last: 4 }))!)).toString()).toBe("234");
    expect((await buffer((await open().get(key, { first: 7 }))!)).toString()).toBe("789");
  });

  test("are refused when the bytes are not those announced, and nothing of them stays", async () => {
    const key = newStorageKey("shop-1", "photo");
    await expect(open().put(key, Buffer.from("a"), { ...png, sha256: hash("b") })).rejects.toThrow("SHA-256");
    expect(await open().head(key)).toBeNull();
    await expect(open().put(key, Readable.from(failing()), png)).rejects.toThrow("connection lost");
    expect(await open().get(key)).toBeNull();
  });

  test("are replaced by a second writing and gone after removal, which may be repeated", async () => {
    const key = newStorageKey("shop-1", "photo");
    await open().put(key, Buffer.from("one"), png);
    await open().put(key, Buffer.from("second"), png);
    expect(await open().head(key)).toMatchObject({ bytes: 6 });
    await open().delete(key);
    await open().delete(key);
    expect(await open().head(key)).toBeNull();
  });

  test("of one shop are all removed, and only those", async () => {
    const mine = await Promise.all(Array.from({ length: 5 }, () => stored(open(), "shop-2", "artfile")));
    const other = await stored(open(), "shop-22", "photo");
    expect((await listed(open(), "shop-2")).sort()).toEqual(mine.sort());
    expect(await open().deletePrefix("shop-2")).toBe(5);
    expect(await listed(open(), "shop-2")).toEqual([]);
    expect(await open().head(other)).not.toBeNull();
  });

  test("have keys that cannot lead elsewhere", async () => {
    for (const key of ["../outside/x", "a/../../x", "/etc/passwd", "a", "a//b", "a/b\u0000c", "a/.."]) {
      await expect(async () => open().get(key)).rejects.toThrow("not a storage key");
    }
    await expect(open().deletePrefix("..")).rejects.toThrow("not a storage prefix");
  });

  test("answer a health check", async () => expect(open().check()).resolves.toBeUndefined());
});

test("a folder keeps nothing half-written", async () => {
  expect(await readdir(join(folder, "coming"))).toEqual([]);
});

test("a storage that cannot be reached fails its health check", async () => {
  await writeFile(join(folder, "a-file"), "");
  await expect(openStorage(`file:${folder}/a-file`).check()).rejects.toThrow();
});

async function stored(storage: Storage, shopId: string, kind: "photo" | "artfile"): Promise<string> {
  const key = newStorageKey(shopId, kind);
  await storage.put(key, Buffer.from(key), png);
  return key;
}

async function listed(storage: Storage, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage.list(prefix)) keys.push(key);
  return keys;
}

function* failing() {
  yield Buffer.from("half");
  throw new Error("connection lost");
}

describe("at the start of a process", () => {
  test("nothing is said of a storage that takes files", async () => {
    expect([await storageProblem(`file:${folder}`), await storageProblem(s3.address)]).toEqual([null, null]);
  });

  test("one that takes none is named, with why and what to do", async () => {
    const noFolder = join(folder, "no-folder");
    await writeFile(noFolder, "");
    expect(await storageProblem(`file:${noFolder}`)).toMatch(
      /^Files cannot be kept at STORAGE_URL \(file:.*no-folder\): E\w+.*\. Pages are served all the same\. Mend that place, or set STORAGE_URL/,
    );
  });
});

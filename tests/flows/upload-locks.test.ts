// Of every two requests for one upload one has it, and whoever only asks has the writer stop.
import { afterEach, expect, it } from "vitest";
import type { Lock } from "@tus/server";
import { UploadLocked, uploadLocker } from "../../app/adapters/storage/upload-locks.ts";

const held: Lock[] = [];
afterEach(async () => {
  for (const lock of held.splice(0)) await lock.unlock();
});

const never = new AbortController().signal;
const locked = async (method: string, giveUp: () => void, signal = never): Promise<void> => {
  const lock = await Promise.resolve(uploadLocker({ method, signal })).then((locker) => locker.newLock("arriving/one"));
  await lock.lock(never, giveUp);
  held.push(lock);
};

it("a writer is asked to stop, and whoever asked has the upload once it has", async () => {
  await locked("PATCH", () => void held.pop()!.unlock());
  await locked("HEAD", () => undefined);
  expect(held).toHaveLength(1);
});

it("a second writer is told that it is locked, and stops nobody", async () => {
  let asked = 0;
  await locked("PATCH", () => void (asked += 1));
  await expect(locked("PATCH", () => undefined)).rejects.toThrow(UploadLocked);
  expect(asked).toBe(0);
});

it("when whoever asked has left, nobody is asked to stop any more", async () => {
  let asked = 0;
  const line = new AbortController();
  await locked("PATCH", () => {
    asked += 1;
    line.abort();
  });
  await expect(locked("HEAD", () => undefined, line.signal)).rejects.toThrow(UploadLocked);
  expect(asked).toBe(1);
});

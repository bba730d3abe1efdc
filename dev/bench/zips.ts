import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { zipOf } from "../../app/adapters/storage/zip.ts";
import { shown } from "./figures.ts";
import type { Sizes } from "./options.ts";
import { pretendSettings } from "./scratch-app.ts";

const FILES = 16;

/** Stored files zipped onto the disk, against copying the same bytes onto the same disk; and what memory the zip takes. */
export function zips({ megabytes }: Sizes): Promise<string[]> {
  return inScratchFolder(async (folder) => {
    pretendSettings("postgresql://nobody@localhost/none", folder);
    const each = Math.ceil((megabytes * 1024 ** 2) / FILES);
    const keys = Array.from({ length: FILES }, (_none, at) => `bench/artfile/file-${at}`);
    for (const key of keys) await storage().put(key, bytes(each), { contentType: "image/png" });
    const target = join(folder, "target");
    const copy = async () => {
      for (const key of keys)
        await pipeline(
          createReadStream(join(folder, "files", key)),
          createWriteStream(target, { flags: "a", flush: true }),
        );
    };
    const zip = () =>
      pipeline(
        zipOf(keys.map((storageKey, at) => ({ path: `${at}.png`, storageKey }))),
        createWriteStream(target, { flush: true }),
      );
    const copied = await speed(megabytes, target, copy);
    const zipped = await speed(megabytes, target, zip);
    return [
      `${shown(zipped.speed)} MB/s zipped, ${shown(copied.speed)} MB/s copied: ratio ${shown(zipped.speed / copied.speed)}; the process grew by ${shown(Math.max(0, zipped.grown))} MB at most (${megabytes} MB in ${FILES} files)`,
    ];
  });
}

function bytes(length: number): Readable {
  const chunk = Buffer.alloc(1024 ** 2, 7);
  return Readable.from(
    (function* () {
      for (let left = length; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
    })(),
  );
}

async function speed(
  megabytes: number,
  target: string,
  work: () => Promise<void>,
): Promise<{ speed: number; grown: number }> {
  await rm(target, { force: true });
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  clearInterval(watch);
  await rm(target, { force: true });
  return { speed: megabytes / seconds, grown: (most - before) / 1024 ** 2 };
}

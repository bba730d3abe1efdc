import { ZipArchive } from "archiver";
import { Readable } from "node:stream";
import { storage } from "./storage.ts";

/** One file of a zip: its path inside, and the key of its bytes in our storage, or a text of our own. */
export type ZipEntry = { path: string } & ({ storageKey: string } | { text: string });

/** A zip of stored files as a stream, not deflated (pictures do not shrink), one file open at a time; files that are gone are left out. */
export function zipOf(entries: readonly ZipEntry[]): Readable {
  const archive = new ZipArchive({ store: true, forceZip64: false });
  void fill(archive, entries).catch((error: unknown) => archive.destroy(error as Error));
  return archive;
}

async function fill(archive: ZipArchive, entries: readonly ZipEntry[]): Promise<void> {
  const isClosed = new Promise<void>((resolve) => archive.once("close", () => resolve()));
  for (const { path, ...from } of entries) {
    const body = "text" in from ? Readable.from([Buffer.from(from.text)]) : await storage().get(from.storageKey);
    if (!body) continue;
    if (archive.destroyed) return void body.destroy();
    const isWritten = new Promise<void>((resolve, reject) => {
      archive.once("entry", () => resolve());
      body.once("error", reject);
    });
    archive.append(body, { name: path });
    await Promise.race([isWritten, isClosed]);
  }
  await archive.finalize();
}

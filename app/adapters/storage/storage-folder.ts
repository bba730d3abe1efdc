import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ByteRange, type Storage, type KeptFile, checkedKey, checkedPrefix } from "./kept-files.ts";
import { spool } from "./storage-spool.ts";

/** Below the folder: where files are written until they are whole. */
export const COMING = "coming";

/** Files in a folder of this machine: `file:./relative`, `file:/absolute` or `file:///absolute`. */
export function openFolder(address: string): Storage {
  const root = folderOf(address);
  const pathOf = (key: string) => join(root, "files", checkedKey(key));
  const aboutOf = (key: string) => join(root, "about", checkedKey(key));

  async function scratch(): Promise<string> {
    await mkdir(join(root, COMING), { recursive: true });
    return join(root, COMING, randomUUID());
  }

  async function head(key: string): Promise<KeptFile | null> {
    const about = await orNull(readFile(aboutOf(key), "utf8"));
    return about === null ? null : (JSON.parse(about) as KeptFile);
  }

  // The facts are in place before the bytes are, and go after them: whoever finds the bytes finds both.
  async function put(
    key: string,
    body: Parameters<Storage["put"]>[1],
    about: { contentType: string; sha256?: string },
  ): Promise<KeptFile> {
    const coming = await scratch();
    const stored = { ...(await spool(body, coming, about.sha256)), contentType: about.contentType };
    const facts = await scratch();
    await writeFile(facts, JSON.stringify(stored), { flush: true });
    await moveInto(facts, aboutOf(key));
    await moveInto(coming, pathOf(key));
    return stored;
  }

  async function get(key: string, range?: ByteRange) {
    const file = await orNull(open(pathOf(key)));
    return file === null ? null : file.createReadStream({ start: range?.first ?? 0, end: range?.last ?? Infinity });
  }

  async function remove(key: string): Promise<void> {
    await rm(pathOf(key), { force: true });
    await rm(aboutOf(key), { force: true });
  }

  async function* list(prefix: string): AsyncIterable<string> {
    const below = checkedPrefix(prefix);
    const entries = (await orNull(readdir(join(root, "files", below), { recursive: true, withFileTypes: true }))) ?? [];
    const base = join(root, "files");
    for (const entry of entries)
      if (entry.isFile())
        yield join(entry.parentPath, entry.name)
          .slice(base.length + 1)
          .replaceAll("\\", "/");
  }

  async function deletePrefix(prefix: string): Promise<number> {
    const below = checkedPrefix(prefix);
    let count = 0;
    for await (const _key of list(prefix)) count += 1;
    await rm(join(root, "files", below), { recursive: true, force: true });
    await rm(join(root, "about", below), { recursive: true, force: true });
    return count;
  }

  async function check(): Promise<void> {
    const path = await scratch();
    await spool(new Uint8Array([1]), path);
    await rm(path);
  }

  return { put, get, head, delete: remove, deletePrefix, list, check };
}

/** The folder that such an address names. */
export function folderOf(address: string): string {
  return address.startsWith("file://") ? fileURLToPath(address) : resolve(address.slice("file:".length));
}

async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

import { randomUUID } from "node:crypto";
import { checkedKey, type Storage } from "./kept-files.ts";
import { env } from "../../env.server.ts";
import { openFolder } from "./storage-folder.ts";
import { openS3 } from "./storage-s3.ts";

type KeyKind = "photo" | "artfile" | "thumbnail" | "screen" | "reference" | "upload";

/** A new key for a file of a shop; nothing a stranger typed is ever part of one. */
export function newStorageKey(shopId: string, kind: KeyKind): string {
  return checkedKey(`${shopId}/${kind}/${randomUUID()}`);
}

/** Opens `file:<folder>` (relative to the process's folder) or `s3://bucket/prefix?endpoint=…&region=…`; throws on any other address. */
export function openStorage(address: string): Storage {
  if (address.startsWith("file:")) return openFolder(address);
  if (address.startsWith("s3:")) return openS3(address);
  throw new Error("STORAGE_URL must be file:<folder> or s3://<bucket>/<prefix>");
}

/** The storage this process is set up with (STORAGE_URL). */
export function storage(): Storage {
  return (opened ??= openStorage(env().STORAGE_URL));
}

/** For /readyz: throws when nothing can be written to the storage. */
export async function checkStorage(): Promise<void> {
  await storage().check();
}

/** What keeps files from being kept at a STORAGE_URL, in words that say what to do; null when nothing does. Never throws. */
export async function storageProblem(url: string): Promise<string | null> {
  try {
    await openStorage(url).check();
    return null;
  } catch (error) {
    const [place] = url.split("?");
    return `Files cannot be kept at STORAGE_URL (${place}): ${(error as Error).message}. Pages are served all the same. Mend that place, or set STORAGE_URL to another and start again; uploads and new photos wait until then.`;
  }
}

/** For the start of a process: says what is wrong with the storage and goes on, because much works without it, and it may come back. */
export async function tellStorageProblem(url: string): Promise<void> {
  const problem = await storageProblem(url);
  if (problem !== null) console.error(problem);
}

let opened: Storage | undefined;

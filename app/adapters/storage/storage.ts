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

/** For /healthz: throws when the storage does not answer. */
export async function checkStorage(): Promise<void> {
  await storage().check();
}

let opened: Storage | undefined;

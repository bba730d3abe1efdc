import type { Unfinished } from "../../domain/files/unfinished-uploads.ts";
import { env } from "../../env.server.ts";
import { FolderUploads } from "./tus-folder.ts";
import { bytesOfName, groupKeyOf, keyOf } from "./tus-names.ts";
import { BucketUploads } from "./tus-s3.ts";

const ARRIVING = "arriving";
/** An upload that was begun so long ago is refused. */
const EXPIRE_AFTER_MS = 24 * 60 * 60 * 1000;

/** Where unfinished uploads lie. */
export type Store = FolderUploads | BucketUploads;

/** The store that an address of the storage has them in. */
export function openStore(address: string): Store {
  const place = { folder: ARRIVING, expireAfterMs: EXPIRE_AFTER_MS };
  return address.startsWith("s3:") ? new BucketUploads(address, place) : new FolderUploads(address, place);
}

/** Removes what uploads and crashes left unfinished and untouched since this time; answers how many files, in a bucket how many uploads that were. */
export async function dropAbandonedUploads(before: Date): Promise<number> {
  return openStore(env().STORAGE_URL).dropUntouched(before);
}

/** Removes all that is left of an owner's uploads. */
export async function dropUploadsOf(owner: string): Promise<void> {
  const store = openStore(env().STORAGE_URL);
  for (const id of (await store.idsOf(keyOf(owner))).keys()) await store.remove(id).catch(unlessGone);
}

/** What the owners of this owner's group have unfinished in all. */
export async function unfinishedUploads(
  owner: string,
  store: Store = openStore(env().STORAGE_URL),
): Promise<Unfinished> {
  const ids = [...(await store.idsOf(groupKeyOf(owner))).keys()];
  return { uploads: ids.length, bytes: ids.reduce((sum, id) => sum + bytesOfName(id.split("/").at(-1)!), 0) };
}

/** Null for what the stores say where there is no such upload, or none any more. Any other fault is one: a browser that is told "gone" starts anew. */
export function unlessGone(fault: unknown): null {
  const { status_code: status } = fault as { status_code?: number };
  if (status === 404 || status === 410) return null;
  throw fault;
}

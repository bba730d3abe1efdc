import { inTransaction } from "../../adapters/db.ts";
import { queueDroppingUnnamed } from "../../adapters/queue/queue.ts";
import { newStorageKey, storage } from "../../adapters/storage/storage.ts";

type Body = Parameters<ReturnType<typeof storage>["put"]>[1];
type About = Parameters<ReturnType<typeof storage>["put"]>[2];

/**
 * Stores a file under a new key, for a row that is written afterwards. Should this process end before that, nothing would know of the file any more: a job
 * that was committed first removes it when no row names it after a day.
 */
export async function keepFile(
  shopId: string,
  kind: "photo" | "artfile",
  body: Body,
  about: About,
): Promise<{ storageKey: string; bytes: number; sha256: string }> {
  const storageKey = newStorageKey(shopId, kind);
  await inTransaction((tx) => queueDroppingUnnamed(tx, shopId, storageKey));
  const { bytes, sha256 } = await storage().put(storageKey, body, about);
  return { storageKey, bytes, sha256 };
}

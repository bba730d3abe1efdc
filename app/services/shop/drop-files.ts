import { isNamed } from "../../adapters/rows/items/retired-files.ts";
import { log } from "../../adapters/log.ts";
import { storage } from "../../adapters/storage/storage.ts";

type Files = { shopId: string; keys: readonly string[] };

/** Removes files that no row names any more. May be repeated. */
export async function dropFiles({ shopId, keys }: Files): Promise<void> {
  for (const key of keys) if (key.startsWith(`${shopId}/`)) await storage().delete(key);
}

/** Removes a file that was stored for a row, if there is none: whoever stored it ended before it was written, or it was of no use. */
export async function dropUnnamedFile({ shopId, key }: { shopId: string; key: string }): Promise<void> {
  if (await isNamed(shopId, key)) return;
  if (await storage().head(key)) log.info({ event: "unnamed_file_dropped", shopId });
  await dropFiles({ shopId, keys: [key] });
}

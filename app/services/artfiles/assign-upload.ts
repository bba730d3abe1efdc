import { inTransaction, type Tx } from "../../adapters/db.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { dropUploads, lockArrivals, matchUpload, openUploads, ownUpload } from "../../adapters/rows/items/uploads.ts";
import { placesOfItems } from "../../adapters/rows/items/items.ts";
import { orderOfUpload } from "../../domain/files/file-names-match.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { isNoArtfile } from "./upload-artfile.ts";
import { artfileActionFor } from "./why-no-artfile.ts";

type Which = { shopId: string; actor: ActingMember; uploadId: string };

/**
 * Says by hand which item a file is for; it takes the place of another file for that item. Never one of another order than the file's
 * name says. Update still commits it.
 */
export async function assignUpload({
  shopId,
  actor,
  uploadId,
  itemId,
  isAnywhere = false,
}: Which & {
  itemId: string;
  /** The item was chosen before the file: its name says nothing. */ isAnywhere?: boolean;
}): Promise<{ ok: true } | { refused: Refusal }> {
  if (!isUuid(uploadId) || !isUuid(itemId)) return { refused: "unknown_item" };
  if ("sentence" in (await artfileActionFor(shopId, actor, itemId))) return { refused: "wrong_step" };
  const unused = await inTransaction(async (tx) => {
    await lockArrivals(tx, shopId, actor.memberId);
    const upload = await ownUpload(tx, shopId, actor.memberId, uploadId);
    if (!upload) return null;
    if (isNoArtfile(upload.file)) return "unknown_file_type" as const;
    if (upload.refusal?.isUseless) return "useless_file" as const;
    if (!isAnywhere && !(await isOfSaidOrder(tx, shopId, upload.file.fileName, itemId))) return "unknown_item" as const;
    const others = (await openUploads(shopId, actor.memberId, tx)).filter(
      (one) => one.itemId === itemId && one.id !== uploadId,
    );
    return (await matchUpload(tx, shopId, uploadId, { itemId, refusal: null }))
      ? dropUploads(tx, shopId, others)
      : null;
  });
  if (unused === "unknown_file_type" || unused === "useless_file" || unused === "unknown_item")
    return { refused: unused };
  for (const key of unused ?? []) await storage().delete(key);
  return unused ? { ok: true } : { refused: "unknown_item" };
}

async function isOfSaidOrder(tx: Tx, shopId: string, fileName: string, itemId: string): Promise<boolean> {
  const name = (await placesOfItems(tx, shopId, [itemId])).get(itemId)?.fileName;
  if (name === undefined) return false;
  const said = orderOfUpload(fileName, [{ name }]);
  return said === null || said === orderOfUpload(name, [{ name }]);
}

/** Takes a file back before Update. */
export async function dropUpload({ shopId, actor, uploadId }: Which): Promise<{ ok: true } | { refused: Refusal }> {
  if (!isUuid(uploadId)) return { refused: "unknown_item" };
  const unused = await inTransaction(async (tx) => {
    const upload = await ownUpload(tx, shopId, actor.memberId, uploadId);
    return upload && dropUploads(tx, shopId, [upload]);
  });
  for (const key of unused ?? []) await storage().delete(key);
  return unused ? { ok: true } : { refused: "unknown_item" };
}

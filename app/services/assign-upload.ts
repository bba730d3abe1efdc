import { inTransaction } from "../adapters/db.ts";
import { storage } from "../adapters/storage.ts";
import { dropUploads, matchUpload, openUploads, ownUpload } from "../adapters/uploads.ts";
import type { ActingMember } from "../domain/actors.ts";
import type { Refusal } from "../domain/refusals.ts";
import { isUuid } from "../domain/uuid.ts";
import { artfileActionFor } from "./why-no-artfile.ts";

type Which = { shopId: string; actor: ActingMember; uploadId: string };

/** Says by hand which item a file is for; it takes the place of another file for that item. Update still commits it. */
export async function assignUpload({ shopId, actor, uploadId, itemId }: Which & { itemId: string }): Promise<{ ok: true } | { refused: Refusal }> {
  if (!isUuid(uploadId) || !isUuid(itemId)) return { refused: "unknown_item" };
  if ("sentence" in (await artfileActionFor(shopId, actor, itemId))) return { refused: "wrong_step" };
  const others = (await openUploads(shopId, actor.memberId)).filter((one) => one.itemId === itemId && one.id !== uploadId);
  const unused = await inTransaction(async (tx) => {
    if (!(await ownUpload(tx, shopId, actor.memberId, uploadId))) return null;
    await matchUpload(tx, shopId, uploadId, itemId);
    return dropUploads(tx, shopId, others);
  });
  for (const key of unused ?? []) await storage().delete(key);
  return unused ? { ok: true } : { refused: "unknown_item" };
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

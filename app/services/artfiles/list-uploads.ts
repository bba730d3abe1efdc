import type { Step } from "../../domain/words/steps.ts";
import { loadItemRows, type ItemRow } from "../../adapters/rows/items/item-rows.ts";
import { openUploads, type Upload } from "../../adapters/rows/items/uploads.ts";
import { maySeeItem } from "../../domain/team/can-see.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { needsReplaceTick } from "../../domain/files/artfile-action.ts";
import type { NameDifference } from "../../domain/files/file-names-match.ts";

/** The item an upload was matched to, or the one it is nearest to. */
export type UploadItem = {
  itemId: string;
  orderName: string;
  itemNumber: number;
  fileName: string;
  step: Step;
  changeCount: number;
};

/** An upload as its artist sees it before Update. `needsTick`: the photo was replaced after the upload. Times are ISO. */
export type UploadCard = {
  uploadId: string;
  fileName: string;
  bytes: number;
  contentType: string;
  createdAt: string;
  /** "checking": a worker still looks whether it is whole and whose it is. */
  state: "checking" | "matched" | "refused";
  item: UploadItem | null;
  needsTick: boolean;
  /** Its item is with the customer or approved: Update takes it only with a tick. */
  isReplacement: boolean;
  /** Why it belongs to no item: one sentence for each part that differs. */
  sentences: string[];
  differs: NameDifference[];
  /** The item it may be meant for: one click assigns it. */
  nearest: UploadItem | null;
};

/** A member's uploads that Update has not committed, oldest first. */
export async function listUploads({ shopId, actor }: { shopId: string; actor: ActingMember }): Promise<UploadCard[]> {
  return uploadCards(shopId, actor, await openUploads(shopId, actor.memberId));
}

/** The cards of these uploads of one member; items that the member may not see are not named. */
export async function uploadCards(
  shopId: string,
  actor: ActingMember,
  uploads: readonly Upload[],
): Promise<UploadCard[]> {
  const ids = uploads.flatMap(({ itemId, refusal }) => [itemId, refusal?.nearest ?? null]).filter((id) => id !== null);
  const { rows, situations } = await loadItemRows(shopId, [...new Set(ids)]);
  const seen = rows.filter((row) => {
    const situation = situations.get(row.orderId);
    const item = situation?.items.find(({ id }) => id === row.id);
    return situation && item && maySeeItem(actor, situation, item);
  });
  const byId = new Map(seen.map((row) => [row.id, row]));
  return uploads.map((upload) => card(upload, byId));
}

function card(upload: Upload, rows: ReadonlyMap<string, ItemRow>): UploadCard {
  const row = rows.get(upload.itemId ?? "");
  const { fileName, bytes, contentType } = upload.file;
  const isMatched = upload.state === "matched" || upload.state === "committed";
  const isRefused = upload.state === "refused";
  return {
    uploadId: upload.id,
    fileName,
    bytes,
    contentType,
    createdAt: upload.createdAt.toISOString(),
    state: isMatched ? "matched" : isRefused ? "refused" : "checking",
    item: isMatched && row ? itemOf(row) : null,
    needsTick:
      isMatched &&
      row !== undefined &&
      row.photos.some(({ version, createdAt }) => version === row.photoVersion && createdAt > upload.createdAt),
    isReplacement: isMatched && row !== undefined && needsReplaceTick(row.step),
    sentences: isRefused ? (upload.refusal?.sentences ?? []) : [],
    differs: isRefused ? (upload.refusal?.differs ?? []) : [],
    nearest: !isRefused ? null : itemOf(rows.get(upload.refusal?.nearest ?? "")),
  };
}

function itemOf(row: ItemRow | undefined): UploadItem | null {
  if (!row) return null;
  return {
    itemId: row.id,
    orderName: row.order.name,
    itemNumber: row.number,
    fileName: row.fileName,
    step: row.step,
    changeCount: row.changeCount,
  };
}

import { orderByToken } from "../../adapters/proofs/customer-link.ts";
import { countMarkedPhotos } from "../../adapters/rows/items/issues.ts";
import { storefrontOf } from "../../adapters/rows/shop/storefronts.ts";
import type { SentForm } from "../../adapters/storage/form-files.ts";
import { customerPageAddress, readPagePath } from "../../domain/customer/customer-page-address.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { receivePhotos, type Arrived } from "../artfiles/receive-photos.ts";
import { replacePhoto } from "../artfiles/replace-photo.ts";
import { hasPhotoArrived } from "./has-photo-arrived.ts";
import { dropSentPhotos, sentPhotos } from "./photo-uploads.ts";

type Fields = ReadonlyMap<string, string>;
type Sender = { shopId: string; orderId: string };

/**
 * Takes a form with new photos from a customer's page, or one that names those which were sent one by one before; gives the address on the
 * shop's domain that says what came of it, null when its link opens nothing.
 */
export function receiveCustomerPhoto(form: SentForm): Promise<string | null> {
  return receivePhotos(form, {
    whoSends: (fields) => orderByToken(fields.get("token") ?? ""),
    sentBefore: (who, fields) => sentPhotos(who, uploadIdsOf(fields)),
    use: async (arrived) => `${await pageOf(arrived.who.shopId, arrived.fields)}?${await take(arrived)}`,
  });
}

/** What the page then says, as the query of its address. */
async function take({ who, fields, ...arrived }: Arrived<Sender>): Promise<string> {
  const actId = fields.get("actId") ?? "";
  const uploadIds = uploadIdsOf(fields);
  if ("problem" in arrived) {
    const { problem, file } = arrived;
    // The form came a second time, because the answer to the first was lost.
    if (problem === "gone" && (await hasPhotoArrived({ ...who, actId }))) return `said=photo&act=${actId}`;
    // Sent again it is sent anew.
    await dropSentPhotos(who, uploadIds.slice(file - 1, file));
    return `problem=${problem}&file=${file}`;
  }
  const [, itemId = "", changeCount = ""] = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(fields.get("target") ?? "") ?? [];
  if (!isUuid(actId) || !isUuid(itemId)) return "problem=changed";
  const target = { itemId, changeCount: Number(changeCount) };
  const marked = await countMarkedPhotos(who.shopId, itemId);
  const { photos } = arrived;
  const { moved } = await replacePhoto({ ...who, actor: { kind: "customer" }, actId, target, photos });
  if (moved.length === 0) return "problem=changed";
  await dropSentPhotos(who, uploadIds);
  const counts = marked > 0 && marked !== photos.length ? `&sent=${photos.length}&marked=${marked}` : "";
  return `said=photo&act=${actId}${counts}`;
}

function uploadIdsOf(fields: Fields): string[] {
  return (fields.get("uploads") ?? "").split(",").filter((id) => id !== "");
}

// The form is no proof of where our pages are; of it only the visitor's language is taken.
async function pageOf(shopId: string, fields: Fields): Promise<string> {
  const localeRoot = readPagePath(fields.get("pathPrefix") ?? "")?.localeRoot;
  return customerPageAddress(await storefrontOf(shopId), `/o/${fields.get("token") ?? ""}/`, localeRoot);
}

import { orderByToken } from "../../adapters/proofs/customer-link.ts";
import { countMarkedPhotos } from "../../adapters/rows/items/issues.ts";
import { storefrontOf } from "../../adapters/rows/shop/storefronts.ts";
import type { SentForm } from "../../adapters/storage/form-files.ts";
import { customerPageAddress, readPagePath } from "../../domain/customer/customer-page-address.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { receivePhotos } from "../artfiles/receive-photos.ts";
import { replacePhoto } from "../artfiles/replace-photo.ts";

/** Takes a form with new photos from a customer's page; gives the address on the shop's domain that says what came of it, null when its link opens nothing. */
export function receiveCustomerPhoto(form: SentForm): Promise<string | null> {
  return receivePhotos(
    form,
    (fields) => orderByToken(fields.get("token") ?? ""),
    async ({ who, fields, ...arrived }) => {
      const back = await pageOf(who.shopId, fields);
      if ("problem" in arrived) return `${back}?problem=${arrived.problem}&file=${arrived.file}`;
      const { shopId, orderId } = who;
      const actId = fields.get("actId") ?? "";
      const [, itemId = "", changeCount = ""] = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(fields.get("target") ?? "") ?? [];
      if (!isUuid(actId) || !isUuid(itemId)) return `${back}?problem=changed`;
      const target = { itemId, changeCount: Number(changeCount) };
      const marked = await countMarkedPhotos(shopId, itemId);
      const { moved } = await replacePhoto({
        shopId,
        orderId,
        actor: { kind: "customer" },
        actId,
        target,
        photos: arrived.photos,
      });
      if (moved.length === 0) return `${back}?problem=changed`;
      const sent = arrived.photos.length;
      const counts = marked > 0 && marked !== sent ? `&sent=${sent}&marked=${marked}` : "";
      return `${back}?said=photo&act=${actId}${counts}`;
    },
  );
}

// The form is no proof of where our pages are; of it only the visitor's language is taken.
async function pageOf(shopId: string, fields: ReadonlyMap<string, string>): Promise<string> {
  const localeRoot = readPagePath(fields.get("pathPrefix") ?? "")?.localeRoot;
  return customerPageAddress(await storefrontOf(shopId), `/o/${fields.get("token") ?? ""}/`, localeRoot);
}

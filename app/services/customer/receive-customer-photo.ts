import { orderByToken, PROXY_PATH } from "../../adapters/proofs/customer-link.ts";
import { isPathPrefix } from "../../adapters/proofs/proxy-signature.ts";
import type { SentForm } from "../../adapters/storage/form-files.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { receivePhotos } from "../artfiles/receive-photos.ts";
import { replacePhoto } from "../artfiles/replace-photo.ts";

/** Takes a form with new photos from a customer's page; gives the address on the shop's domain that says what came of it, null when its link opens nothing. */
export function receiveCustomerPhoto(form: SentForm): Promise<string | null> {
  return receivePhotos(
    form,
    (fields) => orderByToken(fields.get("token") ?? ""),
    async ({ who, fields, ...arrived }) => {
      const back = pageOf(who.shopDomain, fields);
      if ("problem" in arrived) return `${back}?problem=${arrived.problem}&file=${arrived.file}`;
      const { shopId, orderId } = who;
      const actId = fields.get("actId") ?? "";
      const [, itemId = "", changeCount = ""] = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(fields.get("target") ?? "") ?? [];
      if (!isUuid(actId) || !isUuid(itemId)) return `${back}?problem=changed`;
      const target = { itemId, changeCount: Number(changeCount) };
      const { moved } = await replacePhoto({
        shopId,
        orderId,
        actor: { kind: "customer" },
        actId,
        target,
        photos: arrived.photos,
      });
      return `${back}?${moved.length > 0 ? "said=photo" : "problem=changed"}`;
    },
  );
}

function pageOf(shopDomain: string, fields: ReadonlyMap<string, string>): string {
  const pathPrefix = fields.get("pathPrefix") ?? "";
  return `https://${shopDomain}${isPathPrefix(pathPrefix) ? pathPrefix : PROXY_PATH}/o/${fields.get("token") ?? ""}/`;
}

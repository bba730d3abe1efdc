import { resumableUploads } from "../../adapters/storage/tus.ts";
import { MAX_ARTFILE_BYTES } from "../../domain/files/artfile-formats.ts";
import { actingMember } from "../who/may-see.ts";
import { uploadArtfile } from "./upload-artfile.ts";

const answer = resumableUploads({
  path: "/uploads",
  maxBytes: MAX_ARTFILE_BYTES,
  async onArrival({ owner, fileName, body }) {
    const [shopId = "", memberId = ""] = owner.split("/");
    const actor = await actingMember(shopId, memberId);
    if (!actor) throw new Error("The member who sent this file is gone");
    await uploadArtfile({ shopId, actor, fileName, body });
  },
});

/** One request of a resumable upload by a proven member: it continues only uploads of their own. */
export function receiveUpload(request: Request, by: { shopId: string; memberId: string }): Promise<Response> {
  return answer(request, `${by.shopId}/${by.memberId}`);
}

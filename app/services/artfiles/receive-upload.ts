import { begunUploads } from "../../adapters/rows/items/begun-uploads.ts";
import { resumableUploads } from "../../adapters/storage/tus.ts";
import type { AnswerOfUpload, AskedOfUpload } from "../../adapters/storage/tus-words.ts";
import { MAX_ARTFILE_BYTES } from "../../domain/files/artfile-formats.ts";
import { MOST_OF_STAFF } from "../../domain/files/unfinished-uploads.ts";
import { actingMember } from "../who/may-see.ts";
import { uploadArtfile } from "./upload-artfile.ts";

const uploads = resumableUploads({
  path: "/uploads",
  maxBytes: MAX_ARTFILE_BYTES,
  mostOfGroup: MOST_OF_STAFF,
  elsewhere: (owner) => begunUploads(owner.split("/", 1)[0]!),
  async onArrival({ owner, fileName, body }) {
    const [shopId = "", memberId = ""] = owner.split("/");
    const actor = await actingMember(shopId, memberId);
    if (!actor) throw new Error("The member who sent this file is gone");
    await uploadArtfile({ shopId, actor, fileName, body });
  },
});

/** Answers what the browser of a proven member asks in the course of a resumable upload: it continues only uploads of their own. */
export function receiveUpload(asked: AskedOfUpload, by: { shopId: string; memberId: string }): Promise<AnswerOfUpload> {
  return uploads.answer(asked, `${by.shopId}/${by.memberId}`);
}

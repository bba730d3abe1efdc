import type { ActOutcome } from "../domain/act-outcome.ts";
import type { ActingMember } from "../domain/actors.ts";
import type { PhotoProblem } from "../domain/photo-problems.ts";
import { isUuid } from "../domain/uuid.ts";
import { receivePhotos } from "./receive-photos.ts";
import { replacePhoto } from "./replace-photo.ts";

/** Each problem of a photo in a sentence for staff. */
const PROBLEM_WORDS: Record<PhotoProblem, string> = {
  no_file: "Choose a photo first.",
  too_many: "At most 10 photos belong to one item.",
  too_large: "A photo may have at most 50 MB. Choose a smaller one.",
  not_an_image: "One of the files is not a photo, whatever its name says. Choose another one.",
  unreadable: "One of the photos cannot be opened. Choose another one.",
  changed: "This item has changed since your screen was drawn. Reload the page.",
};

/** Takes a form by which a manager replaces an item's photo: fields actId, target (`itemId:changeCount`), note, then the files. */
export async function receiveStaffPhoto(request: Request, by: { shopId: string; actor: ActingMember }): Promise<ActOutcome | { wrong: string }> {
  const outcome = await receivePhotos(
    request,
    () => Promise.resolve(by),
    async ({ fields, ...arrived }): Promise<ActOutcome | { wrong: string }> => {
      if ("problem" in arrived) return { wrong: PROBLEM_WORDS[arrived.problem] };
      const actId = fields.get("actId") ?? "";
      const [, itemId = "", changeCount = ""] = /^([0-9a-f-]{36}):(\d{1,9})$/.exec(fields.get("target") ?? "") ?? [];
      if (!isUuid(actId) || !isUuid(itemId)) return { wrong: PROBLEM_WORDS.changed };
      const note = (fields.get("note") ?? "").trim().slice(0, 5_000);
      return replacePhoto({ ...by, actId, target: { itemId, changeCount: Number(changeCount) }, note, photos: arrived.photos });
    },
  );
  return outcome ?? { wrong: "The form could not be read. Reload the page and try again." };
}

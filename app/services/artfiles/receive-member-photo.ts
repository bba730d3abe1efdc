import { z } from "zod";
import type { SentForm } from "../../adapters/storage/form-files.ts";
import { countMarkedPhotos } from "../../adapters/rows/items/issues.ts";
import { otherCountForStaff } from "../../domain/files/photos-in-place.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { PHOTO_PROBLEM_WORDS } from "../../domain/intake/photo-problems.ts";
import { receivePhotos } from "./receive-photos.ts";
import { replacePhoto } from "./replace-photo.ts";
import { plainText } from "../../domain/words/plain-text.ts";

const form = z.object({
  actId: z.uuid(),
  target: z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/),
  note: z.string().overwrite(plainText).trim().max(5_000).optional(),
});

/** What came of it; `remark` says that another number of photos came than was marked. */
type Received = { outcome: ActOutcome; remark?: string } | { wrong: string };

/** Takes a manager's form with new photos for an item (fields actId, target as `itemId:changeCount`, note; then the files); or says in a sentence what is wrong. */
export async function receiveMemberPhoto(
  sent: SentForm,
  { shopId, actor }: { shopId: string; actor: ActingMember },
): Promise<Received> {
  const received = await receivePhotos(sent, {
    // The rules decide; this only keeps the bytes of those out whom they refuse in any case.
    whoSends: async () => (isManager(actor) ? actor : null),
    use: async ({ fields, ...arrived }): Promise<Received> => {
      if ("problem" in arrived)
        return { wrong: `${arrived.file > 0 ? `File ${arrived.file}: ` : ""}${PHOTO_PROBLEM_WORDS[arrived.problem]}` };
      const asked = form.safeParse(Object.fromEntries(fields));
      if (!asked.success) return { wrong: "The form could not be read. Reload the page and try again." };
      const { actId, target, note } = asked.data;
      const item = { itemId: target.slice(0, 36), changeCount: Number(target.slice(37)) };
      const marked = await countMarkedPhotos(shopId, item.itemId);
      const { photos } = arrived;
      const outcome = await replacePhoto({ shopId, actor, actId, target: item, photos, ...(note ? { note } : {}) });
      const remark = marked > 0 && outcome.moved.length > 0 ? otherCountForStaff(photos.length, marked) : null;
      return { outcome, ...(remark ? { remark } : {}) };
    },
  });
  return received ?? { wrong: "Only a manager replaces a photo. Choose at least one file." };
}

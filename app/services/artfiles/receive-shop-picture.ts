import { randomUUID } from "node:crypto";
import { z } from "zod";
import { inTransaction } from "../../adapters/db.ts";
import { queueDropping, queueDroppingUnnamed } from "../../adapters/queue/queue.ts";
import { addPicture, dropExample, shopPictures } from "../../adapters/rows/shop/pictures.ts";
import { lockReasons } from "../../adapters/rows/shop/reasons.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { renditionKeys } from "../../adapters/storage/file-keys.ts";
import type { SentForm } from "../../adapters/storage/form-files.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { PHOTO_PROBLEM_WORDS } from "../../domain/intake/photo-problems.ts";
import { altOf, MAX_ALT, MAX_GUIDELINE_PICTURES, PICTURE_NAMES, PICTURE_PLACES } from "../../domain/shop/pictures.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { plainText } from "../../domain/words/plain-text.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { answerOnce } from "../acts/answer-once.ts";
import { drawPictures } from "./draw-pictures.ts";
import { receivePhotos, type ArrivedPhoto } from "./receive-photos.ts";

const form = z.object({
  formId: z.uuid(),
  place: z.enum(PICTURE_PLACES),
  reasonId: z.uuid().optional(),
  alt: z.string().overwrite(plainText).trim().max(MAX_ALT).default(""),
});
type Asked = z.infer<typeof form>;
type By = { shopId: string; actor: ActingMember };

const UNREADABLE = "The form could not be read. Reload the page and try again.";
const NO_PICTURE = "No picture could be made of this file. Save it as JPEG or PNG and choose that.";
const GONE = "This reason is not there any more. Reload the page.";
const TOO_MANY = `The guideline has ${MAX_GUIDELINE_PICTURES} pictures already. Remove one first.`;

/**
 * Takes an admin's form with a picture of the shop's own (fields formId, place, reasonId, alt; then the file): an example beside a rejection reason takes
 * the place of the one before it, a picture of the guideline comes behind the others. Only what the child process drew of it is kept.
 */
export async function receiveShopPicture(sent: SentForm, by: By): Promise<FormAnswer | "under_way"> {
  const { actor } = by;
  const received = await receivePhotos(sent, {
    whoSends: async () => (mayDo("change_reasons", actor) && mayDo("set_guideline", actor) ? actor : null),
    use: async ({ fields, ...arrived }): Promise<FormAnswer | "under_way"> => {
      if ("problem" in arrived) return no(PHOTO_PROBLEM_WORDS[arrived.problem]);
      const asked = form.safeParse(Object.fromEntries(fields));
      const [photo, ...others] = arrived.photos;
      if (!asked.success || !photo || others.length > 0) return no(UNREADABLE);
      return answerOnce({ ...by, formId: asked.data.formId }, () => take(asked.data, photo, by));
    },
  });
  return received ?? no(UNREADABLE);
}

async function take({ place, alt, ...asked }: Asked, photo: ArrivedPhoto, by: By): Promise<FormAnswer> {
  const { shopId } = by;
  const reasonId = asked.reasonId ?? null;
  if ((reasonId === null) !== (place === "guideline")) return no(UNREADABLE);
  const file = { id: randomUUID(), deletedAt: null };
  const keys = renditionKeys(shopId, "picture", file);
  await inTransaction(async (tx) => {
    for (const key of Object.values(keys)) await queueDroppingUnnamed(tx, shopId, key);
  });
  const drawn = await inScratchFolder((folder) =>
    drawPictures({ shopId, kind: "picture", ...file }, photo.path, folder),
  );
  if ("failed" in drawn || drawn.renditions !== "made") return no(NO_PICTURE);
  const { width = null, height = null } = drawn;
  const refused = await inTransaction<string | null>(async (tx) => {
    const reasons = await lockReasons(tx, shopId);
    const there = await shopPictures(shopId, tx);
    const reason = reasons.find(({ id }) => id === reasonId);
    if (reasonId !== null && !reason) return GONE;
    if (!reason && there.filter((one) => one.place === place).length >= MAX_GUIDELINE_PICTURES) return TOO_MANY;
    const former = there.find((one) => one.reasonId === reasonId && one.place === place && reasonId !== null);
    if (reasonId !== null) await queueDropping(tx, shopId, await dropExample(tx, shopId, reasonId, place));
    await addPicture(tx, shopId, { id: file.id, place, reasonId, alt, width, height, ...keys });
    const about = reason ? `${reason.name}: ${PICTURE_NAMES[place].toLowerCase()}` : PICTURE_NAMES[place];
    await noteSettingChange(tx, {
      ...by,
      part: reason ? "reasons" : "guideline",
      before: former ? { [about]: `a picture (${altOf(former)})` } : null,
      after: {
        [about]: former ? `another picture (${altOf({ place, alt })})` : `a picture (${altOf({ place, alt })})`,
      },
    });
    return null;
  });
  if (refused) for (const key of Object.values(keys)) await storage().delete(key);
  return refused ? no(refused) : { said: "The picture is in its place. It holds at once.", isRefused: false };
}

function no(said: string): FormAnswer {
  return { said, isRefused: true };
}

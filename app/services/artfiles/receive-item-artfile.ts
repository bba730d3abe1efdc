import { FileTooLarge, FormCutOff, readFormFiles, type SentForm } from "../../adapters/storage/form-files.ts";
import type { Upload } from "../../adapters/rows/items/uploads.ts";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { ARTFILE_EXTENSIONS, CUT_OFF_WORDS } from "../../domain/files/artfile-formats.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { assignUpload, dropUpload } from "./assign-upload.ts";
import { commitArtfiles } from "./commit-artfiles.ts";
import { uploadArtfile } from "./upload-artfile.ts";

const LIMITS = { maxFiles: 1, maxBytes: 200 * 1024 ** 2 };

type By = { shopId: string; actor: ActingMember };

/** Takes a form with one artfile for one item, whatever its name, and commits it: fields actId, itemId, olderPhotoAccepted, then the file. */
export async function receiveItemArtfile(form: SentForm, by: By): Promise<ActOutcome | { wrong: string }> {
  const uploads: Upload[] = [];
  try {
    const fields = await readFormFiles(form, LIMITS, async ({ fileName, body }) => {
      uploads.push(await uploadArtfile({ ...by, fileName, body }));
    });
    const [upload] = uploads;
    if (!fields || !upload) return { wrong: "Choose a file first." };
    return await commit(by, upload, fields);
  } catch (error) {
    if (error instanceof FileTooLarge)
      return { wrong: "A file may have at most 200 MB here. Upload a larger one under Artfile Production." };
    if (error instanceof FormCutOff) return { wrong: CUT_OFF_WORDS };
    throw error;
  }
}

async function commit(
  by: By,
  upload: Upload,
  fields: ReadonlyMap<string, string>,
): Promise<ActOutcome | { wrong: string }> {
  const actId = fields.get("actId") ?? "";
  const itemId = fields.get("itemId") ?? "";
  const wrong =
    isUuid(actId) && isUuid(itemId)
      ? await whyNot(by, upload, itemId)
      : "The form could not be read. Reload the page and try again.";
  if (wrong !== null) {
    await dropUpload({ ...by, uploadId: upload.id });
    return { wrong };
  }
  const { outcome } = await commitArtfiles({
    ...by,
    actId,
    uploadIds: [upload.id],
    replacing: [itemId],
    olderPhotoAccepted: fields.get("olderPhotoAccepted") === "yes" ? [itemId] : [],
  });
  if (outcome.moved.length === 0) await dropUpload({ ...by, uploadId: upload.id });
  return outcome;
}

async function whyNot(by: By, upload: Upload, itemId: string): Promise<string | null> {
  if (upload.file.contentType === "application/octet-stream")
    return `The file is none of the kinds we accept (${ARTFILE_EXTENSIONS.join(", ")}), whatever its name says.`;
  if (upload.refusal?.isUseless) return upload.refusal.sentences.join(" ");
  if (upload.itemId === itemId) return null;
  const assigned = await assignUpload({ ...by, uploadId: upload.id, itemId, isAnywhere: true });
  return "refused" in assigned ? REFUSAL_WORDS[assigned.refused] : null;
}

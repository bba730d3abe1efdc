import { FileTooLarge, FormCutOff, readFormFiles, type SentForm } from "../../adapters/storage/form-files.ts";
import type { Upload } from "../../adapters/rows/items/uploads.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { uploadCards, type UploadCard } from "./list-uploads.ts";
import { uploadArtfile } from "./upload-artfile.ts";

const CUT_OFF = "cut off";
const LIMITS = { maxFiles: 50, maxBytes: 200 * 1024 ** 2 };

/** Artfiles in a plain form, up to 50 of at most 200 MB; larger ones go by tus. `isCutOff`: the form was not whole, and what came before its last file is taken. Null when it is no form with files. */
export async function receiveArtfiles(
  form: SentForm,
  by: { shopId: string; actor: ActingMember },
): Promise<{ uploads: UploadCard[]; tooLarge: string[]; isCutOff: boolean } | null> {
  const taken: (Upload | null)[] = [];
  const tooLarge: string[] = [];
  const fields = await readFormFiles(form, LIMITS, async ({ fileName, body }) => {
    // The next file begins to arrive while this one is still being matched.
    const place = taken.push(null) - 1;
    try {
      taken[place] = await uploadArtfile({ ...by, fileName, body });
    } catch (error) {
      if (!(error instanceof FileTooLarge)) throw error;
      tooLarge.push(fileName);
    }
  }).catch((error: unknown) => {
    if (error instanceof FormCutOff) return CUT_OFF;
    throw error;
  });
  if (fields === null) return null;
  const uploads = taken.filter((upload) => upload !== null);
  return {
    uploads: await uploadCards(by.shopId, by.actor, uploads),
    tooLarge,
    isCutOff: fields === CUT_OFF,
  };
}

import { join } from "node:path";
import { ENOUGH, FileTooLarge, FormCutOff, readFormFiles, type SentForm } from "../../adapters/storage/form-files.ts";
import { FetchFailed } from "../../adapters/fetch/fetch-photo-failures.ts";
import { spoolPhoto } from "../../adapters/fetch/fetch-photo-spool.ts";
import { decodeImage } from "../../adapters/images/images.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { cleanPart, shortenToBytes } from "../../domain/files/file-names-clean.ts";
import { PHOTO_FORMATS } from "../../domain/files/photo-formats.ts";
import { PHOTO_LIMITS, type PhotoProblem } from "../../domain/intake/photo-problems.ts";

/** A photo that has arrived whole, on this machine's disk for the length of the request; recognised and measured by its bytes. */
export type ArrivedPhoto = { path: string; fileName: string; contentType: string; bytes: number; sha256: string };

/** What a form with photos brought, or which of its files (1, 2, 3…; 0 for all) spoils it. */
export type Arrived<Who> =
  | { who: Who; fields: ReadonlyMap<string, string>; photos: ArrivedPhoto[] }
  | { who: Who; fields: ReadonlyMap<string, string>; problem: PhotoProblem; file: number };

/**
 * Reads a form with photos as it streams in and hands them to `use`. `whoSends` proves the sender by the fields that stand before the
 * files: without it no byte is kept. Null when the sender is not proven or it is no such form.
 */
export function receivePhotos<Who, Answer>(
  form: SentForm,
  whoSends: (fields: ReadonlyMap<string, string>) => Promise<Who | null>,
  use: (arrived: Arrived<Who>) => Promise<Answer>,
): Promise<Answer | null> {
  return inScratchFolder(async (folder) => {
    let proof: Promise<Who | null> | undefined;
    // By place in the form: a small file may be on the disk before the larger one that came first.
    const photos: ArrivedPhoto[] = [];
    const problems: { problem: PhotoProblem; file: number }[] = [];
    let count = 0;
    let before: ReadonlyMap<string, string> = new Map();
    const limits = { maxFiles: 2 * PHOTO_LIMITS.maxFiles, maxBytes: PHOTO_LIMITS.maxBytes };
    const fields = await readFormFiles(form, limits, async ({ fileName, body, fieldsBefore }) => {
      before = fieldsBefore;
      const file = (count += 1);
      if (file > PHOTO_LIMITS.maxFiles || !(await (proof ??= whoSends(fieldsBefore)))) return ENOUGH;
      const path = join(folder, String(file));
      try {
        const { format, ...measured } = await spoolPhoto(body, path, PHOTO_LIMITS.maxBytes);
        photos[file - 1] = {
          path,
          fileName: plainName(fileName),
          contentType: PHOTO_FORMATS[format].contentType,
          ...measured,
        };
      } catch (error) {
        problems.push({ problem: problemOf(error), file });
        return ENOUGH;
      }
    }).catch(cutOff);
    if (fields === CUT_OFF) {
      const sender = await proof;
      return sender ? use({ who: sender, fields: before, problem: "cut_off", file: 0 }) : null;
    }
    const who = fields && (await (proof ?? whoSends(fields)));
    if (!fields || !who) return null;
    if (count > PHOTO_LIMITS.maxFiles) return use({ who, fields, problem: "too_many", file: 0 });
    if (count === 0) return use({ who, fields, problem: "no_file", file: 0 });
    const [problem] =
      problems.length > 0 ? problems.toSorted((one, other) => one.file - other.file) : await damaged(photos);
    return use(problem ? { who, fields, ...problem } : { who, fields, photos });
  });
}

const CUT_OFF = "cut off";

function cutOff(error: unknown): typeof CUT_OFF {
  if (error instanceof FormCutOff) return CUT_OFF;
  throw error;
}

const PROBLEMS: Partial<Record<string, PhotoProblem>> = {
  too_large: "too_large",
  not_an_image: "not_an_image",
  page_instead: "not_an_image",
  camera_raw: "camera_raw",
  empty: "empty",
};

function problemOf(error: unknown): PhotoProblem {
  if (error instanceof FormCutOff) return "cut_off";
  if (error instanceof FileTooLarge) return "too_large";
  if (error instanceof FetchFailed) return PROBLEMS[error.reason] ?? "unreadable";
  throw error;
}

// Told now, while the person still has the photo at hand, instead of by another email later. Only the mark at its end may lack: nobody sees that.
async function damaged(photos: readonly ArrivedPhoto[]): Promise<{ problem: PhotoProblem; file: number }[]> {
  for (const [at, { path }] of photos.entries()) {
    const decoded = await decodeImage(path);
    if ("failed" in decoded) return [{ problem: decoded.failed, file: at + 1 }];
    if (decoded.wholeness === "incomplete") return [{ problem: "incomplete", file: at + 1 }];
  }
  return [];
}

function plainName(fileName: string): string {
  return shortenToBytes(cleanPart(fileName), 200) || "photo";
}

import { join } from "node:path";
import type { Readable } from "node:stream";
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

/** A file that came before its form did, opened when it is its turn; null when it is not there any more. */
export type SentBefore = () => Promise<{ fileName: string; body: Readable } | null>;

/** How a form is read: who proves its sender, which files came before it, and what is done with all. */
type Reading<Who, Answer> = {
  /** By the fields that stand before the files: without it no byte is kept. */
  whoSends: (fields: ReadonlyMap<string, string>) => Promise<Who | null>;
  /** The files that a form without any means by its fields. */
  sentBefore?: (who: Who, fields: ReadonlyMap<string, string>) => readonly SentBefore[];
  use: (arrived: Arrived<Who>) => Promise<Answer>;
};

/** Reads a form with photos as it streams in and hands them to `use`. Null when the sender is not proven or it is no such form. */
export function receivePhotos<Who, Answer>(
  form: SentForm,
  { whoSends, sentBefore, use }: Reading<Who, Answer>,
): Promise<Answer | null> {
  return inScratchFolder(async (folder) => {
    let proof: Promise<Who | null> | undefined;
    const spooled = new Spooled(folder);
    let count = 0;
    let before: ReadonlyMap<string, string> = new Map();
    const limits = { maxFiles: 2 * PHOTO_LIMITS.maxFiles, maxBytes: PHOTO_LIMITS.maxBytes };
    const fields = await readFormFiles(form, limits, async ({ fileName, body, fieldsBefore }) => {
      before = fieldsBefore;
      const file = (count += 1);
      if (file > PHOTO_LIMITS.maxFiles || !(await (proof ??= whoSends(fieldsBefore)))) return ENOUGH;
      return (await spooled.take(file, fileName, body)) ? undefined : ENOUGH;
    }).catch(cutOff);
    if (fields === CUT_OFF) {
      const sender = await proof;
      return sender ? use({ who: sender, fields: before, problem: "cut_off", file: 0 }) : null;
    }
    const who = fields && (await (proof ?? whoSends(fields)));
    if (!fields || !who) return null;
    const earlier = count === 0 ? (sentBefore?.(who, fields) ?? []) : [];
    count += earlier.length;
    if (count > PHOTO_LIMITS.maxFiles) return use({ who, fields, problem: "too_many", file: 0 });
    if (count === 0) return use({ who, fields, problem: "no_file", file: 0 });
    for (const [at, open] of earlier.entries()) {
      const sent = await open();
      if (!sent) return use({ who, fields, problem: "gone", file: at + 1 });
      if (!(await spooled.take(at + 1, sent.fileName, sent.body))) break;
    }
    const problem = await spooled.problem();
    return use(problem ? { who, fields, ...problem } : { who, fields, photos: spooled.photos });
  });
}

/** What is wrong with a photo, with all of it at hand; null when it can be shown. */
export function problemOfPhoto(fileName: string, body: Readable): Promise<PhotoProblem | null> {
  return inScratchFolder(async (folder) => {
    const spooled = new Spooled(folder);
    await spooled.take(1, fileName, body);
    return (await spooled.problem())?.problem ?? null;
  });
}

class Spooled {
  // By place in the form: a small file may be on the disk before the larger one that came first.
  readonly photos: ArrivedPhoto[] = [];
  private readonly problems: { problem: PhotoProblem; file: number }[] = [];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes a photo to the disk; false when it is none that we take, and nothing that follows can change the answer. */
  async take(file: number, fileName: string, body: Readable): Promise<boolean> {
    const path = join(this.folder, String(file));
    try {
      const { format, ...measured } = await spoolPhoto(body, path, PHOTO_LIMITS.maxBytes);
      const { contentType } = PHOTO_FORMATS[format];
      this.photos[file - 1] = { path, fileName: plainName(fileName), contentType, ...measured };
      return true;
    } catch (error) {
      this.problems.push({ problem: problemOf(error), file });
      return false;
    }
  }

  /** The first of them that spoils all. */
  async problem(): Promise<{ problem: PhotoProblem; file: number } | undefined> {
    const [first] = this.problems.toSorted((one, other) => one.file - other.file);
    return first ?? (await damaged(this.photos))[0];
  }
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

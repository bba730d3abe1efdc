import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { decodeWithin } from "../../adapters/images/images.ts";
import type { StoredFile } from "../../adapters/rows/acts/running-act.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";

/** Larger files are looked at afterwards only, when their pictures are made: nobody waits so long for an answer. */
const MOST_BYTES = 256 * 1024 ** 2;
const MOST_MS = 8_000;

/** Why a stored picture is of no use to anybody, in a sentence; null when it can be opened, is no picture, or is too large to tell within seconds. */
export async function whyBroken({ storageKey, bytes }: StoredFile): Promise<string | null> {
  if (bytes > MOST_BYTES) return null;
  return inScratchFolder(async (folder) => {
    const path = join(folder, "picture");
    const body = await storage().get(storageKey);
    if (!body) return null;
    await pipeline(body, createWriteStream(path));
    return whyBrokenAt(path, MOST_MS);
  });
}

/** The same of a file on this machine's disk, for which somebody waits so long. */
export async function whyBrokenAt(path: string, mostMs: number): Promise<string | null> {
  const decoded = await decodeWithin(path, mostMs);
  if ("failed" in decoded) return decoded.failed === "unreadable" ? DAMAGED : null;
  return decoded.wholeness === "incomplete" ? PART_MISSING : null;
}

const DAMAGED = "The picture is damaged and cannot be opened. Export it again and upload that.";
const PART_MISSING = "A part of the picture is missing. Export it again and upload that.";

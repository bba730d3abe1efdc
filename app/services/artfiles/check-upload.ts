import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { inTransaction } from "../../adapters/db.ts";
import { tellChanges } from "../../adapters/live/changes.ts";
import { dropUploads, uploadToCheck, writeChecked, type Upload } from "../../adapters/rows/items/uploads.ts";
import type { Shown } from "../../adapters/rows/items/photos.ts";
import { inScratchFolder } from "../../adapters/storage/scratch-folder.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { sniffArtfile } from "../../domain/files/artfile-formats.ts";
import { SNIFF_BYTES } from "../../domain/files/photo-formats.ts";
import { actingMember } from "../who/may-see.ts";
import { whyBrokenAt } from "./broken-picture.ts";
import { drawPictures, shownWithout } from "./draw-pictures.ts";
import { among, matchOf, notAFile, UNKNOWN_TYPE } from "./upload-artfile.ts";

type Checked = { sha256: string; contentType: string; useless: string | null; shown: Shown | null };

/** Nobody waits for the answer on a page that stands still: a picture may take so long. */
const MOST_MS = 120_000;

/**
 * Checks a file that its artist's browser sent to the bucket itself: its hash and its type by its bytes, whether it can be opened, and whose it is; its
 * pictures are drawn in the same reading, which is the only one. Until then Update leaves it. May be repeated.
 */
export async function checkUpload(
  { shopId, uploadId }: { shopId: string; uploadId: string },
  { isLastAttempt = false }: { isLastAttempt?: boolean } = {},
): Promise<void> {
  const upload = await uploadToCheck(shopId, uploadId);
  if (!upload) return;
  const actor = await actingMember(shopId, upload.memberId);
  const checked = actor && (await read(shopId, upload));
  if (actor && !checked && !isLastAttempt) throw new Error("What was sent to the bucket is not there yet");
  if (!actor || !checked) return drop(shopId, upload);
  const { useless, shown, ...facts } = checked;
  const file = { ...upload.file, ...facts };
  const match = await matchOf(shopId, actor, file.fileName, useless);
  const unused = await inTransaction(async (tx) => {
    const { again, became } = await among(tx, shopId, upload.memberId, file, match);
    await tellChanges(tx, shopId, ["artwork"]);
    const written = await writeChecked(tx, shopId, uploadId, { ...became, file: facts, shown });
    return again && written ? dropUploads(tx, shopId, [upload]) : [];
  });
  for (const key of unused) await storage().delete(key);
}

/** Reads the file once; null when it is not there. */
async function read(shopId: string, { file }: Upload): Promise<Checked | null> {
  const body = await storage().get(file.storageKey);
  if (!body) return null;
  return inScratchFolder(async (folder) => {
    const path = join(folder, "original");
    const hash = createHash("sha256");
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(body, counted, createWriteStream(path));
    const facts = { sha256: hash.digest("hex"), contentType: sniffArtfile(await headOf(path)) ?? UNKNOWN_TYPE };
    const useless = facts.contentType === UNKNOWN_TYPE ? notAFile(file) : await whyBrokenAt(path, MOST_MS);
    if (useless !== null) return { ...facts, useless, shown: null };
    const id = file.storageKey.split("/").at(-1)!;
    const drawn = await drawPictures({ shopId, kind: "artfile", id, deletedAt: null }, path, folder);
    const shown = "failed" in drawn ? shownWithout(drawn.failed) : drawn;
    return { ...facts, useless, shown };
  });
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function drop(shopId: string, upload: Upload): Promise<void> {
  const keys = await inTransaction(async (tx) => {
    await tellChanges(tx, shopId, ["artwork"]);
    return dropUploads(tx, shopId, [upload]);
  });
  for (const key of keys) await storage().delete(key);
}

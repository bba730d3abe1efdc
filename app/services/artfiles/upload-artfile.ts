import { Readable } from "node:stream";
import {
  lockArrivals,
  matchUpload,
  openUploads,
  writeUpload,
  type Upload,
  type UploadMatch,
} from "../../adapters/rows/items/uploads.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import type { StoredFile } from "../../adapters/rows/acts/running-act.ts";
import { storage } from "../../adapters/storage/storage.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { ARTFILE_EXTENSIONS, sniffArtfile } from "../../domain/files/artfile-formats.ts";
import type { ArtfileRefusal } from "../../domain/files/file-names-match.ts";
import { SNIFF_BYTES } from "../../domain/files/photo-formats.ts";
import { whyBroken } from "./broken-picture.ts";
import { findItem } from "./find-item.ts";
import { keepFile } from "./keep-file.ts";

/**
 * Takes an artist's file: keeps its bytes with their hash and their real type, and finds its item by name, or says part by
 * part why there is none. A picture that cannot be opened is for no item. Nothing moves before Update. Where a file for that item waits already, the artist is asked which.
 */
export async function uploadArtfile(uploaded: {
  shopId: string;
  actor: ActingMember;
  fileName: string;
  body: Readable;
}): Promise<Upload> {
  const { shopId, actor } = uploaded;
  const file = await keep(shopId, shortName(uploaded.fileName), uploaded.body);
  const useless = isNoArtfile(file) ? notAFile(file) : await whyBroken(file);
  const matched = await matchOf(shopId, actor, file.fileName, useless);
  const { upload, unused } = await inTransaction((tx) => take(tx, shopId, actor.memberId, file, matched));
  for (const key of unused) await storage().delete(key);
  return upload;
}

/** The item that a file is for by its name, unless it is of no use: then why. */
export async function matchOf(
  shopId: string,
  actor: ActingMember,
  fileName: string,
  useless: string | null,
): Promise<UploadMatch> {
  if (useless !== null) return { itemId: null, refusal: { differs: [], sentences: [useless], isUseless: true } };
  const match = await findItem(shopId, actor, fileName);
  return "match" in match ? { itemId: match.match, refusal: null } : { itemId: null, refusal: match.refused };
}

/** The upload, and the keys of files that it makes superfluous. */
async function take(
  tx: Tx,
  shopId: string,
  memberId: string,
  file: StoredFile,
  match: UploadMatch,
): Promise<{ upload: Upload; unused: string[] }> {
  const { again, became } = await among(tx, shopId, memberId, file, match);
  if (again) return { upload: again, unused: [file.storageKey] };
  return { upload: await writeUpload(tx, shopId, { memberId, file, ...became }), unused: [] };
}

/**
 * What becomes of a file beside the others that wait: where one for its item came before, the artist is asked which. `again`: it was sent before, and that
 * upload stands for both.
 */
export async function among(
  tx: Tx,
  shopId: string,
  memberId: string,
  file: StoredFile,
  match: UploadMatch,
): Promise<{ again: Upload | null; became: UploadMatch }> {
  await lockArrivals(tx, shopId, memberId);
  const open = (await openUploads(shopId, memberId, tx)).filter((one) => one.file.storageKey !== file.storageKey);
  const before = open.find(
    (one) => match.itemId !== null && one.itemId === match.itemId && !isSameFile(one.file, file),
  );
  const became = before ? { itemId: null, refusal: second(before, match.itemId!) } : match;
  // Sent again because the answer to its last part was lost: the same upload, and the item it was given to by hand stays.
  const sentBefore = open.find((one) => isSameFile(one.file, file));
  const again =
    sentBefore &&
    (await matchUpload(tx, shopId, sentBefore.id, { ...became, itemId: became.itemId ?? sentBefore.itemId }));
  return { again: again ?? null, became };
}

function second(before: Upload, itemId: string): ArtfileRefusal {
  const sentence = `“${before.file.fileName}” came for this item before. Use this file in its place, or remove it.`;
  return { differs: [], sentences: [sentence], nearest: itemId };
}

function isSameFile(one: StoredFile, other: StoredFile): boolean {
  return one.sha256 === other.sha256 && one.fileName === other.fileName;
}

export const UNKNOWN_TYPE = "application/octet-stream";

/** Whether the bytes of a file were none of the kinds we accept when it arrived. */
export function isNoArtfile({ contentType }: { contentType: string }): boolean {
  return contentType === UNKNOWN_TYPE;
}

/** Why a file that is of none of the kinds we accept is of no use, in a sentence. */
export function notAFile(file: Pick<StoredFile, "bytes">): string {
  return file.bytes === 0
    ? "The file is empty."
    : `The file is none of the kinds we accept (${ARTFILE_EXTENSIONS.join(", ")}), whatever its name says.`;
}

async function keep(shopId: string, fileName: string, body: Readable): Promise<StoredFile> {
  const { head, whole } = await peek(body);
  const contentType = sniffArtfile(head) ?? UNKNOWN_TYPE;
  return { ...(await keepFile(shopId, "artfile", whole, { contentType })), contentType, fileName };
}

async function peek(body: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const rest = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  for (let length = 0; length < SNIFF_BYTES; length += chunks.at(-1)!.length) {
    const next = await rest.next();
    if (next.done) break;
    chunks.push(Buffer.from(next.value));
  }
  async function* all() {
    yield* chunks;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { head: Buffer.concat(chunks).subarray(0, SNIFF_BYTES), whole: Readable.from(all()) };
}

/** A file's name without the folders before it. */
export function shortName(fileName: string): string {
  return fileName.replace(/^.*[/\\]/u, "").slice(0, 400) || "file";
}

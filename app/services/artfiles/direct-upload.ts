import { inTransaction } from "../../adapters/db.ts";
import { readTicket, writeTicket, type UploadTicket } from "../../adapters/proofs/upload-ticket.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { begunUploads, endBegun, lockBegun, writeBegun } from "../../adapters/rows/items/begun-uploads.ts";
import { lockArrivals, writeArriving } from "../../adapters/rows/items/uploads.ts";
import {
  beginDirect,
  completeDirect,
  dropDirect,
  PART_BYTES,
  partsThere,
  signParts,
  takesDirectUploads,
} from "../../adapters/storage/direct-uploads.ts";
import { newStorageKey } from "../../adapters/storage/storage.ts";
import { unfinishedUploads } from "../../adapters/storage/tus-stores.ts";
import { whyNotSent } from "../../domain/files/artfile-formats.ts";
import { inAll, MOST_OF_STAFF, whyNoMore } from "../../domain/files/unfinished-uploads.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { findItem } from "./find-item.ts";
import { shortName } from "./upload-artfile.ts";

type By = { shopId: string; actor: ActingMember };

/** What a browser is told of a file that it wants to send: where to go on, that it goes by tus, or why nobody takes it, or not now. */
export type DirectBegin = { ticket: string } | { way: "tus" } | { refused: string } | { later: string };

/** The job may find that the file is not there yet: this long is waited for a request that puts it together and dies. */
const CHECK_ANYWAY_MS = 5 * 60_000;

/**
 * Begins to take an artfile straight into the bucket. One that is for no item, and near to none, is refused before any of it travels; one whose name is
 * near to an item's may come, because it can be given to that by hand.
 */
export async function beginDirectUpload(asked: By & { fileName: string; bytes: number }): Promise<DirectBegin> {
  if (!takesDirectUploads()) return { way: "tus" };
  const { shopId, actor, bytes } = asked;
  const useless = whyNotSent({ size: bytes });
  if (useless !== null) return { refused: useless };
  const fileName = shortName(asked.fileName);
  const match = await findItem(shopId, actor, fileName);
  if ("refused" in match && match.refused.nearest === undefined) return { refused: match.refused.sentences.join(" ") };
  const key = newStorageKey(shopId, "artfile");
  const later = await whyNotNow(shopId, key, bytes);
  if (later !== null) return { later };
  const uploadId = await beginDirect(key).catch(async (fault: unknown) => {
    await endBegun(shopId, key);
    throw fault;
  });
  return { ticket: writeTicket({ shopId, memberId: actor.memberId, key, uploadId, fileName, bytes }) };
}

// It takes its place before it begins in the bucket, so that those that begin at the same moment see one another.
async function whyNotNow(shopId: string, key: string, bytes: number): Promise<string | null> {
  const byTus = await unfinishedUploads(`${shopId}/`);
  return inTransaction(async (tx) => {
    await lockBegun(tx, shopId);
    const noMore = whyNoMore(inAll(byTus, await begunUploads(shopId, tx)), bytes, MOST_OF_STAFF);
    if (noMore === null) await writeBegun(tx, shopId, key, bytes);
    return noMore;
  });
}

/** How much of a file is there: the numbers of its parts, and their length together in bytes; null when there is no such upload of this member's. */
export async function lookAtDirectUpload(
  by: By,
  text: string,
): Promise<{ bytes: number; partBytes: number; parts: number[]; there: number } | null> {
  const upload = own(by, text);
  const parts = upload && (await partsThere(upload));
  if (!parts) return null;
  const { bytes } = upload;
  const there = parts.reduce((sum, number) => sum + Math.min(PART_BYTES, bytes - (number - 1) * PART_BYTES), 0);
  return { bytes, partBytes: PART_BYTES, parts, there };
}

/** Addresses in the bucket for these parts; null when there is no such upload of this member's. */
export async function signDirectParts(by: By, text: string, numbers: readonly number[]): Promise<string[] | null> {
  const upload = own(by, text);
  return upload && signParts(upload, numbers);
}

/**
 * All parts are there: they become the file, which waits to be checked by a worker. "missing" when some are not; null when there is no such upload. May be
 * repeated. The row comes first: no file in the bucket is without one.
 */
export async function completeDirectUpload(by: By, text: string): Promise<"done" | "missing" | null> {
  const upload = own(by, text);
  if (!upload) return null;
  const parts = await partsThere(upload);
  if (parts && parts.length < Math.ceil(upload.bytes / PART_BYTES)) return "missing";
  const { key: storageKey, fileName, bytes } = upload;
  const file = { storageKey, fileName, bytes, sha256: "", contentType: "application/octet-stream" };
  const arriving = await inTransaction(async (tx) => {
    await lockArrivals(tx, by.shopId, by.actor.memberId);
    const row = await writeArriving(tx, by.shopId, { memberId: by.actor.memberId, file, isGone: parts === null });
    await endBegun(by.shopId, storageKey, tx);
    if (row) await check(tx, by.shopId, row.id, CHECK_ANYWAY_MS);
    return row;
  });
  if (!arriving) return null;
  const isThere = await completeDirect(upload);
  if (isThere) await inTransaction((tx) => check(tx, by.shopId, arriving.id));
  return isThere === null ? null : isThere ? "done" : "missing";
}

/** Ends an upload of this member's; one that is gone is no fault. */
export async function dropDirectUpload(by: By, text: string): Promise<void> {
  const upload = own(by, text);
  if (!upload) return;
  await dropDirect(upload);
  await endBegun(by.shopId, upload.key);
}

function check(tx: Parameters<typeof enqueue>[0], shopId: string, uploadId: string, delayMs?: number): Promise<void> {
  const when = { jobKey: `check-upload:${uploadId}`, isWaitedFor: true, ...(delayMs ? { delayMs } : {}) };
  return enqueue(tx, "check-upload", { shopId, uploadId }, when);
}

function own({ shopId, actor }: By, text: string): UploadTicket | null {
  const ticket = takesDirectUploads() ? readTicket(text) : null;
  return ticket && ticket.shopId === shopId && ticket.memberId === actor.memberId ? ticket : null;
}

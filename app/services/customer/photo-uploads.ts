import { orderByToken } from "../../adapters/proofs/customer-link.ts";
import { resumableUploads } from "../../adapters/storage/tus.ts";
import type { AnswerOfUpload, AskedOfUpload, RefusedFile } from "../../adapters/storage/tus-words.ts";
import { isCameraRaw } from "../../domain/files/camera-raws.ts";
import { SNIFF_BYTES, sniffFormat } from "../../domain/files/photo-formats.ts";
import { PHOTO_LIMITS, PHOTO_PROBLEM_WORDS, type PhotoProblem } from "../../domain/intake/photo-problems.ts";
import { uploadsOwnerOf } from "../../domain/customer/uploads-owner.ts";
import { problemOfPhoto, type SentBefore } from "../artfiles/receive-photos.ts";

type OrderOfLink = { shopId: string; orderId: string };

/** As many photos of an order as may be on their way or wait to be sent on: three forms full. */
const MOST_OF_ORDER = 3 * PHOTO_LIMITS.maxFiles;

/** And of all orders of a shop: 20 GB, so that whoever has many links does not fill the disk. What is not gone on with goes after a day. */
const MOST_OF_SHOP = { uploads: 400, bytes: 400 * PHOTO_LIMITS.maxBytes };

const uploads = resumableUploads({
  path: "/customer/uploads",
  maxBytes: PHOTO_LIMITS.maxBytes,
  headBytes: SNIFF_BYTES,
  mostOfOwner: MOST_OF_ORDER,
  mostOfGroup: MOST_OF_SHOP,
  isKept: true,
  refuse: ({ size, head }) => refusal(problemAtSight(size, head)),
  onArrival: async ({ fileName, body }) => refusal(await problemOfPhoto(fileName, body)) ?? undefined,
});

/** Answers what a customer's page asks in the course of sending one photo; null when its token opens no order. What has arrived waits for the form. */
export async function receivePhotoUpload(asked: AskedOfUpload, token: string): Promise<AnswerOfUpload | null> {
  const order = await orderByToken(token);
  return order && uploads.answer(asked, uploadsOwnerOf(order));
}

/** The photos that a form names by their uploads, in its order: each of this order, or none. */
export function sentPhotos(order: OrderOfLink, uploadIds: readonly string[]): SentBefore[] {
  return uploadIds.map((id) => () => uploads.read(id, uploadsOwnerOf(order)));
}

/** Removes uploads of this order: their photos were taken, or cannot be. */
export function dropSentPhotos(order: OrderOfLink, uploadIds: readonly string[]): Promise<void> {
  return uploads.drop(uploadIds, uploadsOwnerOf(order));
}

// What the size and the first bytes tell already, so that nobody sends fifty megabytes of a film.
function problemAtSight(size: number | null, head: Buffer | null): PhotoProblem | null {
  if (size === 0) return "empty";
  if (size !== null && size > PHOTO_LIMITS.maxBytes) return "too_large";
  if (!head || sniffFormat(head)) return null;
  return isCameraRaw(head) ? "camera_raw" : "not_an_image";
}

function refusal(problem: PhotoProblem | null): RefusedFile | null {
  return (
    problem && {
      status: problem === "too_large" ? 413 : 422,
      body: JSON.stringify({ problem, sentence: PHOTO_PROBLEM_WORDS[problem] }),
    }
  );
}

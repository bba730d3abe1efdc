import { UploadPartCommand, type Part } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { env } from "../../env.server.ts";
import { checkBytes, openBucket, orNull, type Bucket } from "./bucket.ts";
import { checkedKey } from "./kept-files.ts";

/** A file that a browser sends to the bucket itself, in parts: its key, how S3 calls the upload, and how long it will be in bytes. */
export type DirectUpload = { key: string; uploadId: string; bytes: number };

/** All parts but the last have this length. A line that breaks costs one of them at most. */
export const PART_BYTES = 8 * 1024 ** 2;
/** As many addresses as are given at once, and for how long each is good. */
const MOST_AT_ONCE = 16;
const SIGNED_FOR_SECONDS = 10 * 60;

/** Whether files can go to the storage without passing the app: a bucket takes them, a folder does not. */
export function takesDirectUploads(): boolean {
  return env().STORAGE_URL.startsWith("s3:");
}

/** The origin of the addresses to which browsers put parts: a page's policy has to name it. Null where they put none, or none could be signed now. */
export async function directOrigin(): Promise<string | null> {
  if (!takesDirectUploads()) return null;
  const { client, Bucket, base } = bucket();
  const command = new UploadPartCommand({ Bucket, Key: `${base}any`, UploadId: "any", PartNumber: 1 });
  return getSignedUrl(client, command).then(
    (address) => new URL(address).origin,
    () => null,
  );
}

/** Begins an upload under this key; gives what S3 calls it. */
export async function beginDirect(key: string): Promise<string> {
  const { client, Bucket, base } = bucket();
  const { UploadId } = await client.createMultipartUpload({
    Bucket,
    Key: base + checkedKey(key),
    ContentType: "application/octet-stream",
  });
  if (!UploadId) throw new Error("The bucket gave the upload no name");
  return UploadId;
}

/** The numbers (from 1) of the parts that are there as they should be; null when there is no such upload, or none any more. */
export async function partsThere(upload: DirectUpload): Promise<number[] | null> {
  const parts = await listParts(upload);
  return parts && parts.filter((part) => isAsItShouldBe(upload, part)).map(({ PartNumber }) => PartNumber!);
}

/** Addresses to which a browser puts these parts, each of exactly its length, for some minutes; null when it has no such parts, or for more than are given at once. */
export async function signParts(upload: DirectUpload, numbers: readonly number[]): Promise<string[] | null> {
  if (numbers.length > MOST_AT_ONCE || !numbers.every((number) => lengthOfPart(upload, number) > 0)) return null;
  const { client, Bucket, base } = bucket();
  const { uploadId: UploadId, key } = upload;
  return Promise.all(
    numbers.map((PartNumber) => {
      const ContentLength = lengthOfPart(upload, PartNumber);
      const command = new UploadPartCommand({ Bucket, Key: base + key, UploadId, PartNumber, ContentLength });
      return getSignedUrl(client, command, { expiresIn: SIGNED_FOR_SECONDS });
    }),
  );
}

/**
 * Puts the parts together: the file is then there under its key, as long as it was said to be. False while parts are missing; null when there is
 * neither the upload nor the file. May be repeated.
 */
export async function completeDirect(upload: DirectUpload): Promise<boolean | null> {
  const { client, Bucket, base } = bucket();
  const object = { Bucket, Key: base + upload.key };
  const parts = await listParts(upload);
  if (parts) {
    const isWhole = parts.length === countOfParts(upload) && parts.every((part) => isAsItShouldBe(upload, part));
    if (!isWhole) return false;
    const Parts = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    // Null: another request has put them together meanwhile.
    await orNull(client.completeMultipartUpload({ ...object, UploadId: upload.uploadId, MultipartUpload: { Parts } }));
  }
  const stored = await orNull(client.headObject(object));
  if (!stored) return null;
  checkBytes(upload.bytes, stored.ContentLength);
  return true;
}

/** Ends an upload, and nothing of it stays; one that is gone is no fault. */
export async function dropDirect({ key, uploadId }: Pick<DirectUpload, "key" | "uploadId">): Promise<void> {
  const { client, Bucket, base } = bucket();
  await orNull(client.abortMultipartUpload({ Bucket, Key: base + key, UploadId: uploadId }));
}

/** Ends all such uploads that were begun before this time, and of which no part came since; gives their keys. */
export async function dropUntouchedDirect(before: Date): Promise<string[]> {
  if (!takesDirectUploads()) return [];
  const { client, Bucket, base } = bucket();
  const dropped: string[] = [];
  let marker: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (;;) {
    const page = await client.listMultipartUploads({ Bucket, Prefix: base, ...marker });
    for (const { Key = "", UploadId: uploadId, Initiated } of page.Uploads ?? []) {
      const key = Key.slice(base.length);
      if (!uploadId || !Initiated || Initiated >= before || !DIRECT.test(key)) continue;
      const parts = (await listParts({ key, uploadId })) ?? [];
      if (parts.some(({ LastModified }) => LastModified !== undefined && LastModified >= before)) continue;
      await dropDirect({ key, uploadId });
      dropped.push(key);
    }
    if (!page.IsTruncated) return dropped;
    marker = { KeyMarker: page.NextKeyMarker ?? "", UploadIdMarker: page.NextUploadIdMarker ?? "" };
  }
}

// What the tus store puts together lies in a folder of its own.
const DIRECT = /^[0-9a-f-]{36}\/artfile\/[0-9a-f-]{36}$/;

function bucket(): Bucket {
  return openBucket(env().STORAGE_URL);
}

async function listParts({ key, uploadId }: Pick<DirectUpload, "key" | "uploadId">): Promise<Part[] | null> {
  const { client, Bucket, base } = bucket();
  const parts: Part[] = [];
  let PartNumberMarker: string | undefined;
  do {
    const asked = { Bucket, Key: base + checkedKey(key), UploadId: uploadId, PartNumberMarker };
    const page = await orNull(client.listParts(asked));
    if (!page) return null;
    parts.push(...(page.Parts ?? []));
    PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (PartNumberMarker);
  return parts;
}

function countOfParts({ bytes }: Pick<DirectUpload, "bytes">): number {
  return Math.ceil(bytes / PART_BYTES);
}

function lengthOfPart(upload: DirectUpload, number: number): number {
  const count = countOfParts(upload);
  if (!Number.isInteger(number) || number < 1 || number > count) return 0;
  return number < count ? PART_BYTES : upload.bytes - (count - 1) * PART_BYTES;
}

function isAsItShouldBe(upload: DirectUpload, { PartNumber = 0, Size }: Part): boolean {
  return Size !== undefined && Size === lengthOfPart(upload, PartNumber);
}

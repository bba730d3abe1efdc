import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { checkBytes, openBucket, orNull } from "./bucket.ts";
import { type ByteRange, type Storage, type KeptFile, checkedKey, checkedPrefix } from "./kept-files.ts";
import { inScratchFolder } from "./scratch-folder.ts";
import { spool } from "./storage-spool.ts";

/** Files in an S3 bucket, `s3://bucket/prefix?endpoint=…&region=…`. */
export function openS3(address: string): Storage {
  const { client, Bucket, base } = openBucket(address);
  const nameOf = (key: string) => base + checkedKey(key);

  // A stream of unknown length cannot be sent to S3 in one request: it is measured and hashed on its way through a file.
  async function put(
    key: string,
    body: Readable | Uint8Array,
    about: { contentType: string; sha256?: string },
  ): Promise<KeptFile> {
    return inScratchFolder(async (folder) => {
      const path = join(folder, "body");
      const { bytes, sha256 } = await spool(body, path, about.sha256);
      const object = {
        Bucket,
        Key: nameOf(key),
        ContentType: about.contentType,
        ContentLength: bytes,
        Metadata: { sha256 },
      };
      await client.send(new PutObjectCommand({ ...object, Body: createReadStream(path) }));
      const stored = await client.send(new HeadObjectCommand({ Bucket, Key: object.Key }));
      try {
        checkBytes(bytes, stored.ContentLength);
      } catch (lost) {
        await remove(key);
        throw lost;
      }
      return { bytes, sha256, contentType: about.contentType };
    });
  }

  async function get(key: string, range?: ByteRange): Promise<Readable | null> {
    const Range = range ? `bytes=${range.first}-${range.last ?? ""}` : undefined;
    const answer = await orNull(client.send(new GetObjectCommand({ Bucket, Key: nameOf(key), Range })));
    return (answer?.Body as Readable | undefined) ?? null;
  }

  async function head(key: string): Promise<KeptFile | null> {
    const answer = await orNull(client.send(new HeadObjectCommand({ Bucket, Key: nameOf(key) })));
    if (answer === null) return null;
    return {
      bytes: answer.ContentLength ?? 0,
      contentType: answer.ContentType ?? "application/octet-stream",
      sha256: answer.Metadata?.sha256 ?? "",
    };
  }

  async function remove(key: string): Promise<void> {
    await client.send(new DeleteObjectCommand({ Bucket, Key: nameOf(key) }));
  }

  async function* pages(prefix: string): AsyncIterable<string[]> {
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: base + checkedPrefix(prefix), ContinuationToken }),
      );
      yield (page.Contents ?? []).flatMap((object) => (object.Key ? [object.Key] : []));
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken);
  }

  async function* list(prefix: string): AsyncIterable<string> {
    for await (const names of pages(prefix)) for (const name of names) yield name.slice(base.length);
  }

  async function deletePrefix(prefix: string): Promise<number> {
    let count = 0;
    for await (const names of pages(prefix)) {
      if (names.length === 0) continue;
      const { Errors } = await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: names.map((Key) => ({ Key })), Quiet: true } }),
      );
      if (Errors && Errors.length > 0) throw new Error(`${Errors.length} files could not be removed from the bucket`);
      count += names.length;
    }
    return count;
  }

  async function check(): Promise<void> {
    const Key = `${base}arriving/${randomUUID()}`;
    await client.send(new PutObjectCommand({ Bucket, Key, Body: new Uint8Array([1]) }));
    await client.send(new DeleteObjectCommand({ Bucket, Key }));
  }

  return { put, get, head, delete: remove, deletePrefix, list, check };
}

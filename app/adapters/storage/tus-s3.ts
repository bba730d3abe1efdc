import type { Part } from "@aws-sdk/client-s3";
import { S3Store, type MetadataValue } from "@tus/s3-store";
import type { Readable } from "node:stream";
import { NAMES } from "./tus-names.ts";
import { BytesLost, checkBytes, openBucket } from "./bucket.ts";

/** What an upload is called below the prefix, and what the store writes beside it: what is known of it, and a last part too small for S3. */
const NAME = new RegExp(`^(${NAMES})(\\.info|\\.part)?$`);
const GONE = new Set(["NoSuchKey", "NoSuchUpload", "NotFound"]);

// What one process remembered of an upload would outlive it: another one takes its parts, and the worker clears it away.
const NO_CACHE = { get: async () => undefined, set: async () => {}, delete: async () => {} };

type Options = { folder: string; expireAfterMs: number };

/** Unfinished uploads in an S3 bucket, in a folder below the prefix of its address; the ids of uploads begin with that. */
export class BucketUploads extends S3Store {
  /** How every id begins. */
  readonly prefix: string;

  constructor(address: string, { folder, expireAfterMs }: Options) {
    const { client, Bucket, base } = openBucket(address);
    super({
      s3ClientConfig: { bucket: Bucket },
      useTags: false,
      cache: NO_CACHE,
      expirationPeriodInMilliseconds: expireAfterMs,
    });
    this.client = client;
    this.prefix = `${base}${folder}/`;
  }

  /**
   * Writes on, and compares what S3 then has with what was counted. An upload of which a part lacks bytes, or lacks as a whole while a later one is
   * there, can never become its file: it is removed, and the browser finds none and begins anew.
   */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    try {
      checkOrder(await this.retrieveParts(id));
      const reached = await super.write(source, id, offset);
      const { size } = (await this.getMetadata(id)).file;
      const stored = reached === size ? await this.lengthOf(id) : (await super.getUpload(id)).offset;
      checkBytes(reached, stored);
      return reached;
    } catch (fault) {
      const isBroken = fault instanceof BytesLost || !(await this.hasAllBefore(id));
      if (isBroken) await this.remove(id);
      throw fault;
    }
  }

  /** Puts the parts together when they are as long as the file is said to be. */
  protected override async finishMultipartUpload(metadata: MetadataValue, parts: Part[]): Promise<string | undefined> {
    checkOrder(parts);
    checkBytes(
      metadata.file.size ?? 0,
      parts.reduce((sum, { Size = 0 }) => sum + Size, 0),
    );
    return super.finishMultipartUpload(metadata, parts);
  }

  private async lengthOf(id: string): Promise<number | undefined> {
    return (await this.client.headObject({ Bucket: this.bucket, Key: id })).ContentLength;
  }

  private async hasAllBefore(id: string): Promise<boolean> {
    const parts = await orNull(this.retrieveParts(id)).catch(() => null);
    return (parts ?? []).every(({ PartNumber }, at) => PartNumber === at + 1);
  }

  /** Removes an upload with all that was written beside it, one whose parts S3 has put together or dropped already too. May be repeated. */
  override async remove(id: string): Promise<void> {
    await this.abort(id);
    const Objects = [id, this.infoKey(id), this.partKey(id, true)].map((Key) => ({ Key }));
    const { Errors } = await this.client.deleteObjects({ Bucket: this.bucket, Delete: { Objects, Quiet: true } });
    if (Errors && Errors.length > 0) throw new Error(`${Errors.length} files of an upload could not be removed`);
  }

  /** Removes every upload of which nothing was written since `before`; answers how many. Those of former versions lie at the bucket's root. */
  async dropUntouched(before: Date): Promise<number> {
    let count = 0;
    for (const prefix of [this.prefix, ""])
      for (const [id, touched] of await this.idsIn(prefix)) {
        if (touched >= before || (await this.isGoingOn(id, before))) continue;
        await this.remove(id);
        count += 1;
      }
    return count;
  }

  /** The ids that begin so below the prefix, each with when something of it was written last. */
  async idsOf(beginning: string): Promise<Map<string, Date>> {
    return this.idsIn(this.prefix, beginning);
  }

  // Each with when the last of its objects was written: parts of it that S3 has are none yet.
  private async idsIn(prefix: string, beginning = ""): Promise<Map<string, Date>> {
    const found = new Map<string, Date>();
    let ContinuationToken: string | undefined;
    do {
      const page = await this.client.listObjectsV2({
        Bucket: this.bucket,
        Prefix: prefix + beginning,
        Delimiter: "/",
        ContinuationToken,
      });
      for (const { Key = "", LastModified } of page.Contents ?? []) {
        const name = NAME.exec(Key.slice(prefix.length))?.[1];
        if (name === undefined || !LastModified) continue;
        const last = found.get(prefix + name);
        if (!last || last < LastModified) found.set(prefix + name, LastModified);
      }
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken);
    return found;
  }

  private async isGoingOn(id: string, before: Date): Promise<boolean> {
    const parts = await orNull(this.retrieveParts(id));
    return (parts ?? []).some(({ LastModified }) => LastModified !== undefined && LastModified >= before);
  }

  private async abort(id: string): Promise<void> {
    const known = await orNull(this.getMetadata(id));
    if (known)
      await orNull(this.client.abortMultipartUpload({ Bucket: this.bucket, Key: id, UploadId: known["upload-id"] }));
  }
}

// Parts are sent side by side: one that failed leaves a hole, and their lengths alone would be taken for how far the file is there.
function checkOrder(parts: readonly Part[]): void {
  if (!parts.every(({ PartNumber }, at) => PartNumber === at + 1))
    throw new BytesLost("A part before the last is missing");
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (GONE.has((error as Error).name)) return null;
    throw error;
  }
}

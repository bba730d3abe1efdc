import { createHash } from "node:crypto";
import { S3 } from "@aws-sdk/client-s3";
import { checkedPrefix } from "./kept-files.ts";

/** A bucket, what all names of ours in it begin with, and the one client with which it is spoken to. */
export type Bucket = { client: S3; Bucket: string; base: string };

const opened = new Map<string, Bucket>();

/**
 * Opens `s3://bucket/prefix?endpoint=…&region=…`, once for each address: stored files, uploads and signed addresses share client and prefix.
 * The credentials come from the usual AWS variables.
 */
export function openBucket(address: string): Bucket {
  const known = opened.get(address);
  if (known) return known;
  const url = new URL(address);
  const bucket = { client: clientFor(url), Bucket: url.hostname, base: checkedPrefix(url.pathname) };
  opened.set(address, bucket);
  return bucket;
}

/** What `answer` gives; null where S3 says that there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return null;
    throw error;
  }
}

/** A fault to the log: S3 took fewer or more bytes than were sent to it. */
export class BytesLost extends Error {}

/** Throws `BytesLost` when S3 says that it has another number of bytes than were counted. */
export function checkBytes(counted: number, stored: number | undefined): void {
  if (counted !== stored) throw new BytesLost(`${counted} bytes were sent, and the bucket has ${stored ?? "none"}`);
}

function clientFor(url: URL): S3 {
  const endpoint = url.searchParams.get("endpoint") ?? undefined;
  const region = url.searchParams.get("region") ?? process.env.AWS_REGION ?? "us-east-1";
  const client = new S3({
    region,
    // Other makers' servers know neither bucket names as hosts nor the newer checksums, and nor does a browser with a signed address.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
  });
  withMd5(client);
  return client;
}

// The one request that must carry a checksum: in the older form all servers know, the newer is refused by many
// (https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/MD5_FALLBACK.md).
function withMd5(client: S3): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== "DeleteObjectsCommand") return next(args);
        const request = args.request as { headers: Record<string, string>; body?: string | Uint8Array };
        for (const name of Object.keys(request.headers))
          if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete request.headers[name];
        request.headers["content-md5"] = createHash("md5")
          .update(request.body ?? "")
          .digest("base64");
        return next(args);
      },
    { step: "build", priority: "low", name: "md5OfDeletions" },
  );
}

import { GetObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { env } from "../../env.server.ts";
import { openBucket } from "./bucket.ts";
import { checkedKey } from "./kept-files.ts";

const SIGNED_FOR_SECONDS = 5 * 60;

/**
 * An address in the bucket from which whoever has it can fetch the file for five minutes, as an attachment of that name and type; null where files are kept in
 * a folder. It asks nobody whether there is such a file.
 */
export async function signedDownload(
  key: string,
  { disposition, contentType }: { disposition: string; contentType: string },
): Promise<string | null> {
  if (!env().STORAGE_URL.startsWith("s3:")) return null;
  const { client, Bucket, base } = openBucket(env().STORAGE_URL);
  const command = new GetObjectCommand({
    Bucket,
    Key: base + checkedKey(key),
    ResponseContentDisposition: disposition,
    ResponseContentType: contentType,
    ResponseCacheControl: "private, no-store",
  });
  return getSignedUrl(client, command, { expiresIn: SIGNED_FOR_SECONDS });
}

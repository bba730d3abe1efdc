import { randomUUID } from "node:crypto";

/** An object in the bucket. */
export type StoredObject = { body: Buffer; headers: Record<string, string>; modified: number };
type Part = { body: Buffer; modified: number };
export type MultipartUploads = Map<string, { name: string; parts: Map<number, Part> }>;

/** Only the last part may be smaller (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
const SMALLEST_PART = 5 * 1024 * 1024;

type Asked = { method: string; name: string; url: URL; body: Buffer };
type Told = { status: number; xml: string; headers?: Record<string, string> };

/**
 * Uploads in parts as S3 does them; null for a request that is about something else. One that was put together or dropped does not
 * exist any more (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
 */
export function answerMultipart(
  { method, name, url, body }: Asked,
  objects: Map<string, StoredObject>,
  uploads: MultipartUploads,
): Told | null {
  if (method === "POST" && url.searchParams.has("uploads")) {
    const id = randomUUID();
    uploads.set(id, { name, parts: new Map() });
    const key = `<Key>${name}</Key><UploadId>${id}</UploadId>`;
    return { status: 200, xml: `<InitiateMultipartUploadResult>${key}</InitiateMultipartUploadResult>` };
  }
  const id = url.searchParams.get("uploadId");
  if (id === null) return null;
  const upload = uploads.get(id);
  if (upload?.name !== name) return refuse(404, "NoSuchUpload");
  const parts = [...upload.parts].toSorted(([a], [b]) => a - b);
  if (method === "PUT") {
    upload.parts.set(Number(url.searchParams.get("partNumber")), { body, modified: Date.now() });
    return { status: 200, xml: "", headers: { etag: `"${body.length}"` } };
  }
  if (method === "GET") {
    const listed = parts.map(
      ([number, part]) =>
        `<Part><PartNumber>${number}</PartNumber><Size>${part.body.length}</Size><ETag>"${part.body.length}"</ETag>${lastModified(part)}</Part>`,
    );
    return {
      status: 200,
      xml: `<ListPartsResult><IsTruncated>false</IsTruncated>${listed.join("")}</ListPartsResult>`,
    };
  }
  if (method === "POST" && parts.slice(0, -1).some(([, part]) => part.body.length < SMALLEST_PART))
    return refuse(400, "EntityTooSmall");
  uploads.delete(id);
  if (method === "DELETE") return { status: 204, xml: "" };
  objects.set(name, { body: Buffer.concat(parts.map(([, part]) => part.body)), headers: {}, modified: Date.now() });
  return { status: 200, xml: `<CompleteMultipartUploadResult><Key>${name}</Key></CompleteMultipartUploadResult>` };
}

/** When something was written, as S3 tells it. */
export function lastModified({ modified }: { modified: number }): string {
  return `<LastModified>${new Date(modified).toISOString()}</LastModified>`;
}

function refuse(status: number, code: string): Told {
  return { status, xml: `<Error><Code>${code}</Code></Error>` };
}

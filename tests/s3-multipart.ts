import { createHash, randomUUID } from "node:crypto";
import type { S3Refusal } from "./s3-signatures.ts";

/** An object in the bucket. */
export type StoredObject = { body: Buffer; headers: Record<string, string>; modified: number };
type Part = { body: Buffer; modified: number };
type MultipartUpload = { name: string; headers: Record<string, string>; begun: number; parts: Map<number, Part> };
export type MultipartUploads = Map<string, MultipartUpload>;

/** Only the last part may be smaller (https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
const SMALLEST_PART = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;
const PAGE = 3;

type Asked = { method: string; name: string; url: URL; body: Buffer; headers: Record<string, string> };
type Told = { status: number; xml: string; headers?: Record<string, string> };

/**
 * Uploads in parts as S3 does them; null for a request that is about something else. One that was put together or dropped does not
 * exist any more (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
 */
export function answerMultipart(
  { method, name, url, body, headers }: Asked,
  objects: Map<string, StoredObject>,
  uploads: MultipartUploads,
): Told | S3Refusal | null {
  const { searchParams } = url;
  if (method === "POST" && searchParams.has("uploads")) {
    const id = randomUUID();
    uploads.set(id, { name, headers, begun: Date.now(), parts: new Map() });
    const key = `<Key>${name}</Key><UploadId>${id}</UploadId>`;
    return { status: 200, xml: `<InitiateMultipartUploadResult>${key}</InitiateMultipartUploadResult>` };
  }
  if (method === "GET" && searchParams.has("uploads")) return listUploads(uploads, searchParams);
  const id = searchParams.get("uploadId");
  if (id === null) return null;
  const upload = uploads.get(id);
  if (upload?.name !== name) return { status: 404, code: "NoSuchUpload" };
  if (method === "PUT") {
    const number = Number(searchParams.get("partNumber"));
    if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) return { status: 400, code: "InvalidArgument" };
    upload.parts.set(number, { body, modified: Date.now() });
    return { status: 200, xml: "", headers: { etag: etagOf(body) } };
  }
  if (method === "GET") return listParts(upload, Number(searchParams.get("part-number-marker") ?? "0"));
  if (method === "DELETE") {
    uploads.delete(id);
    return { status: 204, xml: "" };
  }
  return method === "POST" ? complete(id, upload, body.toString(), objects, uploads) : notHere;
}

const notHere: S3Refusal = { status: 405, code: "MethodNotAllowed" };

// What is named is put together, in that order, and nothing else (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html).
function complete(
  id: string,
  { name, headers, parts }: MultipartUpload,
  xml: string,
  objects: Map<string, StoredObject>,
  uploads: MultipartUploads,
): Told | S3Refusal {
  const named = [...xml.matchAll(/<Part>(.*?)<\/Part>/gsu)].map(([, part = ""]) => ({
    number: Number(/<PartNumber>(\d+)</u.exec(part)?.[1]),
    etag: (/<ETag>([^<]*)</u.exec(part)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll('"', ""),
  }));
  if (named.length === 0) return { status: 400, code: "MalformedXML" };
  if (named.some(({ number }, at) => at > 0 && number <= named[at - 1]!.number))
    return { status: 400, code: "InvalidPartOrder" };
  const chosen = named.map(({ number, etag }) => {
    const part = parts.get(number);
    return part && etagOf(part.body) === `"${etag}"` ? part : null;
  });
  if (chosen.includes(null)) return { status: 400, code: "InvalidPart" };
  const bodies = chosen.map((part) => part!.body);
  if (bodies.slice(0, -1).some((body) => body.length < SMALLEST_PART)) return { status: 400, code: "EntityTooSmall" };
  uploads.delete(id);
  objects.set(name, { body: Buffer.concat(bodies), headers, modified: Date.now() });
  return { status: 200, xml: `<CompleteMultipartUploadResult><Key>${name}</Key></CompleteMultipartUploadResult>` };
}

function listParts({ parts }: MultipartUpload, after: number): Told {
  const all = [...parts].toSorted(([a], [b]) => a - b).filter(([number]) => number > after);
  const page = all.slice(0, PAGE);
  const listed = page.map(
    ([number, part]) =>
      `<Part><PartNumber>${number}</PartNumber><Size>${part.body.length}</Size><ETag>${etagOf(part.body)}</ETag>${lastModified(part)}</Part>`,
  );
  const more = all.length > page.length;
  const next = more ? `<NextPartNumberMarker>${page.at(-1)![0]}</NextPartNumberMarker>` : "";
  const xml = `<ListPartsResult><IsTruncated>${more}</IsTruncated>${next}${listed.join("")}</ListPartsResult>`;
  return { status: 200, xml };
}

function listUploads(uploads: MultipartUploads, asked: URLSearchParams): Told {
  const prefix = asked.get("prefix") ?? "";
  const [keyMarker, idMarker] = [asked.get("key-marker") ?? "", asked.get("upload-id-marker") ?? ""];
  const all = [...uploads]
    .map(([id, { name, begun }]) => ({ id, name, begun }))
    .filter(({ name }) => name.startsWith(prefix))
    .toSorted((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))
    .filter(({ id, name }) => name > keyMarker || (name === keyMarker && idMarker !== "" && id > idMarker));
  const page = all.slice(0, PAGE);
  const listed = page.map(
    ({ id, name, begun }) =>
      `<Upload><Key>${name}</Key><UploadId>${id}</UploadId><Initiated>${new Date(begun).toISOString()}</Initiated></Upload>`,
  );
  const more = all.length > page.length;
  const last = page.at(-1);
  const next = more
    ? `<NextKeyMarker>${last!.name}</NextKeyMarker><NextUploadIdMarker>${last!.id}</NextUploadIdMarker>`
    : "";
  const truncated = `<IsTruncated>${more}</IsTruncated>`;
  return {
    status: 200,
    xml: `<ListMultipartUploadsResult>${truncated}${next}${listed.join("")}</ListMultipartUploadsResult>`,
  };
}

/** When something was written, as S3 tells it. */
export function lastModified({ modified }: { modified: number }): string {
  return `<LastModified>${new Date(modified).toISOString()}</LastModified>`;
}

/** The tag of bytes that are stored in one piece. */
export function etagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { answerMultipart, etagOf, lastModified, type MultipartUploads, type StoredObject } from "./s3-multipart.ts";
import { whyNotSigned, type S3Refusal } from "./s3-signatures.ts";

const PAGE = 3;

export type S3Server = {
  origin: string;
  /** What lies in the bucket by name. */
  objects: Map<string, StoredObject>;
  /** Parts of uploads that are not put together, by the upload's id. */
  uploads: MultipartUploads;
  /** What was refused since this was emptied, each by its code. */
  refused: string[];
  /** Bytes of bodies that came in and went out. */
  traffic: { in: number; out: number };
  /** So many of the last bytes of what is written next are lost without a word. */
  loses: number;
  /** Makes everything that is there this many ms older. */
  age(milliseconds: number): void;
  close(): Promise<void>;
};

type Bucket = Omit<S3Server, "origin" | "age" | "close">;

/**
 * A small S3 on this machine for tests: objects in memory, path-style addresses, pages of three names. It is as strict as other makers' older
 * ones: what they do not know it refuses with their codes, and every signature is computed anew (key and secret: "test").
 */
export async function startS3Server(): Promise<S3Server> {
  const bucket: Bucket = {
    objects: new Map(),
    uploads: new Map(),
    refused: [],
    traffic: { in: 0, out: 0 },
    loses: 0,
  };
  const server = createServer((request, response) => {
    // A browser that left in the middle of a part.
    answer(request, response, bucket).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(bucket, {
    origin: `http://127.0.0.1:${port}`,
    age(milliseconds: number) {
      const { objects, uploads } = bucket;
      const parts = [...uploads.values()].flatMap((upload) => [...upload.parts.values()]);
      for (const one of [...objects.values(), ...parts]) one.modified -= milliseconds;
      for (const upload of uploads.values()) upload.begun -= milliseconds;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

const FOR_BROWSERS = { "access-control-allow-origin": "*", "access-control-expose-headers": "ETag" };

async function answer(request: IncomingMessage, response: ServerResponse, bucket: Bucket): Promise<unknown> {
  if (request.headers.origin) for (const [name, value] of Object.entries(FOR_BROWSERS)) response.setHeader(name, value);
  if (request.method === "OPTIONS")
    return send(response, 200, "", {
      "access-control-allow-methods": "GET, PUT, HEAD",
      "access-control-allow-headers": "*",
    });
  const { method = "", url: target = "/", headers } = request;
  const url = new URL(target, "http://s3.test");
  const name = decodeURIComponent(url.pathname).replace(/^\/[^/]+\/?/u, "");
  let body = await read(request);
  bucket.traffic.in += body.length;
  const refused = whyNotTaken(method, headers) ?? whyNotSigned({ method, target, headers, body, now: Date.now() });
  if (refused) return refuse(response, bucket, method, refused);
  if (method === "PUT" && bucket.loses > 0) {
    body = body.subarray(0, Math.max(0, body.length - bucket.loses));
    bucket.loses = 0;
  }
  const told = answerMultipart({ method, name, url, body, headers: kept(headers) }, bucket.objects, bucket.uploads);
  if (told && "code" in told) return refuse(response, bucket, method, told);
  if (told) return send(response, told.status, told.xml, told.headers);
  if (method === "POST" && url.searchParams.has("delete")) {
    const md5 = createHash("md5").update(body).digest("base64");
    if (headers["content-md5"] !== md5)
      return refuse(response, bucket, method, {
        status: 400,
        code: headers["content-md5"] === undefined ? "InvalidRequest" : "BadDigest",
      });
    return deleteMany(response, bucket.objects, body.toString());
  }
  if (method === "POST") return refuse(response, bucket, method, { status: 405, code: "MethodNotAllowed" });
  if (method === "GET" && name === "") return list(response, bucket.objects, url);
  if (method === "PUT") {
    bucket.objects.set(name, { body, headers: kept(headers), modified: Date.now() });
    return send(response, 200, "", { etag: etagOf(body) });
  }
  if (method === "DELETE") {
    bucket.objects.delete(name);
    return send(response, 204, "");
  }
  return get(request, response, bucket, name, url);
}

const METHODS = new Set(["GET", "HEAD", "PUT", "POST", "DELETE"]);

// As such a server refuses what came later than itself: Ceph, Storj, R2 and others answered the newer checksums like this.
function whyNotTaken(method: string, headers: IncomingMessage["headers"]): S3Refusal | null {
  if (!METHODS.has(method)) return { status: 405, code: "MethodNotAllowed" };
  const isNewer = (header: string) =>
    /^x-amz-(checksum-(?!mode)|sdk-checksum-|trailer|decoded-content-length)/u.test(header);
  if (Object.keys(headers).some(isNewer)) return { status: 501, code: "NotImplemented" };
  if (/aws-chunked/iu.test(headers["content-encoding"] ?? "")) return { status: 501, code: "NotImplemented" };
  if (/^STREAMING-/u.test(String(headers["x-amz-content-sha256"] ?? "")))
    return { status: 501, code: "NotImplemented" };
  return method === "PUT" && headers["content-length"] === undefined
    ? { status: 411, code: "MissingContentLength" }
    : null;
}

function refuse(
  response: ServerResponse,
  bucket: Bucket,
  method: string,
  { status, code, message = code }: S3Refusal,
): void {
  bucket.refused.push(code);
  send(response, status, method === "HEAD" ? "" : `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

function kept(all: IncomingMessage["headers"]): Record<string, string> {
  const chosen = Object.entries(all).filter(([header]) => /^(content-type|x-amz-meta-.*)$/u.test(header));
  return Object.fromEntries(chosen.map(([header, value]) => [header, String(value)]));
}

function get(request: IncomingMessage, response: ServerResponse, bucket: Bucket, name: string, url: URL) {
  const found = bucket.objects.get(name);
  const { method = "" } = request;
  if (!found) return refuse(response, bucket, method, { status: 404, code: "NoSuchKey" });
  const range = /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? "");
  if (range && Number(range[1]) >= found.body.length)
    return refuse(response, bucket, method, { status: 416, code: "InvalidRange" });
  const part = range ? found.body.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined) : found.body;
  const asked = [...url.searchParams].flatMap(([word, value]) =>
    word.startsWith("response-") ? [[word.slice("response-".length), value] as const] : [],
  );
  const head = { ...found.headers, ...Object.fromEntries(asked), etag: etagOf(found.body) };
  response.writeHead(range ? 206 : 200, { ...head, "content-length": String(part.length) });
  if (method !== "HEAD") bucket.traffic.out += part.length;
  return response.end(method === "HEAD" ? undefined : part);
}

function list(response: ServerResponse, objects: Map<string, StoredObject>, url: URL) {
  const [prefix, delimiter] = ["prefix", "delimiter"].map((word) => url.searchParams.get(word) ?? "") as [
    string,
    string,
  ];
  const after = url.searchParams.get("continuation-token") ?? "";
  const names = [...objects.keys()]
    .filter((name) => name.startsWith(prefix) && name > after)
    .filter((name) => delimiter === "" || !name.slice(prefix.length).includes(delimiter))
    .sort();
  const page = names.slice(0, PAGE);
  const more = names.length > page.length;
  const contents = page
    .map((name) => `<Contents><Key>${name}</Key>${lastModified(objects.get(name)!)}</Contents>`)
    .join("");
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  return send(
    response,
    200,
    `<ListBucketResult><IsTruncated>${more}</IsTruncated>${contents}${next}</ListBucketResult>`,
  );
}

function deleteMany(response: ServerResponse, objects: Map<string, StoredObject>, xml: string) {
  for (const hit of xml.matchAll(/<Key>([^<]+)<\/Key>/gu)) objects.delete(hit[1] ?? "");
  return send(response, 200, "<DeleteResult></DeleteResult>");
}

function send(response: ServerResponse, status: number, xml: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { "content-type": "application/xml", ...headers });
  response.end(xml);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

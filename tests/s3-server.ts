import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { answerMultipart, lastModified, type MultipartUploads, type StoredObject } from "./s3-multipart.ts";

const PAGE = 3;

export type S3Server = {
  origin: string;
  /** What lies in the bucket by name. */
  objects: Map<string, StoredObject>;
  /** Parts of uploads that are not put together, by the upload's id. */
  uploads: MultipartUploads;
  /** Makes everything that is there this many ms older. */
  age(milliseconds: number): void;
  close(): Promise<void>;
};

/** A small S3 on this machine for tests: objects in memory, path-style addresses, pages of three names. */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const uploads: MultipartUploads = new Map();
  const server = createServer((request, response) => void answer(request, response, objects, uploads));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    objects,
    uploads,
    age: (milliseconds) => {
      const parts = [...uploads.values()].flatMap((upload) => [...upload.parts.values()]);
      for (const one of [...objects.values(), ...parts]) one.modified -= milliseconds;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, StoredObject>,
  uploads: MultipartUploads,
): Promise<unknown> {
  const url = new URL(request.url ?? "/", "http://s3.test");
  const name = decodeURIComponent(url.pathname).replace(/^\/[^/]+\/?/u, "");
  const body = await read(request);
  if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256"))
    return send(response, 403, "<Error><Code>AccessDenied</Code></Error>");
  const told = answerMultipart({ method: request.method ?? "", name, url, body }, objects, uploads);
  if (told) return send(response, told.status, told.xml, told.headers);
  if (request.method === "POST" && url.searchParams.has("delete"))
    return deleteMany(response, objects, body.toString());
  if (request.method === "GET" && name === "") return list(response, objects, url);
  if (request.method === "PUT") return put(request, response, objects, name, body);
  if (request.method === "DELETE") {
    objects.delete(name);
    return send(response, 204, "");
  }
  return get(request, response, objects.get(name));
}

function put(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, StoredObject>,
  name: string,
  body: Buffer,
) {
  const kept = Object.entries(request.headers).filter(([header]) => /^(content-type|x-amz-meta-.*)$/u.test(header));
  const headers = Object.fromEntries(kept.map(([header, value]) => [header, String(value)]));
  objects.set(name, { body, headers, modified: Date.now() });
  return send(response, 200, "");
}

function get(request: IncomingMessage, response: ServerResponse, found: StoredObject | undefined) {
  if (!found) return send(response, 404, request.method === "HEAD" ? "" : "<Error><Code>NoSuchKey</Code></Error>");
  const range = /^bytes=(\d+)-(\d*)$/u.exec(request.headers.range ?? "");
  const part = range ? found.body.subarray(Number(range[1]), range[2] ? Number(range[2]) + 1 : undefined) : found.body;
  response.writeHead(range ? 206 : 200, { ...found.headers, "content-length": String(part.length) });
  return response.end(request.method === "HEAD" ? undefined : part);
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

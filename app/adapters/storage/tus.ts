import { FileStore } from "@tus/file-store";
import { Server, type Upload } from "@tus/server";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { env } from "../../env.server.ts";
import { COMING, folderOf } from "./storage-folder.ts";
import { BucketUploads } from "./tus-s3.ts";

/** A file that has arrived in full: whose it is, under which name, and its bytes. */
export type ArrivedFile = { owner: string; fileName: string; body: Readable };

/** What a browser asks in the course of an upload, in the words of HTTP: the protocol is made of them. */
export type AskedOfUpload = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | null;
};

/** What it is answered; names of headers are lower case. */
export type AnswerOfUpload = Omit<AskedOfUpload, "method" | "url"> & { status: number };

type Options = {
  /** The path the server answers under. */
  path: string;
  maxBytes: number;
  /** Takes a file over; what it throws is told to the browser as a fault. */
  onArrival: (file: ArrivedFile) => Promise<void>;
};

const ARRIVING = "arriving";
/** An upload that was begun so long ago is refused. */
const EXPIRE_AFTER_MS = 24 * 60 * 60 * 1000;
const METHODS = new Set(["OPTIONS", "POST", "HEAD", "PATCH", "DELETE"]);

/**
 * Resumable uploads (tus 1.0). The owner is proven by the caller for every request: it is written into the upload when it
 * is made, and nobody else may go on with it, ask for it, or end it.
 */
export function resumableUploads({
  path,
  maxBytes,
  onArrival,
}: Options): (asked: AskedOfUpload, owner: string) => Promise<AnswerOfUpload> {
  let server: Server | undefined;
  const answer = async ({ method, url, headers, body }: AskedOfUpload, owner: string): Promise<Response> => {
    if (!METHODS.has(method)) return new Response("Files are not read here.", { status: 405 });
    const tus = (server ??= open(path, maxBytes, onArrival));
    const uploadId = new URL(url).pathname.slice(path.length).replace(/^\//, "");
    if (uploadId !== "" && !(await isTheirs(tus, uploadId, owner)))
      return new Response("There is no such upload.", { status: 404 });
    const sent = {
      method,
      headers: uploadId === "" ? withOwner(headers, owner) : headers,
      body,
      duplex: "half" as const,
    };
    return tus.handleWeb(new Request(url, sent));
  };
  return async (asked, owner) => {
    const { status, headers, body } = await answer(asked, owner);
    return { status, headers: Object.fromEntries(headers), body };
  };
}

function open(path: string, maxSize: number, onArrival: Options["onArrival"]): Server {
  const datastore = openStore(env().STORAGE_URL);
  return new Server({
    path,
    datastore,
    maxSize,
    namingFunction: () => idOf(datastore, randomBytes(16).toString("hex")),
    generateUrl: (_request, { id }) => `${path}/${id.split("/").at(-1)!}`,
    getFileIdFromRequest: (_request, name = "") => idOf(datastore, name),
    async onUploadFinish(_request, upload) {
      const body = (await datastore.read(upload.id)) as Readable;
      try {
        await onArrival({ owner: ownerOf(upload), fileName: upload.metadata?.filename ?? "file", body });
      } finally {
        body.destroy();
        // After a fault too: the browser then finds no upload and sends the file anew, instead of taking it for done.
        await datastore.remove(upload.id);
      }
      return {};
    },
  });
}

// Beside the stored files, so that whatever serves many web processes serves unfinished uploads too.
function openStore(address: string): FileStore | BucketUploads {
  if (address.startsWith("s3:"))
    return new BucketUploads(address, { folder: ARRIVING, expireAfterMs: EXPIRE_AFTER_MS });
  const directory = join(folderOf(address), ARRIVING);
  mkdirSync(directory, { recursive: true });
  return new FileStore({ directory, expirationPeriodInMilliseconds: EXPIRE_AFTER_MS });
}

// The address of an upload tells only its name.
function idOf(store: unknown, name: string): string {
  return store instanceof BucketUploads ? store.prefix + name : name;
}

/** Removes what uploads and crashes left unfinished and untouched since this time; answers how many files, in a bucket how many uploads that were. */
export async function dropAbandonedUploads(before: Date): Promise<number> {
  const address = env().STORAGE_URL;
  const store = openStore(address);
  if (store instanceof BucketUploads) return store.dropUntouched(before);
  const folders = [ARRIVING, COMING].map((name) => join(folderOf(address), name));
  const paths = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  let count = 0;
  for (const path of paths.flat()) {
    // One that just ended is gone already.
    const touched = await stat(path).catch(() => null);
    if (!touched || touched.mtime >= before || (await isGoingOn(path, before))) continue;
    await rm(path, { force: true });
    count += 1;
  }
  return count;
}

// What is known of an upload is written once, into a file beside its bytes: it is as old as the upload, not as its last part.
async function isGoingOn(path: string, before: Date): Promise<boolean> {
  const bytes = path.endsWith(".json") ? await stat(path.slice(0, -".json".length)).catch(() => null) : null;
  return bytes !== null && bytes.mtime >= before;
}

async function isTheirs(tus: Server, uploadId: string, owner: string): Promise<boolean> {
  if (!/^[0-9a-f]{32}$/.test(uploadId)) return false;
  try {
    return ownerOf(await tus.datastore.getUpload(idOf(tus.datastore, uploadId))) === owner;
  } catch {
    return false;
  }
}

function ownerOf(upload: Upload): string {
  return upload.metadata?.owner ?? "";
}

// Whatever the browser says of the owner is replaced by who it is.
function withOwner(said: Record<string, string>, owner: string): Headers {
  const headers = new Headers(said);
  const others = (headers.get("Upload-Metadata") ?? "")
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => /^(filename|filetype|name|type) /.test(pair));
  headers.set("Upload-Metadata", [...others, `owner ${Buffer.from(owner).toString("base64")}`].join(","));
  return headers;
}

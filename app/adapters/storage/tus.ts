import { ERRORS, Server, type Upload } from "@tus/server";
import { once } from "node:events";
import { ReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { inAll, whyNoMore, type Unfinished } from "../../domain/files/unfinished-uploads.ts";
import { plainText } from "../../domain/words/plain-text.ts";
import { env } from "../../env.server.ts";
import { comingBytes, type ComingBytes } from "./coming-bytes.ts";
import { isNotKept, NOT_KEPT_WORDS } from "./not-kept.ts";
import { keyOf, NAMES, newName } from "./tus-names.ts";
import { openStore, unfinishedUploads, unlessGone, type Store } from "./tus-stores.ts";
import type { AnswerOfUpload, ArrivedFile, AskedOfUpload, RefusedFile } from "./tus-words.ts";
import { UploadLocked, uploadLocker, withUploadLock } from "./upload-locks.ts";

type Options = {
  /** The path the server answers under. */
  path: string;
  maxBytes: number;
  /** Whether a file can be refused by how long it is said to be and by its first bytes (null: it is not known yet). */
  refuse?: (file: { size: number | null; head: Buffer | null }) => RefusedFile | null;
  /** As many of the first bytes as `refuse` needs. */
  headBytes?: number;
  /** At most so many uploads of one owner are there at a time; one more, and the one that lay longest goes. */
  mostOfOwner?: number;
  /** The owners of a group (all of a shop) have at most so many together, of so many bytes; one more is not taken before others are done or forgotten. */
  mostOfGroup?: Unfinished;
  /** What the group has unfinished elsewhere, which counts too. */
  elsewhere?: (owner: string) => Promise<Unfinished>;
  /** It has arrived and waits until it is taken (`read`, `drop`); otherwise it goes as soon as `onArrival` is done. */
  isKept?: boolean;
  /** Takes a file over, or refuses it; what it throws is told to the browser as a fault. */
  onArrival: (file: ArrivedFile) => Promise<RefusedFile | void>;
};

/** A door for resumable uploads (tus 1.0). */
export type ResumableUploads = {
  answer(asked: AskedOfUpload, owner: string): Promise<AnswerOfUpload>;
  /** A file of this owner's that has arrived in full and is kept; null for any other. */
  read(uploadId: string, owner: string): Promise<Omit<ArrivedFile, "owner"> | null>;
  /** Removes uploads of this owner's; those that are gone are no fault. */
  drop(uploadIds: readonly string[], owner: string): Promise<void>;
};

const METHODS = new Set(["OPTIONS", "POST", "HEAD", "PATCH", "DELETE"]);
const NAME = new RegExp(`^${NAMES}$`);

/**
 * Opens such a door. The owner is proven by the caller for every request: it is written into the upload when it is made, and nobody
 * else may go on with it, ask for it, or end it.
 */
export function resumableUploads(options: Options): ResumableUploads {
  let opened: Door | undefined;
  const door = () => (opened ??= open(options));
  const answer = async ({ method, url, headers, body, signal }: AskedOfUpload, owner: string): Promise<Response> => {
    if (!METHODS.has(method)) return new Response("Files are not read here.", { status: 405 });
    const { tus, store, handOver } = door();
    const { origin, pathname } = new URL(url);
    const uploadId = pathname.slice(options.path.length).replace(/^\//, "");
    const upload = uploadId === "" ? null : await uploadOf(store, uploadId, owner);
    if (uploadId !== "" && !upload) return new Response("There is no such upload.", { status: 404 });
    const coming = body && comingBytes(body);
    const refused = await whyNot(options, { method, upload, headers: new Headers(headers), coming });
    if (refused) {
      if (upload) await store.remove(upload.id);
      return new Response(refused.body, { status: refused.status });
    }
    if (upload && hasArrived(upload) && (method === "PATCH" || (method === "HEAD" && !options.isKept)))
      return arrivedBefore(upload, headers, options.isKept ? null : await handOver(upload));
    if (method === "POST" && options.mostOfOwner) await dropSurplus(store, owner, options.mostOfOwner - 1);
    const noMore = method === "POST" ? await whyNoMoreOf(options, store, owner, sizeSaid(headers)) : null;
    if (noMore !== null) return notNow(noMore);
    const sent = {
      method,
      headers: upload ? headers : withOwner(headers, owner),
      body: coming && coming.stream,
      duplex: "half" as const,
      // What a line that broke has sent is kept: only whoever asks, and sends nothing, is heard no more.
      ...(coming || !signal ? {} : { signal }),
    };
    // The tus server takes the name from the end of the whole address, its query too: it is given only what was proven.
    const answered = await tus.handleWeb(new Request(`${origin}${options.path}/${uploadId}`, sent));
    // Those that were begun at the same moment have not seen each other before.
    if (method === "POST" && options.mostOfOwner) await dropSurplus(store, owner, options.mostOfOwner);
    return answered;
  };
  return {
    async answer(asked, owner) {
      const { status, headers, body } = await answer(asked, owner).catch(unlessNotKept);
      return { status, headers: Object.fromEntries(headers), body };
    },
    async read(uploadId, owner) {
      const { store } = door();
      const upload = await uploadOf(store, uploadId, owner);
      if (!upload || !hasArrived(upload)) return null;
      const body = await readStored(store, upload.id);
      return body && { fileName: nameOf(upload), body };
    },
    async drop(uploadIds, owner) {
      const { store } = door();
      for (const uploadId of uploadIds) {
        const upload = await uploadOf(store, uploadId, owner);
        if (upload) await store.remove(upload.id).catch(unlessGone);
      }
    },
  };
}

async function whyNoMoreOf(
  { mostOfGroup, elsewhere, maxBytes }: Options,
  store: Store,
  owner: string,
  size: number | null,
): Promise<string | null> {
  // One that is too long is refused for that.
  if (!mostOfGroup || (size ?? 0) > maxBytes) return null;
  const here = await unfinishedUploads(owner, store);
  const there = elsewhere ? inAll(here, await elsewhere(owner)) : here;
  return whyNoMore(there, size ?? maxBytes, mostOfGroup);
}

/** How long a file is said to become, in bytes; null where it is not said. */
function sizeSaid(headers: Record<string, string>): number | null {
  const said = new Headers(headers).get("upload-length");
  return said !== null && /^\d{1,15}$/.test(said) ? Number(said) : null;
}

// 503 is "not now" to whoever sends: the browser goes on after a pause.
function notNow(words: string): Response {
  return new Response(words, { status: 503, headers: { "Retry-After": "60" } });
}

function unlessNotKept(error: unknown): Response {
  if (isNotKept(error)) return notNow(NOT_KEPT_WORDS);
  throw error;
}

async function whyNot(
  { refuse, headBytes = 0 }: Options,
  asked: { method: string; upload: Upload | null; headers: Headers; coming: ComingBytes | null },
): Promise<RefusedFile | null> {
  const { method, upload, headers, coming } = asked;
  const isBeginning = method === "POST" || (method === "PATCH" && headers.get("upload-offset") === "0");
  if (!refuse || !isBeginning) return null;
  const size = upload?.size ?? sizeSaid(Object.fromEntries(headers));
  const bySize = refuse({ size, head: null });
  if (bySize || !coming || headers.get("content-type") !== "application/offset+octet-stream") return bySize;
  const head = await coming.peek(headBytes);
  return head.length >= Math.min(headBytes, size ?? headBytes) ? refuse({ size, head }) : null;
}

type Door = { tus: Server; store: Store; handOver: (upload: Upload) => Promise<RefusedFile | null> };

function open({ path, maxBytes, isKept, onArrival }: Options): Door {
  const store = openStore(env().STORAGE_URL);
  const handOver = oneAtATime((upload) =>
    withUploadLock(upload.id, () => handOverFrom(store, upload, { isKept, onArrival })).catch(unlessLocked),
  );
  const tus = new Server({
    path,
    datastore: store,
    locker: uploadLocker,
    maxSize: maxBytes,
    namingFunction: ({ headers }, metadata) =>
      store.prefix + newName(metadata?.owner ?? "", sizeSaid(Object.fromEntries(headers)) ?? maxBytes),
    // The address of an upload tells only its name.
    generateUrl: (_request, { id }) => `${path}/${id.split("/").at(-1)!}`,
    getFileIdFromRequest: (_request, name = "") => store.prefix + name,
    async onUploadFinish(_request, upload) {
      const refused = await handOver(upload);
      if (refused) throw new FileRefused(refused);
      return {};
    },
    // The file store says no more of a disk that is full; a bucket's store throws what the bucket said.
    onResponseError: (_request, error) =>
      error === ERRORS.FILE_WRITE_ERROR || isNotKept(error) ? { status_code: 503, body: NOT_KEPT_WORDS } : undefined,
  });
  return { tus, store, handOver };
}

type Taking = Pick<Options, "isKept" | "onArrival">;

async function handOverFrom(store: Store, upload: Upload, { isKept, onArrival }: Taking): Promise<RefusedFile | null> {
  const body = await readStored(store, upload.id);
  // Another process took it over meanwhile, or failed to: whoever asks finds out by sending it anew.
  if (!body) return { status: 404, body: "There is no such upload." };
  let isTaken = false;
  try {
    const refused = (await onArrival({ owner: ownerOf(upload), fileName: nameOf(upload), body })) ?? null;
    isTaken = !refused;
    return refused;
  } finally {
    body.destroy();
    // After a fault too: the browser then finds no upload and sends the file anew, instead of taking it for done.
    if (!isKept || !isTaken) await store.remove(upload.id);
  }
}

function unlessLocked(fault: unknown): RefusedFile {
  if (fault instanceof UploadLocked) return { status: fault.status_code, body: fault.body };
  throw fault;
}

// While an upload is handed over, whoever asks for the same waits for the same answer.
function oneAtATime(work: Door["handOver"]): Door["handOver"] {
  const underWay = new Map<string, ReturnType<Door["handOver"]>>();
  return (upload) => {
    const answer = underWay.get(upload.id) ?? work(upload).finally(() => underWay.delete(upload.id));
    underWay.set(upload.id, answer);
    return answer;
  };
}

function hasArrived({ offset, size }: Upload): boolean {
  return offset === size;
}

// What is kept was looked into when it arrived: a part without bytes, sent over and over, must not have it opened each time. What is not kept
// and still lies here is being handed over, or was left by a process that died before that: a browser that is told "all is here" takes it for done.
function arrivedBefore(
  { offset, size }: Upload,
  headers: Record<string, string>,
  refused: RefusedFile | null,
): Response {
  if (refused) return new Response(refused.body, { status: refused.status });
  const isOther = headers["upload-offset"] !== undefined && headers["upload-offset"] !== String(offset);
  const said = { "Tus-Resumable": "1.0.0", "Upload-Offset": String(offset), "Upload-Length": String(size) };
  return new Response(null, { status: isOther ? 409 : 204, headers: said });
}

/** As the tus server reads what its hooks throw. */
class FileRefused extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor({ status, body }: RefusedFile) {
    super("The file was refused");
    this.status_code = status;
    this.body = body;
  }
}

// Opened at once: whoever has the stream reads it to its end, though the upload is removed meanwhile.
async function readStored(store: Store, id: string): Promise<Readable | null> {
  try {
    const body = (await store.read(id)) as Readable;
    if (body instanceof ReadStream && body.pending) await once(body, "open");
    return body;
  } catch (fault) {
    const { code, name } = fault as { code?: string; name?: string };
    if (code === "ENOENT" || name === "NoSuchKey") return null;
    throw fault;
  }
}

/** Removes the uploads of an owner that were not touched for longest, until there are no more than so many. */
async function dropSurplus(store: Store, owner: string, most: number): Promise<void> {
  const found = [...(await store.idsOf(keyOf(owner)))].sort(([, one], [, other]) => other.getTime() - one.getTime());
  for (const [id] of found.slice(most)) await store.remove(id).catch(unlessGone);
}

async function uploadOf(store: Store, uploadId: string, owner: string): Promise<Upload | null> {
  if (!NAME.test(uploadId)) return null;
  const upload = await store.getUpload(store.prefix + uploadId).catch(unlessGone);
  return upload && ownerOf(upload) === owner ? upload : null;
}

function ownerOf(upload: Upload): string {
  return upload.metadata?.owner ?? "";
}

function nameOf(upload: Upload): string {
  return plainText(upload.metadata?.filename ?? "") || "file";
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

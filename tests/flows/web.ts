// Local Shopify's preload comes first, by way of the cast.
import { gather, type Cast } from "./access/cast.ts";
import { connect } from "node:net";
import * as replaceArtfile from "../../app/routes/app.replace-artfile.tsx";
import * as replacePhoto from "../../app/routes/app.replace-photo.tsx";
import * as artfilesUpload from "../../app/routes/artfiles.upload.tsx";
import * as customerPhoto from "../../app/routes/customer.photo.tsx";
import * as customerUploads from "../../app/routes/customer.uploads.$.tsx";
import * as uploads from "../../app/routes/uploads.$.tsx";
import { serveRoutes } from "./serve-routes.ts";

const DOORS = {
  "app/replace-artfile": replaceArtfile,
  "app/replace-photo": replacePhoto,
  "artfiles/upload": artfilesUpload,
  "customer/photo": customerPhoto,
  "customer/uploads/*": customerUploads,
  "uploads/*": uploads,
};

export type Web = { port: number; cast: Cast; stop(): Promise<void> };

/** The doors for files behind the app's own web server, on a real socket. */
export async function serveDoors(idleMs?: number): Promise<Web> {
  const cast = await gather();
  const routes = Object.fromEntries(Object.entries(DOORS).map(([path, module]) => [path, { module }]));
  const { port, stop } = await serveRoutes(routes, idleMs);
  return {
    port,
    cast,
    async stop() {
      await stop();
      await cast.stop();
    },
  };
}

/** A request in the bytes of HTTP/1.1: its head, and a body piece by piece. `length` is what the head says of it. */
export type Sent = {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  length: number;
  body: AsyncIterable<Buffer> | Iterable<Buffer>;
  /** Leaves in the middle, as a line that breaks does. */
  leaves?: boolean;
};

/** What came back, and after how long the first of it; null when the connection ended without an answer. */
export type Answered = { status: number; headers: string; text: string; firstMs: number } | null;

/**
 * Sends as a browser does: every byte, and only then does it look at the answer. A socket of its own, because the usual clients give up
 * sending as soon as they are answered.
 */
export async function sendAsBrowser(port: number, sent: Sent, withinMs = 20_000): Promise<Answered> {
  const began = Date.now();
  const socket = connect(port, "127.0.0.1");
  const parts: Buffer[] = [];
  let isOver = false;
  const over = new Promise<void>((done) => socket.once("close", () => ((isOver = true), done())));
  let firstMs = Infinity;
  socket.on("data", (part: Buffer) => {
    firstMs = Math.min(firstMs, Date.now() - began);
    parts.push(part);
  });
  socket.on("error", () => undefined);
  const tooLate = setTimeout(() => socket.destroy(new Error("No answer in time")), withinMs);
  const head = { host: "127.0.0.1", "content-length": String(sent.length), ...sent.headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${sent.method ?? "POST"} ${sent.path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  for await (const piece of sent.body) {
    if (isOver) return lost(tooLate);
    if (!socket.write(piece)) await Promise.race([over, new Promise<void>((ready) => socket.once("drain", ready))]);
  }
  if (sent.leaves) {
    socket.destroy();
    return lost(tooLate);
  }
  while (!isOver && !isWhole(parts, sent.method))
    await Promise.race([over, new Promise((next) => socket.once("data", next))]);
  clearTimeout(tooLate);
  socket.destroy();
  const [headers = "", text = ""] = Buffer.concat(parts).toString("utf8").split("\r\n\r\n", 2);
  return headers === "" ? null : { status: Number(headers.slice(9, 12)), headers, text, firstMs };
}

// A connection that ends while a browser sends is a fault to it, whatever had been answered.
function lost(tooLate: NodeJS.Timeout): null {
  clearTimeout(tooLate);
  return null;
}

function isWhole(parts: readonly Buffer[], method?: string): boolean {
  const answer = Buffer.concat(parts).toString("utf8");
  const at = answer.indexOf("\r\n\r\n");
  if (at < 0) return false;
  if (method === "HEAD" || /^HTTP\/1\.1 (204|304)/.test(answer)) return true;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1];
  return length === undefined
    ? answer.endsWith("0\r\n\r\n")
    : Buffer.byteLength(answer.slice(at + 4)) >= Number(length);
}

/** A multipart form whose file is as long as wanted, made while it is sent. */
export function formOf(
  fields: Record<string, string>,
  { name, head, bytes }: { name: string; head: Buffer; bytes: number },
): { type: string; length: number; body: Iterable<Buffer> } {
  const boundary = "----proofline-test-boundary";
  const before = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const open = `--${boundary}\r\nContent-Disposition: form-data; name="photos"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const opening = Buffer.from(before.join("") + open);
  const closing = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    length: opening.length + bytes + closing.length,
    body: (function* () {
      yield opening;
      yield* bytesOf(head, bytes);
      yield closing;
    })(),
  };
}

/** So many bytes that begin with `head`, in pieces of at most 64 KiB. */
export function* bytesOf(head: Buffer, bytes: number): Generator<Buffer> {
  yield head.subarray(0, bytes);
  const rest = Buffer.alloc(65_536, 0x5a);
  for (let left = bytes - head.length; left > 0; left -= rest.length)
    yield rest.subarray(0, Math.min(left, rest.length));
}

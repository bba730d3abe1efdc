import type { Request as Asked, RequestHandler } from "express";
import { Readable } from "node:stream";
import { HeldBody } from "./held-bodies.server.ts";
import { plainText } from "./domain/words/plain-text.ts";

/** These read files as they arrive, within bounds of their own. */
const STREAMED =
  /^\/(uploads|customer\/uploads|customer\/photo|artfiles\/upload|app\/replace-(artfile|photo)|app\/settings\/pictures)(\/|$)/;

/** These are asked in JSON by our own pages, and nothing else is. */
const IN_JSON = /^\/artfiles\/direct(\/|$)/;

/** Staff act on up to 500 items at once, and the settings hold a guideline. */
const MOST_OF_STAFF = 1024 ** 2;
/** A customer's wish with its pins. */
const MOST_OF_OTHERS = 128 * 1024;

/**
 * Hands every other request on with its body read: no longer than it may be (413), a whole form (400), and without null characters, which
 * PostgreSQL takes in no text. So no route holds more, and none is asked to read what nobody can read.
 */
export function withReadForm(next: RequestHandler): RequestHandler {
  return async (request, response, fail) => {
    const tell = (status: number, sentence: string) =>
      void response.status(status).set("Cache-Control", "no-store").type("text/plain").send(sentence);
    const path = pathOf(request.originalUrl);
    if (path === null) return tell(400, "This address is not whole. Open the link again.");
    if (STREAMED.test(path) || ["GET", "HEAD", "OPTIONS"].includes(request.method))
      return next(request, response, fail);
    const most = path.startsWith("/app/") || path === "/app" ? MOST_OF_STAFF : MOST_OF_OTHERS;
    const held = new HeldBody(() => request.emit(NO_ROOM));
    response.once("close", () => held.letGo());
    const body = await readAtMost(request, most, held);
    if (body === "cut off") return;
    if (body === "no room") return tell(503, "Too much arrives at this moment. Try again in a minute.");
    if (body === null) return tell(413, `The form is larger than ${most / 1024} KB. Write less, or choose fewer.`);
    const type = request.headers["content-type"] ?? "";
    const form = IN_JSON.test(path) ? plainJson(body) : await plainForm(body, type);
    if (form === null) return tell(400, "The form could not be read. Reload the page and try again.");
    return next(withBody(request, form), response, fail);
  };
}

/** The path as Remix will see it, which takes steps back ("..") out; null for an address that nobody can read. */
function pathOf(address: string): string | null {
  try {
    const { pathname } = new URL(`http://app.example${address}`);
    decodeURIComponent(pathname);
    return pathname;
  } catch {
    return null;
  }
}

const NO_ROOM = Symbol("no room");

// What comes after the last byte that may be kept is left to whoever reads requests to their end.
function readAtMost(request: Asked, most: number, held: HeldBody): Promise<Buffer | null | "cut off" | "no room"> {
  if (Number(request.headers["content-length"] ?? 0) > most) return Promise.resolve(null);
  return new Promise((done) => {
    const stop = (why: null | "no room") => {
      request.off("data", take).pause();
      held.letGo();
      done(why);
    };
    const take = (part: Buffer) => {
      if (held.keep(part) > most) stop(null);
    };
    request.on("data", take);
    request.once(NO_ROOM, () => stop("no room"));
    request.once("end", () => done(held.whole()));
    request.once("close", () => done("cut off"));
  });
}

/** The bytes of a form of words without null characters; null for whatever is no such form. */
async function plainForm(body: Buffer, type: string): Promise<Buffer | null> {
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    const fields = new URLSearchParams(body.toString());
    const isPlain = [...fields].every((pair) => pair.every((text) => !text.includes("\0")));
    return isPlain ? body : Buffer.from(plainFields(fields).toString());
  }
  if (!/^multipart\/form-data/i.test(type)) return null;
  const plain = body.includes(0) ? body.filter((byte) => byte !== 0) : body;
  const form = await new Response(new Uint8Array(plain), { headers: { "Content-Type": type } })
    .formData()
    .catch(() => null);
  // Files have doors of their own.
  return form && [...form.values()].every((value) => typeof value === "string") ? Buffer.from(plain) : null;
}

/** JSON without null characters, or nothing at all; null for what is neither. */
function plainJson(body: Buffer): Buffer | null {
  if (body.length === 0) return body;
  try {
    const plain = (_name: string, value: unknown) => (typeof value === "string" ? plainText(value) : value);
    return Buffer.from(JSON.stringify(JSON.parse(body.toString(), plain)));
  } catch {
    return null;
  }
}

function plainFields(fields: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...fields].map(([name, value]) => [plainText(name), plainText(value)]));
}

// As Remix reads a request of Express: its body, and these.
function withBody(request: Asked, body: Buffer): Asked {
  const { method, headers, hostname, protocol, originalUrl, ip } = request;
  const get = request.get.bind(request);
  const told = Object.assign(Readable.from([body], { objectMode: false }), { method, headers, hostname, protocol });
  return Object.assign(told, { originalUrl, ip, get }) as unknown as Asked;
}

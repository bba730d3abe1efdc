import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Agent, request } from "undici";
import type { Dispatcher } from "undici";
import { PHOTO_FORMATS, type PhotoFormat } from "../../domain/files/photo-formats.ts";
import { checkLink, guardedAgent, type Resolve } from "./link-guard.ts";
import { FetchFailed, reasonOf, type FetchFailure } from "./fetch-photo-failures.ts";
import { originalNameOf } from "./fetch-photo-name.ts";
import { spoolPhoto } from "./fetch-photo-spool.ts";

export type FetchPhotoOptions = {
  /** An existing folder of the caller's; the caller removes it. */
  folder: string;
  /** Origins that may be asked although they are not https or not public (PHOTO_HOSTS_ALLOWED). */
  allowedOrigins: readonly string[];
  maxBytes?: number;
  /** For everything together, redirects included. */
  timeoutMs?: number;
  /** How long a host may say nothing, or next to nothing, before its answer begins and while it comes. */
  silentMs?: number;
  onBytes?: (total: number) => void;
  resolve?: Resolve;
};

/** A photo that was fetched: its file, size in bytes, SHA-256 in hex, format by content, and the name it had at its source. */
export type FetchedPhoto = {
  path: string;
  bytes: number;
  sha256: string;
  format: PhotoFormat;
  contentType: string;
  originalName: string | null;
};

const SILENT_MS = 20_000;
/** Less than so much of a photo in the time that its host may say nothing is as good as nothing: a byte now and then would keep its place for a minute. */
const LEAST_BYTES = 16 * 1024;
const MAX_PHOTO_BYTES = 50 * 1024 * 1024;

/**
 * Fetches a stranger's link into a file. Only https to public addresses, checked at every redirect (at most five) and after DNS.
 * A failure has a reason and says whether trying later may help; it leaves no file.
 */
export async function fetchPhoto(
  link: string,
  options: FetchPhotoOptions,
): Promise<FetchedPhoto | { failed: FetchFailure; isTemporary: boolean }> {
  const agents = { guarded: guardedAgent(options.resolve), open: new Agent({ pipelining: 0 }) };
  const signal = AbortSignal.timeout(options.timeoutMs ?? 60_000);
  try {
    const answer = await follow(link, options, agents, signal);
    return await keep(answer, options);
  } catch (error) {
    return reasonOf(error, signal);
  } finally {
    await Promise.all([agents.guarded.destroy(), agents.open.destroy()]);
  }
}

type Answer = { url: URL; headers: Dispatcher.ResponseData["headers"]; body: Readable };

const MAX_REDIRECTS = 5;

async function follow(
  link: string,
  options: FetchPhotoOptions,
  agents: { guarded: Agent; open: Agent },
  signal: AbortSignal,
): Promise<Answer> {
  let next = link;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const checked = checkLink(next, options.allowedOrigins);
    if ("refused" in checked) throw new FetchFailed(checked.refused);
    const { statusCode, headers, body } = await ask(
      checked.url,
      checked.isAllowed ? agents.open : agents.guarded,
      signal,
      options.silentMs ?? SILENT_MS,
    );
    const location = statusCode >= 300 && statusCode < 400 ? headerOf(headers.location) : null;
    if (location === null) {
      if (statusCode === 200) return { url: checked.url, headers, body };
      throw failureOfStatus(statusCode);
    }
    body.destroy();
    if (!URL.canParse(location, checked.url.href)) throw new FetchFailed("dead_link");
    next = new URL(location, checked.url.href).href;
  }
  throw new FetchFailed("too_many_redirects");
}

async function ask(
  url: URL,
  dispatcher: Agent,
  signal: AbortSignal,
  silentMs: number,
): Promise<Dispatcher.ResponseData> {
  const answer = await request(url, {
    dispatcher,
    signal,
    headers: {
      accept: "image/*, application/pdf;q=0.9, */*;q=0.1",
      "accept-encoding": "identity",
      "user-agent": "Proofline photo intake",
    },
    headersTimeout: silentMs,
    bodyTimeout: silentMs,
  });
  // A body that is thrown away reports its own end as an error that nobody waits for.
  answer.body.on("error", () => undefined);
  return answer;
}

async function keep(answer: Answer, options: FetchPhotoOptions): Promise<FetchedPhoto> {
  const maxBytes = options.maxBytes ?? MAX_PHOTO_BYTES;
  if (Number(headerOf(answer.headers["content-length"]) ?? 0) > maxBytes) throw new FetchFailed("too_large");
  const path = join(options.folder, randomUUID());
  const pace = keepPace(answer.body, options.silentMs ?? SILENT_MS);
  const noted = (total: number) => {
    pace.note(total);
    options.onBytes?.(total);
  };
  const kept = await spoolPhoto(answer.body, path, maxBytes, noted).finally(pace.end);
  return {
    path,
    ...kept,
    contentType: PHOTO_FORMATS[kept.format].contentType,
    originalName: originalNameOf(answer.url, headerOf(answer.headers["content-disposition"])),
  };
}

/** Ends a body of which too little comes. */
function keepPace(body: Readable, everyMs: number): { note(total: number): void; end(): void } {
  let bytes = 0;
  let before = 0;
  const look = setInterval(() => {
    if (bytes - before < LEAST_BYTES) body.destroy(new FetchFailed("too_slow", true));
    before = bytes;
  }, everyMs);
  return { note: (total) => void (bytes = total), end: () => clearInterval(look) };
}

// Also 404, 403, 410, or 202 may be a photo a minute later: upload apps move files after the order.
function failureOfStatus(status: number): FetchFailed {
  const isFault = status >= 500 || status === 408 || status === 425 || status === 429;
  return new FetchFailed(isFault ? "unreadable" : "dead_link", true);
}

function headerOf(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

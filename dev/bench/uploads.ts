import { readFileSync } from "node:fs";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { startProofline, type RunningProofline } from "../start-proofline.ts";
import { mintSessionToken } from "../local-shopify/proofs/session-token.ts";
import { shown } from "./figures.ts";
import type { Sizes } from "./options.ts";

const PART_BYTES = 32 * 1024 ** 2;
const PLAIN_FILE_BYTES = 190 * 1024 ** 2;
const HEAD = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const zeros = new Uint8Array(1024 ** 2);

/** The most memory the real web process takes while a file comes in by the tus door and by the plain door. */
export async function uploads({ megabytes }: Sizes): Promise<string[]> {
  buildWhenStale();
  const app = await startProofline({ folder: `.cache/bench-uploads-${process.pid}`, durable: false });
  try {
    const web = app.children.find(({ name }) => name === "web")!.process.pid!;
    await fetch(`${app.appOrigin}/app`, { headers: authorised(app) });
    const rest = memoryOf(web);
    const byTus = await watched(web, () => sendByTus(app, megabytes * 1024 ** 2));
    const byForm = await watched(web, () => sendByForm(app, megabytes * 1024 ** 2));
    const line = (door: string, { seconds, most }: Watched) =>
      `${door}: ${shown(most)} MB at most (${shown(rest)} MB at rest), ${shown(megabytes / seconds)} MB/s for ${megabytes} MB`;
    return [line("tus door", byTus), line("plain door", byForm)];
  } finally {
    await app.stop({ remove: true });
  }
}

function authorised({ shopify }: RunningProofline): Record<string, string> {
  const shop = shopify.state.shops[0]!;
  return {
    Authorization: `Bearer ${mintSessionToken(shopify.ctx, shop, shop.staff[0]!)}`,
    "User-Agent": "Mozilla/5.0 (X11; Linux x64) Chrome/140.0",
  };
}

async function sendByTus(app: RunningProofline, length: number): Promise<void> {
  const tus = { "Tus-Resumable": "1.0.0" };
  const made = await fetch(`${app.appOrigin}/uploads`, {
    method: "POST",
    headers: {
      ...authorised(app),
      ...tus,
      "Upload-Length": String(length),
      "Upload-Metadata": `filename ${Buffer.from("bench.png").toString("base64")}`,
    },
  });
  const place = new URL(made.headers.get("Location") ?? "", app.appOrigin);
  for (let offset = 0; offset < length; offset += PART_BYTES) {
    const headers = {
      ...authorised(app),
      ...tus,
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    };
    await send(place, "PATCH", headers, content(Math.min(PART_BYTES, length - offset), offset === 0));
  }
}

async function sendByForm(app: RunningProofline, length: number): Promise<void> {
  async function* form() {
    for (let left = length, at = 1; left > 0; left -= PLAIN_FILE_BYTES, at += 1) {
      yield Buffer.from(
        `--edge\r\nContent-Disposition: form-data; name="files"; filename="bench ${at}.png"\r\nContent-Type: image/png\r\n\r\n`,
      );
      yield* content(Math.min(PLAIN_FILE_BYTES, left), true);
      yield Buffer.from("\r\n");
    }
    yield Buffer.from("--edge--\r\n");
  }
  await send(
    new URL("/artfiles/upload", app.appOrigin),
    "POST",
    { ...authorised(app), "Content-Type": "multipart/form-data; boundary=edge" },
    form(),
  );
}

async function* content(length: number, withHead: boolean): AsyncGenerator<Uint8Array> {
  let left = length;
  if (withHead) yield HEAD.subarray(0, left);
  if (withHead) left -= Math.min(left, HEAD.length);
  for (; left > 0; left -= zeros.length) yield left < zeros.length ? zeros.subarray(0, left) : zeros;
}

async function send(
  address: URL,
  method: string,
  headers: Record<string, string>,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  const answer = await fetch(address, {
    method,
    headers,
    body: body as unknown as BodyInit,
    duplex: "half",
  } as RequestInit);
  if (!answer.ok)
    throw new Error(
      `${method} ${address.pathname} was answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`,
    );
}

type Watched = { seconds: number; most: number };

async function watched(pid: number, work: () => Promise<void>): Promise<Watched> {
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memoryOf(pid))), 20);
  const began = performance.now();
  await work();
  clearInterval(watch);
  return { seconds: (performance.now() - began) / 1_000, most };
}

/** Resident memory of a process in MB; NaN where the system does not tell (not Linux). */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;
  } catch {
    return NaN;
  }
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { startProofline, type RunningProofline } from "../start-proofline.ts";
import { mintSessionToken } from "../local-shopify/proofs/session-token.ts";
import { memoryOf, shown } from "./figures.ts";
import type { Sizes } from "./options.ts";

const PART_BYTES = 32 * 1024 ** 2;
const PLAIN_FILE_BYTES = 190 * 1024 ** 2;
const HEAD = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const zeros = new Uint8Array(1024 ** 2);

/**
 * The most memory the real web process takes while a file comes in by the tus door and by the plain door, and how fast: beside a tus server that does nothing
 * else, and copying. And how fast a stored file leaves.
 */
export async function uploads({ megabytes }: Sizes): Promise<string[]> {
  buildWhenStale();
  const folder = `.cache/bench-uploads-${process.pid}`;
  const app = await startProofline({ folder, durable: false });
  try {
    const web = app.children.find(({ name }) => name === "web")!.process.pid!;
    await fetch(`${app.appOrigin}/app`, { headers: authorised(app) });
    const rest = memoryOf(web);
    const bytes = megabytes * 1024 ** 2;
    const byTus = await watched(web, () => sendByTus({ origin: app.appOrigin, more: () => authorised(app) }, bytes));
    const byForm = await watched(web, () => sendByForm(app, bytes));
    const bare = await withBareTus(folder, (origin) =>
      watched(web, () => sendByTus({ origin, more: () => ({}) }, bytes)),
    );
    const copied = await watched(web, () =>
      pipeline(Readable.from(content(bytes, true)), createWriteStream(join(folder, "copy"), { flush: true })),
    );
    const address = await storedAsArtfile(app, join(folder, "copy"));
    const left = await watched(web, async () => pipeline(await bodyOf(address), sink()));
    const read = await watched(web, () => pipeline(createReadStream(join(folder, "copy")), sink()));
    const line = (door: string, { seconds, most }: Watched) =>
      `${door}: ${shown(most)} MB at most (${shown(rest)} MB at rest), ${shown(megabytes / seconds)} MB/s for ${megabytes} MB`;
    const speed = ({ seconds }: Watched) => megabytes / seconds;
    const beside = (what: string, ours: Watched, theirs: Watched, others: string) =>
      `${what}: ${shown(speed(ours))} MB/s, ${shown(speed(theirs))} MB/s ${others}: ratio ${shown(speed(ours) / speed(theirs))}`;
    return [
      line("tus door", byTus),
      line("plain door", byForm),
      beside("tus door", byTus, bare, "by a tus server that does nothing else"),
      beside("tus door", byTus, copied, "copied onto the disk"),
      beside("download", left, read, "read from the disk"),
    ];
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

type TusDoor = { origin: string; more: () => Record<string, string> };

async function sendByTus({ origin, more }: TusDoor, length: number): Promise<void> {
  const tus = { "Tus-Resumable": "1.0.0" };
  const made = await fetch(`${origin}/uploads`, {
    method: "POST",
    headers: {
      ...more(),
      ...tus,
      "Upload-Length": String(length),
      "Upload-Metadata": `filename ${Buffer.from("bench.png").toString("base64")}`,
    },
  });
  const place = new URL(made.headers.get("Location") ?? "", origin);
  for (let offset = 0; offset < length; offset += PART_BYTES) {
    const headers = {
      ...more(),
      ...tus,
      "Upload-Offset": String(offset),
      "Content-Type": "application/offset+octet-stream",
    };
    await send(place, "PATCH", headers, content(Math.min(PART_BYTES, length - offset), offset === 0));
  }
}

async function withBareTus<T>(folder: string, work: (origin: string) => Promise<T>): Promise<T> {
  const child = fork(new URL("tus.child.ts", import.meta.url), [join(folder, "bare")]);
  try {
    const [port] = (await once(child, "message")) as [number];
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    child.kill();
  }
}

/** Stores a file as the artfile of an order, and gives the address under which the owner downloads it. */
async function storedAsArtfile(app: RunningProofline, path: string): Promise<string> {
  Object.assign(process.env, app.env);
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  const { fileAddress } = await import("../../app/adapters/proofs/files-access.ts");
  const { newStorageKey, storage } = await import("../../app/adapters/storage/storage.ts");
  const { DEFAULT_FLOW } = await import("../../app/domain/words/flow.ts");
  const { shopId, id: memberId } = await db().member.findFirstOrThrow({ where: { isOwner: true } });
  const now = new Date();
  const { id: orderId } = await db().order.create({
    data: { shopId, name: "#1", flow: DEFAULT_FLOW, shopifyOrderId: "1", placedAt: now, shopifyUpdatedAt: now },
  });
  const words = { lineId: "1", sourceKey: "1", propertyName: "1", productTitle: "1", fileName: "1", fileNameKey: "1" };
  const { id: itemId } = await db().item.create({
    data: { shopId, orderId, number: 1, ...words, quantity: 1, step: "fulfilment", artfileVersion: 1 },
  });
  const storageKey = newStorageKey(shopId, "artfile");
  const { bytes, sha256 } = await storage().put(storageKey, createReadStream(path), { contentType: "image/png" });
  const file = { storageKey, sha256, bytes: BigInt(bytes), contentType: "image/png", fileName: "1.png" };
  const { id } = await db().artfile.create({ data: { shopId, itemId, version: 1, photoVersion: 1, ...file } });
  await disconnect();
  return new URL(
    fileAddress({ shopId, installation: 1, kind: "artfile", id, form: "original", memberId }),
    app.appOrigin,
  ).href;
}

async function bodyOf(address: string): Promise<Readable> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The download was answered ${answer.status}`);
  return Readable.fromWeb(answer.body as never);
}

function sink(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
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

// What the artist's page does to send a file straight to the bucket, over a bad line too; its fetch leads to the services, its requests to the bucket.
import { AsyncLocalStorage } from "node:async_hooks";
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { env } from "../../app/env.server.ts";
import { sendDirectly } from "../../app/routes/app.artfile-production/send-directly.ts";
import * as direct from "../../app/services/artfiles/direct-upload.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { startTestBucket } from "../test-bucket.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const MIB = 1024 * 1024;
let s3: Awaited<ReturnType<typeof startTestBucket>>;
let folder: string;
let by: { shopId: string; actor: ActingMember };
let name: string;
/** What the page asked of our server, and how often it put a part. */
let asked: string[] = [];
let puts = 0;
/** Statuses that the next parts are answered with in place of reaching the bucket; 0: the line breaks. */
let badLine: number[] = [];

/** The page that sends; one that was left asks nothing any more and hears no answer. */
const page = new AsyncLocalStorage<{ isLeft: boolean }>();
const never = new Promise<never>(() => undefined);

class PageRequest {
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  status = 0;
  onloadend?: () => void;
  private address = "";
  open(_method: string, address: string) {
    this.address = address;
  }
  abort() {
    this.onloadend?.();
  }
  send(part: Blob) {
    const own = page.getStore();
    if (own?.isLeft) return;
    puts += 1;
    const bad = badLine.shift();
    void part.arrayBuffer().then((bytes) => {
      const end = (status: number) => {
        if (own?.isLeft) return;
        this.status = status;
        this.onloadend?.();
      };
      if (bad !== undefined) return end(bad);
      const sent = request(this.address, { method: "PUT", headers: { "content-length": bytes.byteLength } });
      sent
        .on("error", () => end(0))
        .on("response", (answer) => answer.resume().on("end", () => end(answer.statusCode!)));
      sent.end(Buffer.from(bytes));
    });
  }
}

beforeAll(async () => {
  s3 = await startTestBucket();
  vi.stubGlobal("XMLHttpRequest", PageRequest);
  // A line that is away is waited for in growing pauses.
  vi.stubGlobal("window", Object.assign(new EventTarget(), { setTimeout, clearTimeout }));
  const bare = fetch;
  vi.stubGlobal("fetch", (to: string, init: RequestInit) => (to.startsWith("/") ? answer(to, init) : bare(to, init)));
  folder = env().STORAGE_URL;
  const { shopId } = await makeShop();
  by = { shopId, actor: await makeMember(shopId, ["artist"], { name: "Ana" }) };
  await makeOrder(shopId, { step: "artwork", assign: { artist: by.actor } });
  name = (await db().item.findFirstOrThrow({ where: { shopId } })).fileName;
});
beforeEach(async () => {
  env().STORAGE_URL = s3.address;
  [asked, badLine, puts] = [[], [], 0];
  s3.objects.clear();
  s3.uploads.clear();
  await db().upload.deleteMany({ where: { shopId: by.shopId } });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  await s3.close();
});

async function answer(to: string, { method, body }: RequestInit): Promise<Response> {
  const own = page.getStore();
  if (own?.isLeft) return never;
  const ticket = new URL(to, "https://proofline.test").searchParams.get("ticket") ?? "";
  const words = JSON.parse(typeof body === "string" ? body : "{}") as {
    intent?: string;
    fileName: string;
    bytes: number;
    numbers: number[];
  };
  asked.push(words.intent ?? method!);
  const told: object | string | null | void = await {
    begin: () => direct.beginDirectUpload({ ...by, ...words }),
    parts: async () => {
      const addresses = await direct.signDirectParts(by, ticket, words.numbers);
      return addresses && { addresses };
    },
    complete: () => direct.completeDirectUpload(by, ticket),
    GET: () => direct.lookAtDirectUpload(by, ticket),
    DELETE: () => direct.dropDirectUpload(by, ticket).then(() => ({})),
  }[asked.at(-1)!]!();
  if (own?.isLeft) return never;
  if (told && typeof told === "object" && "later" in told) return new Response(String(told.later), { status: 503 });
  return told ? Response.json(told) : new Response("gone", { status: 404 });
}

const file = (bytes: number, fileName = `${name}.psd`) =>
  new File([Buffer.from("8BPS"), Buffer.alloc(bytes - 4, "x")], fileName);
const send = (one: File, from: string | null = null, off = new AbortController().signal) => {
  const urls: string[] = [];
  const progress: number[] = [];
  const waits: (string | null)[] = [];
  const sending = {
    file: one,
    from,
    onUrl: (url: string) => void urls.push(url),
    onProgress: (sent: number) => void progress.push(sent),
    onWaiting: (why: string | null) => void waits.push(why),
  };
  const own = { isLeft: false };
  const leave = () => void (own.isLeft = true);
  return { sent: page.run(own, () => sendDirectly(sending, off)), urls, progress, waits, leave };
};
const stored = () => [...s3.objects].filter(([key]) => key.includes("/artfile/")).map(([, { body }]) => body.length);

it("a file arrives in parts, as it was", async () => {
  const { sent, urls, progress } = send(file(17 * MIB));
  expect(await sent).toEqual({ failure: null });
  expect([stored(), puts, urls.length]).toEqual([[17 * MIB], 3, 1]);
  expect(progress).toContain(17 * MIB);
  expect(await listUploads(by)).toMatchObject([{ state: "checking", bytes: 17 * MIB }]);
});

it("a broken line and an address that is too old cost one part each, and what is there is not sent again", async () => {
  badLine = [0, 403];
  const { sent, waits } = send(file(17 * MIB));
  expect(await sent).toEqual({ failure: null });
  expect(waits.filter((why) => why !== null)).toEqual(
    Array.from({ length: 2 }, () => "Waiting for the connection. It goes on by itself."),
  );
  expect([stored(), puts]).toEqual([[17 * MIB], 5]);
});

it("after a reload it goes on with the parts that lack, and anew where nothing is left of it", async () => {
  const one = file(17 * MIB);
  const first = send(one);
  while (puts < 2) await new Promise((next) => setTimeout(next, 5));
  first.leave();
  const [before, url] = [puts, first.urls[0]!];
  const again = send(one, url);
  expect(await again.sent).toEqual({ failure: null });
  expect([again.urls, stored()]).toEqual([[], [17 * MIB]]);
  expect(puts - before).toBeLessThanOrEqual(3);
  s3.uploads.clear();
  const anew = send(one, `/artfiles/direct?ticket=forged`);
  expect(await anew.sent).toEqual({ failure: null });
  expect(anew.urls).toHaveLength(1);
});

it("what has no room now waits, says for what, and goes on by itself", async () => {
  await db().begunUpload.createMany({
    data: Array.from({ length: 500 }, (_one, at) => ({ shopId: by.shopId, storageKey: `under way ${at}`, bytes: 1 })),
  });
  const { sent, waits } = send(file(1_000));
  while (waits.length === 0) await new Promise((next) => setTimeout(next, 5));
  expect(waits).toEqual([
    "Too many files are on their way to this shop at the moment. Nothing of yours is lost: try again in some minutes. This page does so by itself.",
  ]);
  await db().begunUpload.deleteMany({ where: { shopId: by.shopId, bytes: 1 } });
  expect(await sent).toEqual({ failure: null });
  expect(waits.at(-1)).toBeNull();
});

it("what nobody takes is told with its sentence and not sent", async () => {
  const { sent } = send(file(1_000, "#9999_nothing.psd"));
  expect(await sent).toEqual({ failure: expect.stringMatching(/\w/) });
  expect([puts, s3.uploads.size]).toEqual([0, 0]);
});

it("called off, it takes back what is there", async () => {
  const off = new AbortController();
  badLine = Array.from({ length: 50 }, () => 0);
  const { sent } = send(file(9 * MIB), null, off.signal);
  while (puts < 1) await new Promise((next) => setTimeout(next, 5));
  off.abort();
  expect(await sent).toEqual({ failure: null });
  expect([s3.uploads.size, asked.at(-1)]).toEqual([0, "DELETE"]);
});

it("a bucket that refuses every part is a fault after some, and a folder's files go by tus", async () => {
  badLine = Array.from({ length: 50 }, () => 403);
  expect(await send(file(1_000)).sent).toEqual({ failure: expect.stringContaining("met an error") });
  env().STORAGE_URL = folder;
  expect(await send(file(1_000)).sent).toBeNull();
  expect(await send(file(1_000), "/uploads/0123").sent).toBeNull();
});

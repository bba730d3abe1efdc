// An artfile that its artist's browser sends to the bucket itself: nothing of it passes the app but one reading by a worker.
import { createHash, randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { assignUpload, dropUpload } from "../../app/services/artfiles/assign-upload.ts";
import { checkUpload } from "../../app/services/artfiles/check-upload.ts";
import { commitArtfiles } from "../../app/services/artfiles/commit-artfiles.ts";
import {
  beginDirectUpload,
  completeDirectUpload,
  dropDirectUpload,
  lookAtDirectUpload,
  signDirectParts,
} from "../../app/services/artfiles/direct-upload.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { makeFileRenditions } from "../../app/services/intake/make-file-renditions.ts";
import { cleanUpAbandoned, cleanUpUploads } from "../../app/services/upkeep/clean-up-uploads.ts";
import { env } from "../../app/env.server.ts";
import { startTestBucket } from "../test-bucket.ts";
import { pngOf } from "./pictures.ts";
import { waitingJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const PART = 8 * 1024 * 1024;
const DAY_MS = 86_400_000;
let s3: Awaited<ReturnType<typeof startTestBucket>>;
let shopId: string;
let ana: ActingMember;
let itemId: string;
let name: string;
let folder: string;

beforeAll(async () => {
  s3 = await startTestBucket();
  folder = env().STORAGE_URL;
});
beforeEach(async () => {
  env().STORAGE_URL = s3.address;
  s3.objects.clear();
  s3.uploads.clear();
  s3.refused.splice(0);
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
  itemId = (await makeOrder(shopId, { step: "artwork", assign: { artist: ana } })).itemIds[0]!;
  name = (await db().item.findFirstOrThrow({ where: { shopId } })).fileName;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await s3.close();
});

const by = () => ({ shopId, actor: ana });
const begin = async (fileName: string, bytes: number) => {
  const begun = await beginDirectUpload({ ...by(), fileName, bytes });
  if (!("ticket" in begun)) throw new Error(JSON.stringify(begun));
  return begun.ticket;
};
const put = async (address: string, bytes: Buffer) =>
  (await fetch(address, { method: "PUT", body: new Uint8Array(bytes) })).status;
const partOf = (bytes: Buffer, number: number) => bytes.subarray((number - 1) * PART, number * PART);
const sendParts = async (ticket: string, bytes: Buffer, numbers: number[]) => {
  const addresses = (await signDirectParts(by(), ticket, numbers))!;
  for (const [at, number] of numbers.entries()) expect(await put(addresses[at]!, partOf(bytes, number))).toBe(200);
};
const send = async (fileName: string, bytes: Buffer) => {
  const ticket = await begin(fileName, bytes.length);
  await sendParts(
    ticket,
    bytes,
    Array.from({ length: Math.ceil(bytes.length / PART) }, (_one, at) => at + 1),
  );
  return ticket;
};
const check = async () => {
  for (const { id } of await db().upload.findMany({ where: { shopId, state: "checking" } }))
    await checkUpload({ shopId, uploadId: id });
};
const kept = () => [...s3.objects.keys()].filter((key) => !key.includes("/photo/"));
const complete = (ticket: string) => completeDirectUpload(by(), ticket);
const update = () => commitArtfiles({ ...by(), actId: randomUUID() });
const picture = (side: number) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 99, sigma: 50 },
    },
  })
    .png()
    .toBuffer();

describe("an artfile that goes straight to the bucket", () => {
  it("becomes the artfile itself, goes on where a line broke, and is read once by our processes", async () => {
    const bytes = await picture(2_400);
    expect(Math.ceil(bytes.length / PART)).toBeGreaterThan(1);
    const ticket = await begin(`${name}.png`, bytes.length);
    await sendParts(ticket, bytes, [2]);
    expect(await complete(ticket)).toBe("missing");
    expect(await lookAtDirectUpload(by(), ticket)).toMatchObject({
      parts: [2],
      there: Math.min(PART, bytes.length - PART),
    });
    const others = Array.from({ length: Math.ceil(bytes.length / PART) }, (_one, at) => at + 1).filter(
      (at) => at !== 2,
    );
    await sendParts(ticket, bytes, others);
    Object.assign(s3.traffic, { in: 0, out: 0 });
    expect([await complete(ticket), await complete(ticket)]).toEqual(["done", "done"]);
    expect(await listUploads(by())).toMatchObject([{ state: "checking", fileName: `${name}.png`, item: null }]);
    expect((await waitingJobs()).filter(({ job }) => job === "check-upload")).toHaveLength(1);
    expect((await update()).outcome.moved, "Update waits for the check").toEqual([]);
    await check();
    expect(await listUploads(by())).toMatchObject([{ state: "matched", item: { itemId }, contentType: "image/png" }]);
    expect((await update()).outcome.moved).toHaveLength(1);
    const made = await db().artfile.findFirstOrThrow({ where: { shopId } });
    await makeFileRenditions({ shopId, fileKind: "artfile", fileId: made.id });
    const artfile = await db().artfile.findFirstOrThrow({ where: { shopId } });
    expect(artfile).toMatchObject({
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: BigInt(bytes.length),
      renditions: "made",
      width: 2_400,
    });
    for (const key of [artfile.thumbKey, artfile.middleKey, artfile.screenKey])
      expect(await storage().head(key!)).toMatchObject({ contentType: expect.stringMatching(/^image\//) });
    const pictures = [...s3.objects].filter(([key]) => !key.includes("/artfile/"));
    const drawn = pictures.reduce((sum, [, { body }]) => sum + body.length, 0);
    expect(s3.traffic.out, "the file was read once").toBe(bytes.length);
    expect(s3.traffic.in, "and only its pictures were written").toBeLessThan(drawn + 20_000);
    expect(s3.refused.filter((code) => code !== "NoSuchUpload")).toEqual([]);
  });

  it("is refused before it travels when it is for nobody, empty or too large, and may come when it is near to an item", async () => {
    const ask = (fileName: string, bytes: number) => beginDirectUpload({ ...by(), fileName, bytes });
    await db().item.updateMany({ where: { shopId }, data: { step: "fulfilment" } });
    expect(await ask("#9999_something.png", 80_000_000)).toEqual({ refused: expect.stringContaining("9999") });
    await db().item.updateMany({ where: { shopId }, data: { step: "artwork" } });
    expect(await ask(`${name}.png`, 0)).toEqual({ refused: expect.stringContaining("empty") });
    expect(await ask(`${name}.png`, 3 * 1024 ** 3)).toEqual({ refused: expect.stringContaining("2 GB") });
    expect(s3.uploads.size).toBe(0);
    expect(await ask(`${name} (x).png`, 1_000)).toHaveProperty("ticket");
  });

  it("that is broken is refused by the worker with its sentence, and cannot be given to an item", async () => {
    const whole = await picture(300);
    for (const [extension, bytes, sentence] of [
      ["png", Buffer.concat([whole.subarray(0, 4_000), Buffer.alloc(4_000, 0x5a)]), /damaged/],
      ["jpg", Buffer.from("no picture at all"), /none of the kinds we accept/],
    ] as const) {
      expect(await complete(await send(`${name}.${extension}`, bytes))).toBe("done");
      await check();
      const [card] = await listUploads(by());
      expect([card?.state, card?.sentences.join()]).toEqual(["refused", expect.stringMatching(sentence)]);
      expect(await assignUpload({ ...by(), uploadId: card!.uploadId, itemId })).toHaveProperty("refused");
      await dropUpload({ ...by(), uploadId: card!.uploadId });
      expect(kept().length, "nothing of it stays").toBe(0);
    }
  });

  it("cannot be given to an item before it was checked, but taken back", async () => {
    await complete(await send(`${name}.png`, pngOf("x")));
    const [card] = await listUploads(by());
    expect(await assignUpload({ ...by(), uploadId: card!.uploadId, itemId })).toHaveProperty("refused");
    expect(await dropUpload({ ...by(), uploadId: card!.uploadId })).toEqual({ ok: true });
    expect([kept().length, await listUploads(by())]).toEqual([0, []]);
  });

  it("sent twice is one upload, and a second file for its item is asked about", async () => {
    await complete(await send(`${name}.psd`, Buffer.from("8BPS\0\x01 layers")));
    await check();
    await complete(await send(`${name}.psd`, Buffer.from("8BPS\0\x01 layers")));
    await complete(await send(`${name}.psb`, Buffer.from("8BPS\0\x01 other layers")));
    await check();
    const cards = await listUploads(by());
    expect(cards.map(({ state }) => state)).toEqual(["matched", "refused"]);
    expect(cards[1]!.sentences.join()).toContain("came for this item before");
    expect([...s3.objects.keys()].filter((key) => key.includes("/artfile/"))).toHaveLength(2);
  });

  it("is signed and gone on with only for whoever began it, and only as long as each part is", async () => {
    const bytes = Buffer.alloc(1_000, "x");
    const ticket = await begin(`${name}.png`, bytes.length);
    const other = { shopId, actor: await makeMember(shopId, ["artist"], { name: "Ben" }) };
    expect(await signDirectParts(other, ticket, [1])).toBeNull();
    expect(await lookAtDirectUpload(other, ticket)).toBeNull();
    expect(await completeDirectUpload(other, ticket)).toBeNull();
    await dropDirectUpload(other, ticket);
    expect(s3.uploads.size).toBe(1);
    const altered = `${ticket.slice(0, -2)}${ticket.endsWith("AA") ? "BB" : "AA"}`;
    expect(await lookAtDirectUpload(by(), altered)).toBeNull();
    expect(await signDirectParts(by(), ticket, [2])).toBeNull();
    expect(
      await signDirectParts(
        by(),
        ticket,
        Array.from({ length: 17 }, () => 1),
      ),
    ).toBeNull();
    const [address] = (await signDirectParts(by(), ticket, [1]))!;
    expect(await put(address!, Buffer.alloc(1_001))).toBe(403);
    expect(await put(address!, bytes.subarray(1))).toBe(403);
    expect(s3.refused).toEqual(["SignatureDoesNotMatch", "SignatureDoesNotMatch"]);
    expect(Number(new URL(address!).searchParams.get("X-Amz-Expires"))).toBeLessThanOrEqual(900);
    await dropDirectUpload(by(), ticket);
    expect([s3.uploads.size, await lookAtDirectUpload(by(), ticket)]).toEqual([0, null]);
  });

  it("whose part lost bytes on its way is not put together", async () => {
    const bytes = Buffer.alloc(1_000, "x");
    const ticket = await begin(`${name}.png`, bytes.length);
    s3.loses = 1;
    await sendParts(ticket, bytes, [1]);
    expect([await complete(ticket), kept().length]).toEqual(["missing", 0]);
    await sendParts(ticket, bytes, [1]);
    expect(await complete(ticket)).toBe("done");
  });

  it("is done when it is asked again, where the server died between the bucket and its answer", async () => {
    const ticket = await send(`${name}.png`, pngOf("x"));
    expect(await complete(ticket)).toBe("done");
    expect(await complete(ticket)).toBe("done");
    expect(await listUploads(by())).toHaveLength(1);
    await dropUpload({ ...by(), uploadId: (await listUploads(by()))[0]!.uploadId });
    expect(await complete(ticket), "taken back meanwhile").toBeNull();
  });

  it("that never came together is waited for by the worker, and let go at its last attempt", async () => {
    await complete(await send(`${name}.png`, pngOf("x")));
    s3.objects.clear();
    const { id: uploadId } = await db().upload.findFirstOrThrow({ where: { shopId } });
    await expect(checkUpload({ shopId, uploadId })).rejects.toThrow("not there yet");
    await checkUpload({ shopId, uploadId }, { isLastAttempt: true });
    expect(await listUploads(by())).toEqual([]);
  });

  it("is cleared away in the night when nobody went on with it for a day, or never pressed Update", async () => {
    const [left, going] = [await begin(`${name}.png`, 20_000_000), await begin(`${name}.jpg`, 20_000_000)];
    const fresh = await begin(`${name}.tif`, 20_000_000);
    for (const { begun } of [...s3.uploads.values()].slice(2)) expect(begun).toBeGreaterThan(Date.now() - DAY_MS);
    s3.age(2 * DAY_MS);
    await sendParts(going, Buffer.alloc(20_000_000), [1]);
    [...s3.uploads.values()][2]!.begun += 2 * DAY_MS;
    await cleanUpAbandoned();
    const look = (ticket: string) => lookAtDirectUpload(by(), ticket);
    expect([await look(left), await look(going), await look(fresh)]).toEqual([
      null,
      expect.objectContaining({ parts: [1] }),
      expect.objectContaining({ parts: [] }),
    ]);
    await complete(await send(`${name}.png`, await picture(40)));
    await check();
    expect(kept().length).toBe(4);
    await db()
      .$executeRaw`UPDATE "Upload" SET "createdAt" = now() - interval '8 days' WHERE "shopId" = ${shopId}::uuid`;
    await cleanUpUploads();
    expect(kept().length, "its pictures go with it").toBe(0);
  });

  it("goes by tus as before where files are kept in a folder", async () => {
    env().STORAGE_URL = folder;
    expect(await beginDirectUpload({ ...by(), fileName: `${name}.png`, bytes: 10 })).toEqual({ way: "tus" });
    expect(await lookAtDirectUpload(by(), "anything")).toBeNull();
  });
});

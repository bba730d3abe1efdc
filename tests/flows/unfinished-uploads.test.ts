// What a shop's staff have begun to send and not finished is bounded, by how many files and how many bytes, whichever way they go.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { MAX_ARTFILE_BYTES } from "../../app/domain/files/artfile-formats.ts";
import { TOO_MANY_WORDS } from "../../app/domain/files/unfinished-uploads.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { env } from "../../app/env.server.ts";
import {
  beginDirectUpload,
  completeDirectUpload,
  dropDirectUpload,
  lookAtDirectUpload,
  signDirectParts,
} from "../../app/services/artfiles/direct-upload.ts";
import { receiveUpload } from "../../app/services/artfiles/receive-upload.ts";
import { cleanUpAbandoned } from "../../app/services/upkeep/clean-up-uploads.ts";
import { startTestBucket } from "../test-bucket.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const TOO_MUCH =
  "Files of 200 GB are on their way to this shop or were left half sent; more is not taken at once. Nothing of yours is lost: remove what is no " +
  "longer to be sent, or try again when others have arrived.";
const DAY_MS = 86_400_000;

let s3: Awaited<ReturnType<typeof startTestBucket>>;
let folder: string;
type Sender = { shopId: string; actor: ActingMember };
let ana: Sender;

async function makeSender(): Promise<Sender> {
  const { shopId } = await makeShop();
  const actor = await makeMember(shopId, ["artist"]);
  await makeOrder(shopId, { step: "artwork", assign: { artist: actor } });
  return { shopId, actor };
}

beforeAll(async () => {
  s3 = await startTestBucket();
  folder = env().STORAGE_URL;
  env().STORAGE_URL = s3.address;
});
beforeEach(async () => {
  s3.objects.clear();
  s3.uploads.clear();
  ana = await makeSender();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  env().STORAGE_URL = folder;
  await s3.close();
});

const tus = (by: Sender, method: string, path: string, headers: Record<string, string>, body?: Buffer) =>
  receiveUpload(
    {
      method,
      url: `https://proofline.test${path}`,
      headers: { "tus-resumable": "1.0.0", ...headers },
      body: body ? new Blob([new Uint8Array(body)]).stream() : null,
    },
    { shopId: by.shopId, memberId: by.actor.memberId },
  );
const beginTus = async (by: Sender, bytes: number) => {
  const { status, headers, body } = await tus(by, "POST", "/uploads", { "upload-length": String(bytes) });
  return { status, path: headers.location!, retryAfter: headers["retry-after"], text: await new Response(body).text() };
};
const beginDirect = async (by: Sender, bytes: number) => {
  const { fileName } = await db().item.findFirstOrThrow({ where: { shopId: by.shopId } });
  return beginDirectUpload({ ...by, fileName: `${fileName}.png`, bytes });
};
const ticketOf = (begun: Awaited<ReturnType<typeof beginDirect>>) => {
  if (!("ticket" in begun)) throw new Error(JSON.stringify(begun));
  return begun.ticket;
};
const begun = (by: Sender) => db().begunUpload.count({ where: { shopId: by.shopId } });
/** As if so many of the largest files were on their way to the bucket. */
const underWay = (by: Sender, count: number, bytes = MAX_ARTFILE_BYTES) =>
  db().begunUpload.createMany({
    data: Array.from({ length: count }, (_one, at) => ({ shopId: by.shopId, storageKey: `under way ${at}`, bytes })),
  });

it("by tus as many bytes as a hundred of the largest files have room, and what was begun goes on", async () => {
  const paths: string[] = [];
  for (let at = 0; at < 99; at += 1) paths.push((await beginTus(ana, MAX_ARTFILE_BYTES)).path);
  expect((await beginTus(ana, MAX_ARTFILE_BYTES - 1_000_000)).status).toBe(201);
  expect(await beginTus(ana, MAX_ARTFILE_BYTES)).toMatchObject({ status: 503, retryAfter: "60", text: TOO_MUCH });
  expect((await beginTus(ana, MAX_ARTFILE_BYTES + 1)).status, "this one for ever").toBe(413);
  expect((await beginTus(await makeSender(), MAX_ARTFILE_BYTES)).status, "another shop's").toBe(201);
  const part = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
  expect((await tus(ana, "PATCH", paths[0]!, part, Buffer.alloc(1_000))).status).toBe(204);
  expect((await tus(ana, "DELETE", paths[1]!, {})).status).toBe(204);
  expect((await beginTus(ana, MAX_ARTFILE_BYTES)).status).toBe(201);
});

describe("straight to the bucket", () => {
  it("no more bytes are begun than have room, and a place is free when one has come together or was dropped", async () => {
    await underWay(ana, 98);
    const [one, other] = [ticketOf(await beginDirect(ana, 1_000)), ticketOf(await beginDirect(ana, MAX_ARTFILE_BYTES))];
    expect(await beginDirect(ana, MAX_ARTFILE_BYTES)).toEqual({ later: TOO_MUCH });
    expect(s3.uploads.size).toBe(2);
    ticketOf(await beginDirect(await makeSender(), MAX_ARTFILE_BYTES));
    const [address] = (await signDirectParts(ana, one, [1]))!;
    expect((await fetch(address!, { method: "PUT", body: new Uint8Array(1_000) })).status).toBe(200);
    expect(await completeDirectUpload(ana, one)).toBe("done");
    const third = ticketOf(await beginDirect(ana, MAX_ARTFILE_BYTES));
    expect(await beginDirect(ana, 1)).toEqual({ later: TOO_MUCH });
    await dropDirectUpload(ana, other);
    await dropDirectUpload({ ...ana, actor: await makeMember(ana.shopId, ["artist"]) }, third);
    expect(await begun(ana)).toBe(99);
    ticketOf(await beginDirect(ana, MAX_ARTFILE_BYTES));
  });

  it("no more files are begun than have places, and those by tus count too, the other way round as well", async () => {
    await underWay(ana, 499, 1);
    expect((await beginTus(ana, 10)).status).toBe(201);
    expect(await beginDirect(ana, 10)).toEqual({ later: TOO_MANY_WORDS });
    expect(await beginTus(ana, 10)).toMatchObject({ status: 503, text: TOO_MANY_WORDS });
    expect((await beginTus(await makeSender(), 10)).status).toBe(201);
  });

  it("of many that begin at the same moment only as many begin as have room", async () => {
    await underWay(ana, 97);
    const answers = await Promise.all(Array.from({ length: 8 }, () => beginDirect(ana, MAX_ARTFILE_BYTES)));
    expect(answers.filter((answer) => "ticket" in answer)).toHaveLength(3);
    expect([await begun(ana), s3.uploads.size]).toEqual([100, 3]);
  });

  it("a bucket that begins nothing keeps no place", async () => {
    env().STORAGE_URL = s3.address.replace(/endpoint=.*/, `endpoint=${encodeURIComponent(`${s3.origin}/nowhere`)}`);
    await expect(beginDirect(ana, 1_000)).rejects.toThrow();
    env().STORAGE_URL = s3.address;
    expect(await begun(ana)).toBe(0);
  });

  it("what nobody goes on with is ended in the bucket at night, and its place is free; what goes on keeps it", async () => {
    const [left, going] = [ticketOf(await beginDirect(ana, 20_000_000)), ticketOf(await beginDirect(ana, 20_000_000))];
    s3.age(2 * DAY_MS);
    const [address] = (await signDirectParts(ana, going, [1]))!;
    expect((await fetch(address!, { method: "PUT", body: new Uint8Array(8 * 1024 ** 2) })).status).toBe(200);
    await cleanUpAbandoned();
    expect(await lookAtDirectUpload(ana, left)).toBeNull();
    expect(await lookAtDirectUpload(ana, going)).toMatchObject({ parts: [1] });
    expect([await begun(ana), s3.uploads.size]).toEqual([1, 1]);
    await db()
      .$executeRaw`UPDATE "BegunUpload" SET "begunAt" = now() - interval '4 days' WHERE "shopId" = ${ana.shopId}::uuid`;
    await cleanUpAbandoned();
    expect(await begun(ana)).toBe(0);
  });
});

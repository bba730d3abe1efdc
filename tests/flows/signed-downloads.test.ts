// A download leaves from the bucket itself, after the same questions as ever, by an address that lives for minutes.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { downloadAddress, fileAddress, type FileRef } from "../../app/adapters/proofs/files-access.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { env } from "../../app/env.server.ts";
import { loader as download } from "../../app/routes/downloads.$token.tsx";
import { loader as file } from "../../app/routes/files.$token.tsx";
import { startTestBucket } from "../test-bucket.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let s3: Awaited<ReturnType<typeof startTestBucket>>;
let folder: string;
let shopId: string;
let artist: ActingMember;
let order: Awaited<ReturnType<typeof makeOrder>>;
let photoId: string;
let artfileId: string;

beforeAll(async () => {
  s3 = await startTestBucket();
  folder = env().STORAGE_URL;
});
beforeEach(async () => {
  env().STORAGE_URL = s3.address;
  ({ shopId } = await makeShop());
  artist = await makeMember(shopId, ["artist"]);
  order = await makeOrder(shopId, { step: "quality_control", assign: { artist } });
  photoId = (await db().photo.findFirstOrThrow({ where: { shopId } })).id;
  artfileId = (await db().artfile.findFirstOrThrow({ where: { shopId } })).id;
});
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await s3.close();
});

const ask = (loader: typeof file, address: string) => {
  const request = new Request(`https://proofline.test${address}`);
  return loader({ request, params: { token: address.split("/").at(-1)! }, context: {} });
};
const original = (kind: FileRef["kind"], id: string) =>
  fileAddress({ shopId, installation: 1, kind, id, form: "original", memberId: artist.memberId });
const zip = (orderIds: readonly string[], what: "photos" | "artfiles" = "photos") =>
  downloadAddress({ shopId, installation: 1, memberId: artist.memberId, what, orderIds });

describe("a download, where files are kept in a bucket", () => {
  it("is led to the bucket, which gives it under its own name, for five minutes and to nobody who alters the address", async () => {
    for (const [kind, id] of [
      ["photo", photoId],
      ["artfile", artfileId],
    ] as const) {
      const answer = await ask(file, original(kind, id));
      expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([302, "private, no-store"]);
      const to = answer.headers.get("Location")!;
      expect(to.startsWith(`${s3.origin}/bucket/some/prefix/${shopId}/`)).toBe(true);
      const given = await fetch(to);
      expect(given.headers.get("content-disposition")).toMatch(/^attachment; /);
      expect(given.headers.get("cache-control")).toBe("private, no-store");
      expect((await given.text()).length).toBeGreaterThan(0);
      expect((await fetch(to.replace(/attachment/, "inline"))).status).toBe(403);
      vi.useFakeTimers({ now: Date.now() + 301_000, toFake: ["Date"] });
      expect((await fetch(to)).status, "five minutes later").toBe(403);
      vi.useRealTimers();
    }
  });

  it("of one file is that file, and of many a zip of ours", async () => {
    const one = await ask(download, zip([order.orderId]));
    expect(one.status).toBe(302);
    expect((await fetch(one.headers.get("Location")!)).headers.get("content-disposition")).toMatch(/\.jpg/);
    const { orderId } = await makeOrder(shopId, { step: "quality_control", assign: { artist } });
    const many = await ask(download, zip([order.orderId, orderId]));
    expect([many.status, many.headers.get("Content-Type")]).toEqual([200, "application/zip"]);
    await many.body!.cancel();
  });

  it("is refused to whoever may not have it any more, and when the file is gone", async () => {
    const addresses = [original("photo", photoId), original("artfile", artfileId)];
    await db().photo.updateMany({ where: { shopId }, data: { storageKey: null } });
    expect((await ask(file, addresses[0]!)).status).toBe(404);
    await db().member.updateMany({ where: { shopId, id: artist.memberId }, data: { leftAt: new Date() } });
    for (const address of addresses) expect((await ask(file, address)).status).toBe(404);
    expect((await ask(download, zip([order.orderId], "artfiles"))).status).toBe(404);
    const customers = fileAddress({
      shopId,
      installation: 1,
      kind: "artfile",
      id: artfileId,
      form: "original",
      orderId: order.orderId,
    });
    expect((await ask(file, customers)).status, "a print file is never the customer's").toBe(404);
    s3.objects.clear();
    const photo = fileAddress({
      shopId,
      installation: 1,
      kind: "photo",
      id: photoId,
      form: "original",
      orderId: order.orderId,
    });
    expect((await ask(file, photo)).status).toBe(404);
  });

  it("of a picture is given by the app, which browsers keep", async () => {
    const { storageKey } = await db().photo.findFirstOrThrow({ where: { shopId } });
    await db().photo.updateMany({ where: { shopId }, data: { thumbKey: storageKey } });
    const thumb = fileAddress({
      shopId,
      installation: 1,
      kind: "photo",
      id: photoId,
      form: "thumb",
      memberId: artist.memberId,
    });
    const answer = await ask(file, thumb);
    expect(answer.status).toBe(200);
    await answer.body!.cancel();
  });
});

it("leaves from the app itself where files are kept in a folder", async () => {
  env().STORAGE_URL = folder;
  const { orderId } = await makeOrder(shopId, { step: "quality_control", assign: { artist } });
  const photo = await db().photo.findFirstOrThrow({ where: { shopId, item: { orderId } } });
  // The storage of this process is the bucket: a folder gives no address, whatever is asked.
  const answer = await ask(file, original("photo", photo.id));
  expect(answer.status).toBe(200);
  await answer.body!.cancel();
});

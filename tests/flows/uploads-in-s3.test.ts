// Files that arrive piece by piece while the storage is a bucket: they are kept whole, and nothing of the pieces stays.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { receiveUpload } from "../../app/services/artfiles/receive-upload.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { receiveCustomerPhoto } from "../../app/services/customer/receive-customer-photo.ts";
import { receivePhotoUpload } from "../../app/services/customer/photo-uploads.ts";
import { startTestBucket } from "../test-bucket.ts";
import { jpeg } from "./intake.ts";
import { pngOf } from "./pictures.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";
import { linkOf } from "./storefront.ts";

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
let s3: Awaited<ReturnType<typeof startTestBucket>>;
let shopId: string;
let ana: ActingMember;

beforeAll(async () => {
  s3 = await startTestBucket();
  env().STORAGE_URL = s3.address;
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
});
beforeEach(() => {
  s3.objects.clear();
  s3.uploads.clear();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await s3.close();
});

const png = (bytes: number) => pngOf(Buffer.alloc(bytes, "x")).subarray(0, bytes);
const tus = (method: string, path: string, headers: Record<string, string> = {}, body?: Buffer) =>
  receiveUpload(
    {
      method,
      url: `https://proofline.test${path}`,
      headers: { "Tus-Resumable": "1.0.0", ...headers },
      body: body ? new Blob([new Uint8Array(body)]).stream() : null,
    },
    { shopId, memberId: ana.memberId },
  );
const begin = async (bytes: number): Promise<string> => {
  const named = `filename ${Buffer.from("holiday.png").toString("base64")}`;
  const made = await tus("POST", "/uploads", { "Upload-Length": String(bytes), "Upload-Metadata": named });
  expect([made.status, made.headers.location]).toEqual([201, expect.stringMatching(/^\/uploads\/[0-9a-fx]{32}$/)]);
  return made.headers.location!;
};
const goOn = async (path: string, offset: number, bytes: Buffer) => {
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
  expect((await tus("PATCH", path, headers, bytes)).status).toBe(204);
};
const offsetOf = async (path: string) => {
  const { status, headers } = await tus("HEAD", path);
  return status === 200 ? Number(headers["upload-offset"]) : status;
};
const arriving = () => [...s3.objects.keys()].filter((name) => !name.startsWith(`some/prefix/${shopId}/`)).sort();
const nameOf = (path: string) => `some/prefix/arriving/${path.split("/").at(-1)!}`;

describe("an upload of which the bucket", () => {
  const send = async (path: string, offset: number, bytes: Buffer) =>
    (
      await tus(
        "PATCH",
        path,
        { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
        bytes,
      )
    ).status;

  it.each([
    ["its last part", 20_000, 20_000],
    ["a part before the last", 20 * MIB, 20 * MIB],
    ["a small beginning", 50_000, 20_000],
  ])("keeps fewer bytes of %s than were sent is refused, and begins anew", async (_which, size, first) => {
    const bytes = png(size);
    const path = await begin(size);
    s3.loses = 7;
    expect(await send(path, 0, bytes.subarray(0, first))).toBe(500);
    expect([await offsetOf(path), arriving(), s3.uploads.size]).toEqual([404, [], 0]);
  });

  it("lost a part before the last is refused, though others are there", async () => {
    const path = await begin(30 * MIB);
    await goOn(path, 0, png(18 * MIB));
    const [upload] = s3.uploads.values();
    upload!.parts.delete(1);
    expect(await send(path, 10 * MIB, png(MIB))).not.toBe(204);
    expect([await offsetOf(path), s3.uploads.size]).toEqual([404, 0]);
  });
});

describe("an upload into a bucket", () => {
  it("goes on where it was cut off, in small pieces and large ones, and leaves nothing but the file", async () => {
    const bytes = png(7 * MIB);
    const path = await begin(bytes.length);
    let at = 0;
    for (const end of [20_000, 6 * MIB, bytes.length]) {
      await goOn(path, at, bytes.subarray(at, end));
      at = end;
      if (end === 20_000) expect(arriving()).toEqual([`${nameOf(path)}.info`, `${nameOf(path)}.part`]);
    }
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ fileName: "holiday.png", bytes: bytes.length }]);
    expect([arriving(), s3.uploads.size]).toEqual([[], 0]);
    expect(await offsetOf(path)).toBe(404);
  });

  it("that is called off leaves nothing either", async () => {
    const path = await begin(50_000);
    await goOn(path, 0, png(20_000));
    expect((await tus("DELETE", path)).status).toBe(204);
    expect([arriving(), s3.uploads.size]).toEqual([[], 0]);
  });

  it("is cleared away in the night when nobody has gone on with it for a day, and not while somebody does", async () => {
    const [left, dropped, large, small] = [
      await begin(50_000),
      await begin(50_000),
      await begin(20 * MIB),
      await begin(50_000),
    ] as const;
    for (const path of [left, dropped]) await goOn(path, 0, png(20_000));
    // Its parts went by the bucket's own rule.
    const gone = [...s3.uploads].find(([, { name }]) => name === nameOf(dropped))!;
    s3.uploads.delete(gone[0]);
    // As a version before left them.
    const former = "0123456789abcdef0123456789abcdef";
    for (const name of [`${former}.info`, `${former}.part`, "somebody-elses.info"])
      s3.objects.set(name, { body: Buffer.from("{}"), headers: {}, modified: Date.now() });
    s3.age(2 * DAY_MS);
    await goOn(large, 0, png(6 * MIB));
    await goOn(small, 0, png(20_000));
    const fresh = await begin(50_000);
    await cleanUp();
    expect(arriving()).toEqual(
      [
        "somebody-elses.info",
        `${nameOf(large)}.info`,
        `${nameOf(small)}.info`,
        `${nameOf(small)}.part`,
        `${nameOf(fresh)}.info`,
      ].sort(),
    );
    expect([...s3.uploads.values()].map(({ name }) => name).sort()).toEqual([large, small, fresh].map(nameOf).sort());
    expect(await Promise.all([left, large, small, fresh].map(offsetOf))).toEqual([404, 6 * MIB, 20_000, 0]);
  });
});

it("keeps what came before a line broke, however small it was", async () => {
  const bytes = png(50_000);
  const path = await begin(bytes.length);
  await goOn(path, 0, bytes.subarray(0, 10_000));
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(bytes.subarray(10_000, 35_000))),
    pull: (controller) => controller.error(new Error("The line broke")),
  });
  await receiveUpload(
    {
      method: "PATCH",
      url: `https://proofline.test${path}`,
      headers: {
        "Tus-Resumable": "1.0.0",
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": "10000",
      },
      body: broken,
    },
    { shopId, memberId: ana.memberId },
  );
  expect(await offsetOf(path)).toBe(35_000);
  await goOn(path, 35_000, bytes.subarray(35_000));
  expect(await listUploads({ shopId, actor: ana })).toContainEqual(expect.objectContaining({ bytes: bytes.length }));
});

it("keeps a customer's photos for their form, finds them by their order, and lets the oldest go for the thirty-first", async () => {
  const order = await makeOrder(shopId, { step: "photo_issue" });
  const { id: reasonId } = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });
  await db().issue.create({ data: { shopId, itemId: order.itemIds[0]!, reasonId } });
  const token = await linkOf(shopId, order.orderId);
  const photo = await jpeg(900, 600);
  const ask = async (method: string, at: string, headers: Record<string, string>, body?: Buffer) => {
    const url = `https://proofline.test${at}`;
    const stream = body ? new Blob([new Uint8Array(body)]).stream() : null;
    const asked = { method, url, headers: { "tus-resumable": "1.0.0", ...headers }, body: stream };
    return (await receivePhotoUpload(asked, token))!;
  };
  const bytesAt = (offset: number) => ({
    "content-type": "application/offset+octet-stream",
    "upload-offset": String(offset),
  });
  const start = async (first: Buffer) => {
    const headers = { "upload-length": String(photo.length), ...bytesAt(0) };
    return (await ask("POST", "/customer/uploads", headers, first)).headers.location!;
  };
  const path = await start(photo.subarray(0, 1_000));
  expect((await ask("PATCH", path, bytesAt(1_000), photo.subarray(1_000))).status).toBe(204);
  s3.age(60_000);
  for (let count = 0; count < 29; count += 1) await start(photo.subarray(0, 100));
  expect((await ask("HEAD", path, {})).headers["upload-offset"]).toBe(String(photo.length));
  const form = new FormData();
  const target = `${order.itemIds[0]}:0`;
  for (const [name, value] of Object.entries({ token, actId: crypto.randomUUID(), target, uploads: path.slice(-32) }))
    form.set(name, value);
  const request = new Request("https://proofline.test/customer/photo", { method: "POST", body: form });
  const sent = { contentType: request.headers.get("Content-Type"), body: request.body };
  expect(await receiveCustomerPhoto(sent)).toContain("said=photo");
  expect((await ask("HEAD", path, {})).status).toBe(404);
  expect(arriving().filter((name) => name.endsWith(".info"))).toHaveLength(29);
  for (let count = 0; count < 3; count += 1) await start(photo.subarray(0, 100));
  expect(arriving().filter((name) => name.endsWith(".info"))).toHaveLength(30);
});

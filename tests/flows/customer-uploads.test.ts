// A customer's photos come one by one, each going on where it was cut off, and one small form says what they are for.
import { randomUUID } from "node:crypto";
import { readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { PHOTO_LIMITS, PHOTO_PROBLEM_WORDS } from "../../app/domain/intake/photo-problems.ts";
import { forgetCustomer } from "../../app/services/shop/forget-customer.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { jpeg } from "./intake.ts";
import { makeOrder, makeShop, stepsOf } from "./shop.ts";
import { formWith, linkOf, openLink, sendPart, sendPhotos } from "./storefront.ts";

const BYTES = { "content-type": "application/offset+octet-stream" };
const folder = () => join(process.env.STORAGE_URL!.slice("file:".length), "arriving");

let shopId: string;
let reasonId: string;
let domain: string;
let order: { orderId: string; itemIds: string[] };
let token: string;
let form: URLSearchParams;
let photo: Buffer;

beforeEach(async () => {
  for (const name of await readdir(folder()).catch(() => [])) await rm(join(folder(), name));
  ({ shopId, domain, reasonId } = await makeShop());
  photo = await jpeg(1_200, 800);
  ({ order, token, form } = await asked());
});

/** An order whose customer is asked for a new photo, with its link and its form. */
async function asked() {
  const made = await makeOrder(shopId, { step: "photo_issue", customerShopifyId: "77" });
  await db().issue.create({ data: { shopId, itemId: made.itemIds[0]!, reasonId } });
  const link = await linkOf(shopId, made.orderId);
  return { order: made, token: link, form: formWith((await openLink(domain, link)).text, "Send the new photo") };
}

const tus = (
  method: string,
  path: string,
  { as = token, ...sent }: { as?: string; headers?: Record<string, string>; body?: Buffer | ReadableStream } = {},
) => sendPart(method, path, as, sent);

const named = (name: string) => ({ "upload-metadata": `filename ${Buffer.from(name).toString("base64")}` });
const begin = (size: number, first?: Buffer, as = token) =>
  tus("POST", "/customer/uploads", {
    as,
    headers: { "upload-length": String(size), ...named("Rex.jpg"), ...(first ? BYTES : {}) },
    ...(first ? { body: first } : {}),
  });
const goOn = (path: string, offset: number, body: Buffer, as = token) =>
  tus("PATCH", path, { as, headers: { ...BYTES, "upload-offset": String(offset) }, body });
const offsetOf = async (path: string, as = token) => {
  const { status, headers } = await tus("HEAD", path, { as });
  return status === 200 ? Number(headers.get("upload-offset")) : status;
};
const idOf = (path: string) => path.split("/").at(-1)!;

/** Sends a photo whole; gives where it lies. */
async function sent(bytes = photo, as = token): Promise<string> {
  const made = await begin(bytes.length, undefined, as);
  const path = made.headers.get("location")!;
  expect((await goOn(path, 0, bytes, as)).status).toBe(204);
  return path;
}

/** The small form that names what was sent. */
async function claim(paths: readonly string[], by = form): Promise<string> {
  const fields = new URLSearchParams(by);
  fields.set("uploads", paths.map(idOf).join(","));
  return (await sendPhotos(fields, [])).led!.search;
}

const photos = () => db().photo.findMany({ where: { shopId }, orderBy: [{ version: "asc" }, { position: "asc" }] });

describe("a photo on its way", () => {
  it("goes on where it was cut off, and takes its place when the form names it", async () => {
    const made = await begin(photo.length, photo.subarray(0, 2_000));
    expect([made.status, made.headers.get("upload-offset")]).toEqual([201, "2000"]);
    const path = made.headers.get("location")!;
    expect(path).toMatch(/^\/customer\/uploads\/[0-9a-fx]{32}$/);
    await goOn(path, 2_000, photo.subarray(2_000, 4_000));
    expect(await offsetOf(path)).toBe(4_000);
    expect(await claim([path]), "before it is whole").toBe("?problem=gone&file=1");
  });

  it("keeps what came before the line broke", async () => {
    const path = (await begin(photo.length)).headers.get("location")!;
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(photo.subarray(0, 4_500))),
      pull: (controller) => controller.error(new Error("The line broke")),
    });
    await tus("PATCH", path, { headers: { ...BYTES, "upload-offset": "0" }, body: broken });
    expect(await offsetOf(path)).toBe(4_500);
    expect((await goOn(path, 4_500, photo.subarray(4_500))).status).toBe(204);
    expect(await claim([path])).toBe(`?said=photo&act=${form.get("actId")}`);
    expect(await stepsOf(shopId, order.orderId)).toEqual(["photo_review"]);
    const came = { version: 2, originalName: "Rex.jpg", suppliedBy: "customer", bytes: BigInt(photo.length) };
    expect((await photos()).at(-1)).toMatchObject(came);
    expect(await offsetOf(path), "nothing is left").toBe(404);
  });

  it("that has arrived is not looked into again for a part of no bytes", async () => {
    const path = await sent();
    // What would be refused now, were it opened again.
    await writeFile(join(folder(), idOf(path)), Buffer.alloc(photo.length));
    expect((await goOn(path, photo.length, Buffer.alloc(0))).status).toBe(204);
    expect((await goOn(path, 0, photo)).status).toBe(409);
  });

  it("may be watched by a script of the shop's site", async () => {
    const before = await tus("OPTIONS", "/customer/uploads", { as: "" });
    expect(before.status).toBe(204);
    expect(before.headers.get("access-control-allow-headers")).toContain("Upload-Offset");
    expect(before.headers.get("access-control-allow-methods")).toContain("PATCH");
    for (const answer of [await begin(10), await begin(10, undefined, "unknown"), await begin(0)]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-expose-headers")).toContain("Location");
    }
  });

  it("is refused where the token opens no order", async () => {
    for (const as of ["", "x", "A".repeat(43), "../../etc/passwd"])
      expect((await begin(photo.length, undefined, as)).status, as).toBe(403);
    expect(await readdir(folder()).catch(() => [])).toEqual([]);
  });

  it("is nobody else's, another customer's of the same shop neither", async () => {
    const other = await asked();
    const path = (await begin(photo.length, photo.subarray(0, 2_000))).headers.get("location")!;
    for (const method of ["HEAD", "DELETE"])
      expect((await tus(method, path, { as: other.token })).status, method).toBe(404);
    expect((await goOn(path, 2_000, photo.subarray(2_000), other.token)).status).toBe(404);
    // What follows a question mark is no part of the name.
    const own = (await begin(photo.length, undefined, other.token)).headers.get("location")!;
    const beside = `${own}?of=/${idOf(path)}`;
    expect(await offsetOf(beside, other.token)).toBe(0);
    expect((await goOn(beside, 2_000, photo.subarray(2_000), other.token)).status).toBe(409);
    expect((await tus("DELETE", beside, { as: other.token })).status).toBe(204);
    expect(await offsetOf(own, other.token)).toBe(404);
    expect(await offsetOf(path)).toBe(2_000);
    await goOn(path, 2_000, photo.subarray(2_000));
    expect(await claim([path], other.form)).toBe("?problem=gone&file=1");
    expect(await stepsOf(shopId, other.order.orderId)).toEqual(["photo_issue"]);
    expect(await claim([path]), "and stays their own").toContain("said=photo");
  });
});

describe("what is no photo is told at once", () => {
  const video = Buffer.concat([Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1")]);
  const zip = Buffer.from("PK\x03\x04\x14\0\x06\0word/document.xml", "latin1");
  const padded = (head: Buffer, size: number) => Buffer.concat([head, Buffer.alloc(size, 0x5a)]).subarray(0, size);
  it.each([
    ["a byte", Buffer.from("x"), 1],
    ["300 KB of a film", padded(video, 300_000), 300_000],
    ["a film of 50 MB, by its first bytes", padded(video, 65_536), 50_000_000],
    ["an archive", padded(zip, 20_000), 20_000],
  ])("%s", async (_what, first, size) => {
    const answer = await begin(size, first);
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { problem: "not_an_image", sentence: PHOTO_PROBLEM_WORDS.not_an_image },
    ]);
    expect(await readdir(folder()).catch(() => [])).toEqual([]);
    const path = (await begin(size)).headers.get("location")!;
    expect((await goOn(path, 0, first)).status, "in a request of its own").toBe(422);
    expect(await offsetOf(path)).toBe(404);
  });

  it.each([
    ["an empty file", 0, 422, "empty"],
    ["one of more than 50 MB", PHOTO_LIMITS.maxBytes + 1, 413, "too_large"],
  ])("%s, before a byte is sent", async (_what, size, status, problem) => {
    const answer = await begin(size);
    expect([answer.status, await answer.json()]).toMatchObject([status, { problem }]);
  });

  it("a photo that cannot be opened, when it has arrived", async () => {
    const damaged = padded(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 9_000);
    for (const whole of [true, false]) {
      const made = await begin(damaged.length, whole ? damaged : damaged.subarray(0, 10));
      const answer = whole ? made : await goOn(made.headers.get("location")!, 10, damaged.subarray(10));
      expect([answer.status, await answer.json()]).toMatchObject([422, { problem: "unreadable" }]);
    }
    expect(await readdir(folder())).toEqual([]);
  });

  it("though its first bytes came one by one", async () => {
    const text = Buffer.from("This is my photo");
    const path = (await begin(text.length, text.subarray(0, 1))).headers.get("location")!;
    const answer = await goOn(path, 1, text.subarray(1));
    expect([answer.status, await answer.json()]).toMatchObject([422, { problem: "not_an_image" }]);
  });
});

describe("the form that names what was sent", () => {
  it("counts once, however often it comes, and leads to the same page", async () => {
    const paths = [await sent(), await sent(await jpeg(500, 500))];
    const thanks = `?said=photo&act=${form.get("actId")}`;
    expect(await Promise.all([claim(paths), claim(paths)])).toEqual([thanks, thanks]);
    expect(await claim(paths)).toBe(thanks);
    expect((await photos()).slice(1).map(({ version, position }) => [version, position])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(await readdir(folder())).toEqual([]);
  });

  it("puts them in its own order, not in that of their coming", async () => {
    const [small, large] = [await jpeg(300, 300), photo];
    const [first, second] = [await sent(large), await sent(small)];
    await claim([second, first]);
    expect((await photos()).slice(1).map(({ bytes }) => Number(bytes))).toEqual([small.length, large.length]);
  });

  it("names at most ten, and at least one", async () => {
    const path = await sent();
    expect(await claim(Array.from({ length: 11 }, () => path))).toBe("?problem=too_many&file=0");
    expect(await claim([])).toBe("?problem=no_file&file=0");
    expect(await photos()).toHaveLength(1);
  });

  it("names only what is there: not what never was, nor another's, nor anything but a name", async () => {
    const good = await sent();
    for (const id of ["0".repeat(32), "../../etc/passwd", "x", randomUUID()])
      expect(await claim([good, id]), id).toBe("?problem=gone&file=2");
    expect(await stepsOf(shopId, order.orderId)).toEqual(["photo_issue"]);
    expect(await offsetOf(good), "the good one is kept").toBe(photo.length);
  });

  it("keeps none that cannot be used after all, so that it is sent anew, and the others", async () => {
    const [good, spoiled] = [await sent(), await sent(await jpeg(500, 500))];
    await writeFile(join(folder(), idOf(spoiled)), Buffer.alloc((await jpeg(500, 500)).length, 0x5a));
    expect(await claim([good, spoiled])).toBe("?problem=not_an_image&file=2");
    expect([await offsetOf(good), await offsetOf(spoiled)]).toEqual([photo.length, 404]);
  });

  it("from a page that is out of date takes nothing, says so, and what was sent is not lost", async () => {
    await sendPhotos(form, [{ name: "1.jpg", bytes: photo }]);
    form.set("actId", randomUUID());
    const path = await sent();
    expect(await claim([path])).toBe("?problem=changed");
    expect(await photos()).toHaveLength(2);
    expect(await offsetOf(path)).toBe(photo.length);
  });
});

describe("what nobody goes on with", () => {
  it("is at most thirty photos of an order; one more, and the one that lay longest goes", async () => {
    const paths: string[] = [];
    for (let count = 0; count < 31; count += 1) {
      const path = (await begin(photo.length, photo.subarray(0, 2_000))).headers.get("location")!;
      // Each a minute younger than the one before it.
      const time = new Date(Date.now() - (60 - count) * 60_000);
      await utimes(join(folder(), idOf(path)), time, time);
      paths.push(path);
    }
    expect(await Promise.all(paths.slice(0, 3).map((path) => offsetOf(path)))).toEqual([404, 2_000, 2_000]);
    expect(await offsetOf(paths.at(-1)!)).toBe(2_000);
    const lying = async () => (await readdir(folder())).filter((name) => !name.endsWith(".json")).length;
    expect(await lying()).toBe(30);
    await Promise.all(paths.map(() => begin(photo.length)));
    expect(await lying(), "begun at once too").toBeLessThanOrEqual(30);
  });

  it("is cleared away in the night after a day, arrived or not", async () => {
    const [arrived, cut, young] = [
      await sent(),
      (await begin(photo.length, photo.subarray(0, 2_000))).headers.get("location")!,
      await sent(),
    ];
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
    for (const path of [arrived, cut])
      for (const name of [idOf(path), `${idOf(path)}.json`]) await utimes(join(folder(), name), twoDaysAgo, twoDaysAgo);
    await cleanUp();
    expect(await Promise.all([arrived, cut, young].map((path) => offsetOf(path)))).toEqual([404, 404, photo.length]);
    expect(await claim([arrived])).toBe("?problem=gone&file=1");
    expect((await openLink(domain, token, { problem: "gone", file: "1" })).text).toContain(
      "File 1: It is not here any more",
    );
  });

  it("goes when its customer is forgotten, and nobody else's does", async () => {
    await sent();
    const other = await makeOrder(shopId, { step: "photo_issue" });
    const otherToken = await linkOf(shopId, other.orderId);
    const theirs = await sent(photo, otherToken);
    await forgetCustomer({ shopId, shopifyCustomerId: "77", shopifyOrderIds: [] });
    expect((await readdir(folder())).filter((name) => !name.endsWith(".json"))).toEqual([idOf(theirs)]);
  });
});

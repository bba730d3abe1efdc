// Whatever a stranger sends to a door for files, of any size and however slowly, is answered with a sentence, and no door hangs.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { jpeg } from "./intake.ts";
import { makeOrder } from "./shop.ts";
import { linkOf } from "./storefront.ts";
import { bytesOf, formOf, sendAsBrowser, serveDoors, type Answered, type Web } from "./web.ts";

const VIDEO = Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", "latin1");
const KINDS: [string, string, Buffer][] = [
  ["a video", "holiday.mp4", VIDEO],
  ["a document", "photos.docx", Buffer.from("PK\x03\x04\x14\0\x06\0word/document.xml", "latin1")],
  ["text", "photo.jpg", Buffer.from("This is my photo")],
];
const SIZES: [string, number][] = [
  ["1 byte", 1],
  ["300 KB", 300_000],
  ["5 MB", 5_000_000],
  ["100 MB", 100_000_000],
];

let web: Web;
let order: { orderId: string; itemIds: string[] };
let token: string;
beforeAll(async () => {
  web = await serveDoors(3_000);
  const { shopId } = web.cast;
  order = await makeOrder(shopId, { step: "photo_issue" });
  const { id: reasonId } = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });
  await db().issue.create({ data: { shopId, itemId: order.itemIds[0]!, reasonId } });
  token = await linkOf(shopId, order.orderId);
});
afterAll(() => web.stop());

const bearer = (role: "manager" | "artist") => ({
  authorization: web.cast.first[role].ask("/app").headers.get("authorization")!,
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
});

type File = { name: string; head: Buffer; bytes: number };
type Form = { path: string; fields: () => Record<string, string>; headers?: () => Record<string, string> };
const target = () => `${order.itemIds[0]}:0`;
const customer = () => ({ token, pathPrefix: "/apps/proofline", actId: randomUUID(), target: target() });
const FORMS: Record<string, Form> = {
  "the customer's page": { path: "/customer/photo", fields: customer, headers: () => ({ accept: "application/json" }) },
  "the customer's page without scripts": { path: "/customer/photo", fields: customer },
  "a link that opens nothing": { path: "/customer/photo", fields: () => ({ ...customer(), token: "A".repeat(43) }) },
  "a manager's replacing of a photo": {
    path: "/app/replace-photo",
    fields: () => ({ actId: randomUUID(), target: target(), note: "By mail" }),
    headers: () => bearer("manager"),
  },
  "nobody's replacing of a photo": { path: "/app/replace-photo", fields: () => ({ actId: randomUUID() }) },
  "the replacing of an artfile": {
    path: "/app/replace-artfile",
    fields: () => ({ actId: randomUUID(), itemId: order.itemIds[0]! }),
    headers: () => bearer("manager"),
  },
  "an artist's form": { path: "/artfiles/upload", fields: () => ({}), headers: () => bearer("artist") },
};

// Each from an address of its own, as a machine in front of us tells it: who comes with many wrong links is told to wait.
let asked = 0;
const from = () => ({ "x-forwarded-for": `203.0.113.${(asked += 1) % 250}` });

function sendForm({ path, fields, headers }: Form, file: File): Promise<Answered> {
  const { type, length, body } = formOf(fields(), file);
  return sendAsBrowser(web.port, { path, headers: { ...from(), ...headers?.(), "content-type": type }, length, body });
}

const RIGHT: Record<string, RegExp> = {
  "the customer's page": /"goTo":"[^"]*problem=(not_an_image|too_large|empty)/,
  "the customer's page without scripts": /\r\nlocation: [^\r]*problem=(not_an_image|too_large|empty)/i,
  "a link that opens nothing": /does not open an order any more/,
  "a manager's replacing of a photo": /File 1: It is (not a photo|larger)/,
  "nobody's replacing of a photo": /HTTP\/1.1 302[^]*auth/,
  "the replacing of an artfile": /"kind":"wrong"|"kind":"act"/,
  "an artist's form": /"state":"refused"/,
};

describe.each(Object.keys(FORMS))("%s", (name) => {
  it.each(SIZES)("answers %s of whatever kind", async (_size, bytes) => {
    for (const [what, fileName, head] of bytes > 1_000_000 ? KINDS.slice(0, 1) : KINDS) {
      const answer = await sendForm(FORMS[name]!, { name: fileName, head, bytes });
      expect({ what, said: answer && answer.headers + answer.text }).toEqual({
        what,
        said: expect.stringMatching(RIGHT[name]!) as string,
      });
    }
  });

  it.skipIf(/artfile|artist/.test(name))("says what is wrong while most of it is still to come", async () => {
    const { type, length, body } = formOf(FORMS[name]!.fields(), { name: "a.mp4", head: VIDEO, bytes: 5_000_000 });
    const heldBack = (async function* () {
      const pieces = [...body];
      yield* pieces.slice(0, 4);
      await wait(1_500);
      yield* pieces.slice(4);
    })();
    const headers = { ...from(), ...FORMS[name]!.headers?.(), "content-type": type };
    const answer = await sendAsBrowser(web.port, { path: FORMS[name]!.path, headers, length, body: heldBack });
    expect(answer && answer.headers + answer.text).toMatch(RIGHT[name]!);
    expect(answer?.firstMs).toBeLessThan(1_500);
  });

  it("forgets one who leaves in the middle, and takes the next one", async () => {
    const { type, length, body } = formOf(FORMS[name]!.fields(), { name: "a.jpg", head: await jpeg(), bytes: 400_000 });
    const half = [...body].slice(0, 4);
    const headers = { ...from(), ...FORMS[name]!.headers?.(), "content-type": type };
    await sendAsBrowser(web.port, { path: FORMS[name]!.path, headers, length, body: half, leaves: true });
    // Its length is kept, and the form in it is not whole.
    const said = await sendAsBrowser(web.port, {
      path: FORMS[name]!.path,
      headers,
      length: Buffer.concat(half).length,
      body: half,
    });
    expect(said && said.status).toBeLessThan(500);
    expect(said && said.status).toBeGreaterThan(199);
  });
});

describe("an artist's upload in parts", () => {
  const tus = (method: string, path: string, length: number, body: Iterable<Buffer>, more: Record<string, string>) =>
    sendAsBrowser(web.port, {
      method,
      path,
      length,
      body,
      headers: { ...bearer("artist"), "tus-resumable": "1.0.0", ...more },
    });

  it.each(SIZES)("of %s arrives, and its list says that it is no artfile", async (_size, bytes) => {
    const named = `filename ${Buffer.from(`${bytes}.mp4`).toString("base64")}`;
    const made = await tus("POST", "/uploads", 0, [], { "upload-length": String(bytes), "upload-metadata": named });
    expect(made?.status).toBe(201);
    const path = /\r\nlocation: (\S+)/i.exec(made!.headers)![1]!;
    const part = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
    expect((await tus("PATCH", path, bytes, bytesOf(VIDEO, bytes), part))?.status).toBe(204);
    const upload = await db().upload.findFirstOrThrow({ where: { shopId: web.cast.shopId, fileName: `${bytes}.mp4` } });
    expect(JSON.stringify(upload.refusal)).toContain("none of the kinds we accept");
  });

  it.each(SIZES)("of %s that nobody began, or that nobody may send, is refused", async (_size, bytes) => {
    const part = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
    const unknown = `/uploads/${"0".repeat(32)}`;
    expect((await tus("PATCH", unknown, bytes, bytesOf(VIDEO, bytes), part))?.status).toBe(404);
    const nobodys = { ...part, authorization: "Bearer none" };
    expect((await tus("PATCH", unknown, bytes, bytesOf(VIDEO, bytes), nobodys))?.status).toBeLessThan(500);
    expect((await tus("PUT", unknown, bytes, bytesOf(VIDEO, bytes), part))?.status).toBe(405);
  });
});

describe("a customer's upload in parts", () => {
  const tus = (method: string, path: string, length: number, body: Iterable<Buffer>, more: Record<string, string>) =>
    sendAsBrowser(web.port, {
      method,
      path,
      length,
      body,
      headers: { authorization: `Bearer ${token}`, "tus-resumable": "1.0.0", ...more },
    });
  const part = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };

  it.each(SIZES)(
    "of %s of whatever kind is refused with a sentence, by its first part or whole",
    async (_size, bytes) => {
      for (const [what, , head] of KINDS) {
        const first = Math.min(bytes, 65_536);
        const said = { "upload-length": String(bytes), "content-type": part["content-type"] };
        const answer = await tus("POST", "/customer/uploads", first, bytesOf(head, first), said);
        expect([what, answer?.status]).toEqual([what, bytes > 50 * 1024 * 1024 ? 413 : 422]);
        expect(answer?.text).toMatch(/"sentence":"It is (not a photo|larger than 50 MB)/);
      }
      const most = Math.min(bytes, 5_000_000);
      const made = await tus("POST", "/customer/uploads", 0, [], { "upload-length": String(most) });
      const path = /\r\nlocation: (\S+)/i.exec(made!.headers)![1]!;
      expect((await tus("PATCH", path, most, bytesOf(VIDEO, most), part))?.text).toContain("It is not a photo");
      expect((await tus("HEAD", path, 0, [], {}))?.status).toBe(404);
    },
  );

  it.each(SIZES.slice(0, 3))("of %s by a link that opens nothing is refused", async (_size, bytes) => {
    const unknown = { ...from(), ...part, authorization: `Bearer ${"A".repeat(43)}` };
    const answer = await tus("PATCH", `/customer/uploads/${"0".repeat(32)}`, bytes, bytesOf(VIDEO, bytes), unknown);
    expect(answer?.status).toBe(403);
  });
});

describe("a slow line", () => {
  async function* slowly(body: Iterable<Buffer>, pieces: number, pauseMs: number) {
    const whole = Buffer.concat([...body]);
    const size = Math.ceil(whole.length / pieces);
    for (let at = 0; at < whole.length; at += size) {
      yield whole.subarray(at, at + size);
      await wait(pauseMs);
    }
  }

  it("may take longer than any pause between two of its bytes", async () => {
    const photo = await jpeg();
    const { type, length, body } = formOf(customer(), { name: "slow.jpg", head: photo, bytes: photo.length });
    const said = await sendAsBrowser(web.port, {
      path: "/customer/photo",
      headers: { "content-type": type },
      length,
      body: slowly(body, 8, 800),
    });
    expect(said?.headers).toMatch(/location: [^\r]*said=photo/i);
  });

  it("that falls silent is ended", async () => {
    const { type, length } = formOf(customer(), { name: "slow.jpg", head: VIDEO, bytes: 1_000 });
    const said = sendAsBrowser(web.port, {
      path: "/customer/photo",
      headers: { "content-type": type },
      length,
      body: [Buffer.from("--")],
    });
    expect(await said).toBeNull();
  });
});

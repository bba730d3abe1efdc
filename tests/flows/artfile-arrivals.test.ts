// A file on its way in arrives once, whole, and only for whoever sent it, over a bad line too.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { dropUploads, matchUpload } from "../../app/adapters/rows/items/uploads.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { assignUpload } from "../../app/services/artfiles/assign-upload.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { cleanUpUploads } from "../../app/services/upkeep/clean-up-uploads.ts";
import { commitArtfiles } from "../../app/services/artfiles/commit-artfiles.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { receiveArtfiles } from "../../app/services/artfiles/receive-artfiles.ts";
import { receiveItemArtfile } from "../../app/services/artfiles/receive-item-artfile.ts";
import { receiveUpload } from "../../app/services/artfiles/receive-upload.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { pngOf } from "./pictures.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let ana: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
});

const order = (items = 1) => makeOrder(shopId, { items, step: "artwork", assign: { artist: ana } });
const upload = (fileName: string, bytes: Buffer = pngOf(fileName)) =>
  uploadArtfile({ shopId, actor: ana, fileName, body: Readable.from([bytes]) });
const update = (more: object = {}) => commitArtfiles({ shopId, actor: ana, actId: randomUUID(), ...more });

const tus = (method: string, path: string, headers: Record<string, string>, body?: Buffer, memberId = ana.memberId) =>
  receiveUpload(
    {
      method,
      url: `https://proofline.test${path}`,
      headers: { "tus-resumable": "1.0.0", ...headers },
      body: body ? new Blob([new Uint8Array(body)]).stream() : null,
    },
    { shopId, memberId },
  );

async function fileNames(itemIds: readonly string[]): Promise<string[]> {
  const rows = await db().item.findMany({ where: { shopId, id: { in: [...itemIds] } }, orderBy: { number: "asc" } });
  return rows.map((row) => row.fileName);
}

describe("an artfile on its way in", () => {
  it("comes through a plain form as well", async () => {
    const { itemIds } = await order();
    const form = new FormData();
    form.append("files", new Blob([new Uint8Array(pngOf("a"))]), `${(await fileNames(itemIds))[0]}.png`);
    form.append("files", new Blob([new Uint8Array(pngOf("b"))]), "日本 holiday.png");
    const { headers, body } = new Request("https://proofline.test/artfiles/upload", { method: "POST", body: form });
    const received = await receiveArtfiles({ contentType: headers.get("Content-Type"), body }, { shopId, actor: ana });
    expect(received?.uploads.map(({ fileName, state }) => [fileName, state])).toEqual([
      [expect.stringMatching(/\.png$/), "matched"],
      ["日本 holiday.png", "refused"],
    ]);
  });

  it("goes on where it was cut off, and only for whoever began it", async () => {
    const { itemIds } = await order();
    const bytes = pngOf("x".repeat(50_000));
    const metadata = [
      ["filename", `${(await fileNames(itemIds))[0]}.png`],
      ["owner", `${shopId}/someone-else`],
    ]
      .map(([key, value]) => `${key} ${Buffer.from(value!).toString("base64")}`)
      .join(",");
    const made = await tus("POST", "/uploads", { "Upload-Length": String(bytes.length), "Upload-Metadata": metadata });
    expect(made.status).toBe(201);
    const path = made.headers.location!;
    const patch = { "Content-Type": "application/offset+octet-stream" };
    expect((await tus("PATCH", path, { ...patch, "Upload-Offset": "0" }, bytes.subarray(0, 20_000))).status).toBe(204);
    expect((await tus("HEAD", path, {})).headers["upload-offset"]).toBe("20000");
    expect((await tus("HEAD", path, {}, undefined, randomUUID())).status).toBe(404);
    expect((await tus("GET", path, {})).status).toBe(405);
    expect((await tus("PATCH", path, { ...patch, "Upload-Offset": "20000" }, bytes.subarray(20_000))).status).toBe(204);
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ state: "matched", bytes: bytes.length }]);
  });

  it("is handed over when it is asked for, where the server died between its last byte and that", async () => {
    const { itemIds } = await order();
    const bytes = pngOf("died");
    const metadata = `filename ${Buffer.from(`${(await fileNames(itemIds))[0]}.png`).toString("base64")}`;
    const made = await tus("POST", "/uploads", { "upload-length": String(bytes.length), "upload-metadata": metadata });
    const path = made.headers.location!;
    const folder = join(process.env.STORAGE_URL!.slice("file:".length), "arriving");
    await writeFile(join(folder, path.split("/").at(-1)!), bytes);
    const answers = await Promise.all([tus("HEAD", path, {}), tus("HEAD", path, {})]);
    for (const { status, headers } of answers)
      expect([status, headers["upload-offset"], headers["upload-length"]]).toEqual([
        204,
        String(bytes.length),
        String(bytes.length),
      ]);
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ state: "matched", bytes: bytes.length }]);
    expect((await tus("HEAD", path, {})).status, "it is not there any more").toBe(404);
  });

  it("sent again because the last answer was lost is one file, not two", async () => {
    const { itemIds } = await order();
    const [name] = await fileNames(itemIds);
    for (const fileName of [`${name}.png`, "holiday.png"]) {
      const [one, again] = [await upload(fileName), await upload(fileName)];
      expect(again).toEqual({ ...one, refusal: again.refusal });
      expect(await storage().head(one.file.storageKey)).not.toBeNull();
    }
    expect(await listUploads({ shopId, actor: ana })).toHaveLength(2);
    const kept: string[] = [];
    for await (const key of storage().list(`${shopId}/artfile`)) kept.push(key);
    expect(kept).toHaveLength(2);
    await update();
    await upload(`${name}.png`);
    expect((await listUploads({ shopId, actor: ana })).map(({ fileName }) => fileName)).toEqual([
      "holiday.png",
      `${name}.png`,
    ]);
  });

  it("refused before its item was assigned is matched when it is sent again; one given to an item by hand stays there", async () => {
    const { itemIds } = await order(2);
    const [name, other] = await fileNames(itemIds);
    await db().assignment.deleteMany({ where: { shopId } });
    const first = await upload(`${name}.png`);
    await db().assignment.create({
      data: {
        shopId,
        orderId: (await db().item.findFirstOrThrow({ where: { shopId } })).orderId,
        role: "artist",
        memberId: ana.memberId,
      },
    });
    expect([first.state, await upload(`${name}.png`)]).toMatchObject([
      "refused",
      { id: first.id, state: "matched", itemId: itemIds[0], refusal: null },
    ]);
    const byHand = await upload("holiday.png");
    await assignUpload({ shopId, actor: ana, uploadId: byHand.id, itemId: itemIds[1]! });
    expect([other, await upload("holiday.png")]).toMatchObject([
      other,
      { id: byHand.id, state: "matched", itemId: itemIds[1] },
    ]);
  });

  it("that Update has committed keeps its bytes, though another file takes its place at that moment", async () => {
    const { itemIds } = await order();
    const seen = await upload(`${(await fileNames(itemIds))[0]}.png`);
    await update();
    expect(await inTransaction((tx) => dropUploads(tx, shopId, [seen]))).toEqual([]);
    expect(
      await inTransaction((tx) => matchUpload(tx, shopId, seen.id, { itemId: itemIds[0]!, refusal: null })),
    ).toBeNull();
  });

  it("cut off and never gone on with is cleared away after a day", async () => {
    const begin = () =>
      receiveUpload(
        {
          method: "POST",
          url: "https://proofline.test/uploads",
          headers: { "Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": "" },
          body: null,
        },
        { shopId, memberId: ana.memberId },
      );
    const [old, young] = (await Promise.all([begin(), begin()])).map((answer) =>
      answer.headers.location!.split("/").at(-1)!,
    );
    const folder = join(process.env.STORAGE_URL!.slice("file:".length), "arriving");
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
    for (const name of [old!, `${old}.json`, `${young}.json`]) await utimes(join(folder, name), twoDaysAgo, twoDaysAgo);
    const halfWritten = join(folder, "..", "coming", "left-by-a-crash");
    await mkdir(join(halfWritten, ".."), { recursive: true });
    await writeFile(halfWritten, "half");
    await utimes(halfWritten, twoDaysAgo, twoDaysAgo);
    await cleanUp();
    expect((await readdir(folder)).filter((name) => name.startsWith(old!))).toEqual([]);
    await expect(stat(halfWritten)).rejects.toThrow("ENOENT");
    expect((await readdir(folder)).filter((name) => name.startsWith(young!)).sort()).toEqual([young, `${young}.json`]);
  });

  it("is removed after seven days when Update never came, and kept when it did", async () => {
    const { itemIds } = await order();
    await upload(`${(await fileNames(itemIds))[0]}.png`);
    await update();
    const forgotten = await upload("holiday.png");
    await db()
      .$executeRaw`UPDATE "Upload" SET "createdAt" = now() - interval '8 days' WHERE "shopId" = ${shopId}::uuid`;
    const recent = await upload("weekend.png");
    await db().$executeRaw`UPDATE "Upload" SET "createdAt" = now() - interval '6 days' WHERE id = ${recent.id}::uuid`;
    await cleanUpUploads();
    expect(await db().upload.findMany({ where: { shopId } })).toMatchObject([{ id: recent.id }]);
    expect(await storage().head(recent.file.storageKey)).not.toBeNull();
    expect(await storage().head(forgotten.file.storageKey)).toBeNull();
    expect(
      await storage().head((await db().artfile.findFirstOrThrow({ where: { shopId } })).storageKey),
    ).not.toBeNull();
  });
});

describe("a picture that cannot be opened", () => {
  const damaged = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(4_000, 0x5a)]);

  it("is refused when it arrives, whatever its name, and cannot be given to an item by hand", async () => {
    const { itemIds } = await order();
    const [name] = await fileNames(itemIds);
    const noise = { type: "gaussian" as const, mean: 128, sigma: 50 };
    const picture = sharp({ create: { width: 300, height: 300, channels: 3, background: "#888", noise } });
    const [jpeg, tiff, webp] = [
      await picture.jpeg().toBuffer(),
      await picture.tiff().toBuffer(),
      await picture.webp().toBuffer(),
    ];
    const broken: [string, Buffer, RegExp][] = [
      ["png", damaged(pngOf("")), /damaged/],
      ["jpg", jpeg.subarray(0, jpeg.length / 2), /A part of the picture is missing/],
      ["tif", tiff.subarray(0, 2_000), /damaged/],
      ["webp", damaged(webp), /damaged/],
    ];
    for (const [extension, bytes, why] of broken) {
      const one = await upload(`${name}.${extension}`, bytes);
      expect([extension, one.state, one.refusal?.sentences.join()]).toEqual([
        extension,
        "refused",
        expect.stringMatching(why),
      ]);
      expect(await assignUpload({ shopId, actor: ana, uploadId: one.id, itemId: itemIds[0]! })).toEqual({
        refused: "useless_file",
      });
    }
    expect((await update()).outcome.moved).toEqual([]);
    for (const [extension, bytes] of [
      ["jpeg", jpeg],
      ["tiff", tiff],
    ] as const)
      expect((await upload(`${name}.${extension}`, bytes)).refusal?.sentences.join() ?? "").not.toMatch(
        /damaged|missing/,
      );
  });

  it("is refused with its reason on its item's own page too, and nothing of it is kept", async () => {
    const { itemIds } = await order();
    const form = new FormData();
    form.append("actId", randomUUID());
    form.append("itemId", itemIds[0]!);
    form.append("file", new Blob([new Uint8Array(damaged(pngOf("")))]), `${(await fileNames(itemIds))[0]}.png`);
    const { headers, body } = new Request("https://proofline.test/app/artfile", { method: "POST", body: form });
    const sent = { contentType: headers.get("Content-Type"), body };
    expect(await receiveItemArtfile(sent, { shopId, actor: ana })).toEqual({
      wrong: expect.stringContaining("The picture is damaged"),
    });
    expect(await listUploads({ shopId, actor: ana })).toEqual([]);
  });

  it("and what we cannot open, but others can, is taken as it is", async () => {
    const { itemIds } = await order(2);
    const [first, second] = await fileNames(itemIds);
    expect(await upload(`${first}.psd`, Buffer.from("8BPS\0\x01 layers"))).toMatchObject({ state: "matched" });
    expect(await upload(`${second}.pdf`, Buffer.from("%PDF-1.7 cut off"))).toMatchObject({ state: "matched" });
  });
});

// An artist's files find their items by name, and Update moves the order on.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { assignUpload, dropUpload } from "../../app/services/artfiles/assign-upload.ts";
import { commitArtfiles } from "../../app/services/artfiles/commit-artfiles.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { waitingJobs } from "./set-up.ts";
import { pngOf } from "./pictures.ts";
import { makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

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

async function fileNames(itemIds: readonly string[]): Promise<string[]> {
  const rows = await db().item.findMany({ where: { shopId, id: { in: [...itemIds] } }, orderBy: { number: "asc" } });
  return rows.map((row) => row.fileName);
}

describe("uploading artfiles", () => {
  it("each is matched by name, and Update moves the order on", async () => {
    const { orderId, itemIds } = await order(2);
    for (const name of await fileNames(itemIds)) await upload(`${name}.PNG`);
    expect((await listUploads({ shopId, actor: ana })).map(({ state, item }) => [state, item?.itemNumber])).toEqual([
      ["matched", 1],
      ["matched", 2],
    ]);
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork", "artwork"]);

    const { outcome, left } = await update();
    expect(outcome.moved.map(({ itemNumber, to }) => [itemNumber, to])).toEqual([
      [1, "quality_control"],
      [2, "quality_control"],
    ]);
    expect(left).toEqual([]);
    expect(await stepsOf(shopId, orderId)).toEqual(["quality_control", "quality_control"]);
    const [artfile] = await db().artfile.findMany({ where: { shopId, itemId: itemIds[0]! } });
    expect(artfile).toMatchObject({
      version: 1,
      photoVersion: 1,
      contentType: "image/png",
      uploadedById: ana.memberId,
    });
    expect(await readAll((await storage().get(artfile!.storageKey))!)).toContain("PNG");
    const shown = { shopId, fileKind: "artfile", fileId: artfile!.id };
    expect(await waitingJobs()).toContainEqual(
      expect.objectContaining({ job: "make-file-renditions", payload: shown }),
    );
  });

  it("of two items one waits for the other, and says so", async () => {
    const { itemIds } = await order(2);
    const [name] = await fileNames(itemIds);
    await upload(`${name}.png`);
    const { outcome } = await update();
    expect(outcome.moved).toMatchObject([
      { itemNumber: 1, to: "artwork", waitsFor: [{ itemNumber: 2, step: "artwork" }] },
    ]);
    await upload(`${name}.png`, pngOf("second"));
    expect((await update()).outcome.moved).toHaveLength(1);
    expect((await db().artfile.findMany({ where: { shopId } })).map(({ version }) => version).sort()).toEqual([1, 2]);
  });

  it("“1023 artwork” is refused part by part, and one click gives it to the nearest item", async () => {
    const { orderId, itemIds } = await order();
    const [name] = await fileNames(itemIds);
    const wrong = await upload(`${name!.replace("Full", "Half")}.png`);
    const [card] = await listUploads({ shopId, actor: ana });
    expect(card).toMatchObject({
      state: "refused",
      nearest: { itemId: itemIds[0] },
      differs: [{ part: "options", expected: "LivingRoom,Full", got: "LivingRoom,Half" }],
    });
    expect((await update()).outcome.moved).toEqual([]);
    expect(await assignUpload({ shopId, actor: ana, uploadId: wrong.id, itemId: itemIds[0]! })).toEqual({ ok: true });
    expect((await update()).outcome.moved).toHaveLength(1);
    expect(await stepsOf(shopId, orderId)).toEqual(["quality_control"]);
    expect(await db().artfile.findMany({ where: { shopId } })).toMatchObject([{ fileName: `${name}.png` }]);
  });

  it("a double click on Update makes one version and gives one answer", async () => {
    const { itemIds } = await order();
    await upload(`${(await fileNames(itemIds))[0]}.png`);
    const actId = randomUUID();
    const [one, two] = await Promise.all([update({ actId }), update({ actId })]);
    expect(two.outcome).toEqual(one.outcome);
    expect(one.outcome.moved).toHaveLength(1);
    expect(await db().artfile.count({ where: { shopId } })).toBe(1);
  });

  it("an Update under the id of somebody else's tells nothing of what theirs did", async () => {
    const ben = await makeMember(shopId, ["artist"]);
    const theirs = await makeOrder(shopId, { step: "artwork", assign: { artist: ben } });
    const fileName = `${(await fileNames(theirs.itemIds))[0]}.png`;
    await uploadArtfile({ shopId, actor: ben, fileName, body: Readable.from([pngOf("Ben's")]) });
    const actId = randomUUID();
    expect((await commitArtfiles({ shopId, actor: ben, actId })).outcome.moved).toHaveLength(1);
    expect((await update({ actId })).outcome).toMatchObject({ moved: [], refused: [] });
  });

  it("an item that was given to another artist since is not named any more", async () => {
    const { orderId, itemIds } = await order();
    await upload(`${(await fileNames(itemIds))[0]!.replace("Full", "Half")}.png`);
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ nearest: { itemId: itemIds[0] } }]);
    const { memberId } = await makeMember(shopId, ["artist"]);
    await db().assignment.updateMany({ where: { shopId, orderId }, data: { memberId } });
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ item: null, nearest: null }]);
  });

  it("made from a photo that was replaced since needs an explicit tick", async () => {
    const { itemIds } = await order();
    await upload(`${(await fileNames(itemIds))[0]}.png`);
    await db().photo.create({
      data: {
        shopId,
        itemId: itemIds[0]!,
        version: 2,
        position: 1,
        state: "ready",
        createdAt: new Date(Date.now() + 1000),
      },
    });
    await db().item.update({ where: { shopId_id: { shopId, id: itemIds[0]! } }, data: { photoVersion: 2 } });
    expect(await listUploads({ shopId, actor: ana })).toMatchObject([{ needsTick: true }]);
    const refused = await update();
    expect(refused.outcome.refused).toMatchObject([{ refusal: "artfile_of_older_photo" }]);
    expect(refused.left).toHaveLength(1);
    const ticked = await update({ olderPhotoAccepted: itemIds });
    expect(ticked.outcome.moved).toHaveLength(1);
    expect(await db().artfile.findFirst({ where: { shopId } })).toMatchObject({ photoVersion: 1 });
  });

  it("finds its item among more than three thousand newer ones", async () => {
    const { orderId, itemIds } = await order();
    const [old] = await db().item.findMany({ where: { shopId, id: { in: itemIds } } });
    const { id: _id, createdAt: _createdAt, details: _details, ...like } = old!;
    const newer = Array.from({ length: 3_001 }, (_none, at) => ({
      ...like,
      number: at + 2,
      lineId: `newer ${at}`,
      fileName: `newer ${at}`,
      fileNameKey: `newer ${at}`,
      stepSince: new Date(Date.now() + 1_000),
    }));
    await db().item.createMany({ data: newer });
    expect(await upload(`${old!.fileName}.png`)).toMatchObject({ state: "matched", itemId: itemIds[0] });
    expect(await db().item.count({ where: { shopId, orderId } })).toBe(3_002);
  });

  it("for another artist's order, another shop's item or a finished step is refused", async () => {
    const other = await makeMember(shopId, ["artist"]);
    const theirs = await makeOrder(shopId, { step: "artwork", assign: { artist: other } });
    const early = await makeOrder(shopId, { step: "photo_review", assign: { artist: ana } });
    expect(await upload(`${(await fileNames(theirs.itemIds))[0]}.png`)).toMatchObject({ state: "refused" });
    const tooEarly = await upload(`${(await fileNames(early.itemIds))[0]}.png`);
    expect(tooEarly.refusal?.sentences).toEqual([
      expect.stringContaining("is in Image Approval and takes no artfile from you now"),
    ]);
    expect(await assignUpload({ shopId, actor: ana, uploadId: tooEarly.id, itemId: theirs.itemIds[0]! })).toEqual({
      refused: "wrong_step",
    });
    expect(await dropUpload({ shopId, actor: other, uploadId: tooEarly.id })).toEqual({ refused: "unknown_item" });
  });

  it("that is no picture, or empty, is refused whatever its name says", async () => {
    const { itemIds } = await order();
    const [name] = await fileNames(itemIds);
    const program = await upload(`${name}.png`, Buffer.from("MZ this is a program"));
    expect(program.refusal?.sentences[0]).toMatch(/none of the kinds we accept/);
    expect(await assignUpload({ shopId, actor: ana, uploadId: program.id, itemId: itemIds[0]! })).toEqual({
      refused: "unknown_file_type",
    });
    expect((await upload(`${name}.png`, Buffer.alloc(0))).refusal?.sentences).toEqual(["The file is empty."]);
    expect(await upload(`${name}.psd`, Buffer.from("8BPS layers"))).toMatchObject({
      state: "matched",
      file: { contentType: "image/vnd.adobe.photoshop" },
    });
  });
});

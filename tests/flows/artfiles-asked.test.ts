// A file whose name or place is doubtful: the artist is told the truth and asked, and nothing of others is offered.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { assignUpload } from "../../app/services/artfiles/assign-upload.ts";
import { commitArtfiles } from "../../app/services/artfiles/commit-artfiles.ts";
import { listUploads } from "../../app/services/artfiles/list-uploads.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { pngOf } from "./pictures.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let ana: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
});

const upload = (fileName: string, words = fileName, actor = ana) => {
  const bytes = pngOf(words);
  return uploadArtfile({ shopId, actor, fileName, body: Readable.from([bytes]) });
};
const update = (more: object = {}) => commitArtfiles({ shopId, actor: ana, actId: randomUUID(), ...more });
const uploads = () => listUploads({ shopId, actor: ana });

async function orderOf(artist: ActingMember | null, step: "artwork" | "customer_approval" = "artwork") {
  const { orderId, itemIds } = await makeOrder(shopId, { step, ...(artist ? { assign: { artist } } : {}) });
  const { fileName, order } = await db().item.findFirstOrThrow({
    where: { shopId, id: itemIds[0]! },
    include: { order: true },
  });
  return { orderId, itemId: itemIds[0]!, fileName, number: order.name.replace("#", "") };
}

describe("a file of an order that is not the artist's", () => {
  it("belongs to another artist, or to none yet, and nothing is offered for it", async () => {
    await orderOf(ana);
    const theirs = await orderOf(await makeMember(shopId, ["artist"]));
    const nobodys = await orderOf(null);
    for (const name of [theirs.fileName, theirs.fileName.replace("Full", "Half"), `#${theirs.fileName}`])
      expect((await upload(`${name}.png`)).refusal).toEqual({
        differs: [],
        sentences: [`Order ${theirs.number} belongs to another artist.`],
      });
    expect((await upload(`${nobodys.fileName}.png`)).refusal?.sentences).toEqual([
      `Order ${nobodys.number} is not assigned to an artist yet.`,
    ]);
  });

  it("that does not exist is said not to exist, to a manager too", async () => {
    const own = await orderOf(ana);
    const name = own.fileName.replace(own.number, "999999");
    const manager = await makeMember(shopId, ["manager", "artist"]);
    for (const actor of [ana, manager])
      expect((await upload(`${name}.png`, name, actor)).refusal).toEqual({
        differs: [],
        sentences: ["There is no order 999999."],
      });
  });

  it("cannot be given by hand to an item of another order than its name says", async () => {
    const [one, other] = [await orderOf(ana), await orderOf(ana)];
    const { id } = await upload(`${one.fileName.replace("Full", "Half")}.png`);
    expect(await assignUpload({ shopId, actor: ana, uploadId: id, itemId: other.itemId })).toEqual({
      refused: "unknown_item",
    });
    expect(await assignUpload({ shopId, actor: ana, uploadId: id, itemId: one.itemId })).toEqual({ ok: true });
  });
});

it("with the order's sign in front is matched", async () => {
  const { itemId, fileName } = await orderOf(ana);
  expect(await upload(`#${fileName}.png`)).toMatchObject({ state: "matched", itemId });
});

it("that is the second for an item is asked about, and takes the first one's place only when told to", async () => {
  const { itemId, fileName } = await orderOf(ana);
  const first = await upload(`${fileName}.png`);
  const second = await upload(`${fileName}.jpg`);
  expect(second).toMatchObject({ state: "refused", refusal: { nearest: itemId } });
  expect(second.refusal?.sentences).toEqual([
    `“${fileName}.png” came for this item before. Use this file in its place, or remove it.`,
  ]);
  expect((await uploads()).map(({ uploadId, state }) => [uploadId, state])).toEqual([
    [first.id, "matched"],
    [second.id, "refused"],
  ]);
  await assignUpload({ shopId, actor: ana, uploadId: second.id, itemId });
  expect((await uploads()).map(({ uploadId }) => uploadId)).toEqual([second.id]);
});

it("for artwork that is with the customer is handed in only with a tick", async () => {
  const [drawn, shown] = [await orderOf(ana), await orderOf(ana, "customer_approval")];
  await upload(`${drawn.fileName}.png`);
  await upload(`${shown.fileName}.png`);
  expect((await uploads()).map(({ isReplacement }) => isReplacement)).toEqual([false, true]);
  expect((await update()).outcome.moved.map(({ itemId }) => itemId)).toEqual([drawn.itemId]);
  expect((await uploads()).map(({ item }) => item?.itemId)).toEqual([shown.itemId]);
  expect((await update({ replacing: [shown.itemId] })).outcome.moved.map(({ itemId }) => itemId)).toEqual([
    shown.itemId,
  ]);
});

// A zip holds all that its link says, however many pages the list has.
import { buffer } from "node:stream/consumers";
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { downloadAddress } from "../../app/adapters/proofs/files-access.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { openDownload } from "../../app/services/artfiles/open-download.ts";
import { listArtwork } from "../../app/services/screens/list-artwork.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let ana: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
});

const list = (words = "") => listArtwork({ shopId, actor: ana, tab: "new", words, who: undefined, after: null });

async function filesIn(address: string): Promise<number> {
  const zip = await buffer((await openDownload(address.slice("/downloads/".length)))!.body);
  return zip.readUInt16LE(zip.lastIndexOf(Buffer.from("PK\x05\x06")) + 10);
}

it("with the photos of a list of two pages has those of both", async () => {
  for (let at = 0; at < 13; at += 1) await makeOrder(shopId, { items: 6, step: "artwork", assign: { artist: ana } });
  const { cards, count, downloadAll } = await list();
  expect([cards.length, count, downloadAll?.words]).toEqual([48, 78, "Download all photos (zip)"]);
  expect(await filesIn(downloadAll!.address)).toBe(78);
});

it("of more orders than fit says how many it holds, and never leaves any out silently", async () => {
  const { orderId } = await makeOrder(shopId, { step: "artwork", assign: { artist: ana } });
  // Two hundred more like it, without the way through intake.
  await db().$executeRaw`
    INSERT INTO "Order" ("shopId", id, "shopifyOrderId", name, "placedAt", "shopifyUpdatedAt", flow)
    SELECT "shopId", gen_random_uuid(), 'more ' || n, '#more ' || n, "placedAt", "shopifyUpdatedAt", flow
    FROM "Order", generate_series(1, 200) n WHERE id = ${orderId}::uuid`;
  const more = await db().order.findMany({ where: { shopId, id: { not: orderId } }, select: { id: true, name: true } });
  const { id: _id, details: _details, ...item } = await db().item.findFirstOrThrow({ where: { shopId, orderId } });
  await db().item.createMany({
    data: more.map(({ id, name }) => ({ ...item, orderId: id, fileName: name, fileNameKey: name })),
  });
  await db().assignment.createMany({
    data: more.map(({ id }) => ({ shopId, orderId: id, role: "artist", memberId: ana.memberId })),
  });
  expect((await list()).downloadAll?.words).toBe("Download the photos of the first 200 orders (zip)");
  const orderIds = [orderId, ...more.map(({ id }) => id)];
  expect(() => downloadAddress({ shopId, installation: 1, memberId: ana.memberId, what: "photos", orderIds })).toThrow(
    "do not fit",
  );
});

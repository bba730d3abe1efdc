// Whoever opens a page of before, or asks for all photos, reads that a file was deleted and when; nobody else learns of it.
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { downloadAddress, fileAddress, type FileRef } from "../../app/adapters/proofs/files-access.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { loader as download } from "../../app/routes/downloads.$token.tsx";
import { loader as file } from "../../app/routes/files.$token.tsx";
import { retireFiles } from "../../app/services/upkeep/retire-files.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";
import { readZip } from "./zip-contents.ts";

let shopId: string;
let admin: ActingMember;
beforeEach(async () => {
  ({ shopId } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

const DELETED = /^Deleted on \w+ \d+, \d{4}, as the shop’s settings say\.$/;

/** An order of one item with two artfiles that ended two hundred days ago; its files are marked, and their bytes not yet gone. */
async function retiredOrder() {
  const order = await makeOrder(shopId, { step: "fulfilment" });
  const itemId = order.itemIds[0]!;
  const newest = await storeFile(shopId, "artfile 2", "artfile");
  await db().artfile.create({
    data: { shopId, itemId, ...newest, bytes: 9n, version: 2, photoVersion: 1, fileName: "2.png", renditions: "made" },
  });
  await db().item.updateMany({ where: { shopId, id: itemId }, data: { artfileVersion: 2, step: "done" } });
  await db()
    .$executeRaw`UPDATE "Order" SET "endedAt" = now() - interval '200 days' WHERE "shopId" = ${shopId}::uuid AND id = ${order.orderId}::uuid`;
  const photo = await db().photo.findFirstOrThrow({ where: { shopId, itemId } });
  const [first, second] = await db().artfile.findMany({ where: { shopId, itemId }, orderBy: { version: "asc" } });
  await retireFiles({ shopId });
  return { ...order, photo, artfiles: [first!, second!] as const };
}

async function ask(loader: typeof file, address: string): Promise<{ status: number; words: string }> {
  const request = new Request(`https://proofline.test${address}`);
  const answer = await loader({ request, params: { token: address.split("/").at(-1)! }, context: {} });
  return { status: answer.status, words: await answer.text() };
}

const addressOf = (of: Pick<FileRef, "kind" | "id">, memberId = admin.memberId) =>
  fileAddress({ shopId, installation: 1, ...of, form: "original", memberId });

describe("the address of a file", () => {
  it("says that it was deleted, from the moment on when it was marked, and gives what stays", async () => {
    const { photo, artfiles } = await retiredOrder();
    const [first, second] = artfiles;
    expect(await storage().head(first.storageKey)).not.toBeNull();
    const asked = async () => [
      await ask(file, addressOf({ kind: "photo", id: photo.id })),
      await ask(file, addressOf({ kind: "artfile", id: first.id })),
    ];
    const gone = { status: 410, words: expect.stringMatching(DELETED) as string };
    expect(await asked()).toEqual([gone, gone]);
    await drainJobs();
    expect(await storage().head(first.storageKey)).toBeNull();
    expect(await asked()).toEqual([gone, gone]);
    expect(await ask(file, addressOf({ kind: "artfile", id: second.id }))).toEqual({ status: 200, words: "artfile 2" });
  });

  it("says nothing of it to whom the file never was, and of a picture that there never was", async () => {
    const { photo, artfiles } = await retiredOrder();
    const stranger = await makeMember(shopId, ["artist"]);
    const denied = await ask(file, addressOf({ kind: "photo", id: photo.id }, stranger.memberId));
    expect(denied).toMatchObject({ status: 404, words: expect.not.stringMatching(/[Dd]eleted/) as string });
    const { memberId } = admin;
    const never = fileAddress({
      shopId,
      installation: 1,
      kind: "artfile",
      id: artfiles[1].id,
      form: "screen",
      memberId,
    });
    expect(await ask(file, never)).toMatchObject({ status: 404 });
  });
});

describe("a zip of photos", () => {
  const zipOf = (orderIds: string[]) =>
    downloadAddress({ shopId, installation: 1, memberId: admin.memberId, what: "photos", orderIds });
  async function filesIn(orderIds: string[]): Promise<Record<string, string>> {
    const address = zipOf(orderIds);
    const request = new Request(`https://proofline.test${address}`);
    const answer = await download({ request, params: { token: address.split("/").at(-1)! }, context: {} });
    return answer.status === 200 ? readZip(Buffer.from(await answer.arrayBuffer())) : {};
  }

  it("names those that were deleted beside those that are there", async () => {
    const { orderId, name } = await retiredOrder();
    const other = await makeOrder(shopId, { step: "artwork" });
    const files = await filesIn([orderId, other.orderId]);
    const path = (of: string) =>
      `${of.slice(1)}/${of.slice(1)} - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images.jpg`;
    expect(Object.keys(files)).toEqual([path(other.name), "Deleted files.txt"]);
    const [line, ...others] = files["Deleted files.txt"]!.split("\r\n");
    expect(others).toEqual([""]);
    expect(line!.startsWith(`${path(name)}: `)).toBe(true);
    expect(line!.slice(path(name).length + 2)).toMatch(DELETED);
  });

  it("of which none is there any more says so too", async () => {
    const { orderId } = await retiredOrder();
    expect(Object.keys(await filesIn([orderId]))).toEqual(["Deleted files.txt"]);
  });

  it("has no such page where nothing was deleted", async () => {
    const { orderId } = await makeOrder(shopId, { step: "artwork" });
    expect(Object.values(await filesIn([orderId]))).toEqual(["photo of item 1"]);
  });
});

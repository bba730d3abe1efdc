// A file's address gives each person what they may see of it, and nothing that a browser would run.
import { buffer, text } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { packIds, packInstallation, signAddress } from "../../app/adapters/proofs/address-token.ts";
import { downloadAddress, fileAddress, readFileAddress, type FileRef } from "../../app/adapters/proofs/files-access.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { setRoles } from "../../app/services/team/change-member.ts";
import { openDownload } from "../../app/services/artfiles/open-download.ts";
import { openFile } from "../../app/services/artfiles/open-file.ts";
import { makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";
import { readZip } from "./zip-contents.ts";

let shopId: string;
let artist: ActingMember;
let order: Awaited<ReturnType<typeof makeOrder>>;
let photoId: string;
let artfileId: string;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  artist = await makeMember(shopId, ["artist"]);
  order = await makeOrder(shopId, { step: "quality_control", assign: { artist } });
  photoId = (await db().photo.findFirstOrThrow({ where: { shopId } })).id;
  artfileId = (await db().artfile.findFirstOrThrow({ where: { shopId } })).id;
});

const token = (address: string) => address.replace(/^\/(files|downloads)\//, "");
async function opens(address: string): Promise<boolean> {
  const file = await openFile(address);
  file?.body.destroy();
  return file !== null;
}

const forMember = (file: Omit<FileRef, "shopId" | "installation">, member: ActingMember) =>
  token(fileAddress({ shopId, installation: 1, ...file, memberId: member.memberId }));

describe("a file's address", () => {
  it("gives the artist the original photo under its proper name, never to be run by a browser", async () => {
    const file = await openFile(forMember({ kind: "photo", id: photoId, form: "original" }, artist));
    expect(await text(file!.body)).toBe("photo of item 1");
    expect(file!.headers).toMatchObject({
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    });
    const name = `${order.name.slice(1)} - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images.jpg`;
    expect(file!.headers["Content-Disposition"]).toContain(`filename*=UTF-8''${encodeURIComponent(name)}`);
  });

  it("leads to the picture of the size that it names, and to no other", async () => {
    const [small, middle, large] = await Promise.all(
      ["small", "middle", "large"].map(async (words) => (await storeFile(shopId, words, "photo")).storageKey),
    );
    const keys = { thumbKey: small!, middleKey: middle!, screenKey: large! };
    await db().photo.updateMany({ where: { shopId, id: photoId }, data: keys });
    const opened = async (form: FileRef["form"]) =>
      text((await openFile(forMember({ kind: "photo", id: photoId, form }, artist)))!.body);
    expect([await opened("thumb"), await opened("middle"), await opened("screen"), await opened("original")]).toEqual([
      ...["small", "middle", "large", "photo of item 1"],
    ]);
  });

  it("gives image processors renditions, never the original", async () => {
    const ida = await makeMember(shopId, ["image_processor"]);
    await db().assignment.create({
      data: { shopId, orderId: order.orderId, role: "image_processor", memberId: ida.memberId },
    });
    for (const form of ["thumb", "middle", "screen"] as const)
      expect(await opens(forMember({ kind: "photo", id: photoId, form }, ida))).toBe(true);
    expect(await opens(forMember({ kind: "photo", id: photoId, form: "original" }, ida))).toBe(false);
    expect(await opens(forMember({ kind: "artfile", id: artfileId, form: "original" }, ida))).toBe(false);
  });

  it("opens no longer once the member lost the role or the order", async () => {
    const address = forMember({ kind: "photo", id: photoId, form: "original" }, artist);
    const admin = await makeMember(shopId, ["admin"]);
    await setRoles({ shopId, actor: admin, memberId: artist.memberId, roles: ["fulfiller"] });
    expect(await opens(address)).toBe(false);
  });

  it("opens for the customer of that order only, who sees the artwork but not its print file", async () => {
    const other = await makeOrder(shopId);
    const forOrder = (orderId: string, form: FileRef["form"], kind: FileRef["kind"] = "artfile") =>
      opens(
        token(
          fileAddress({ shopId, installation: 1, kind, id: kind === "artfile" ? artfileId : photoId, form, orderId }),
        ),
      );
    await db().artfile.updateMany({
      where: { shopId },
      data: {
        thumbKey: (await db().photo.findFirstOrThrow({ where: { id: photoId } })).storageKey,
        middleKey: (await db().photo.findFirstOrThrow({ where: { id: photoId } })).storageKey,
        screenKey: (await db().photo.findFirstOrThrow({ where: { id: photoId } })).storageKey,
      },
    });
    for (const form of ["middle", "screen"] as const) expect(await forOrder(order.orderId, form)).toBe(true);
    expect(await forOrder(order.orderId, "original", "photo")).toBe(true);
    expect(await forOrder(order.orderId, "original")).toBe(false);
    for (const form of ["middle", "screen"] as const) expect(await forOrder(other.orderId, form)).toBe(false);
  });

  it("that is forged, altered or a day old leads nowhere", async () => {
    const file = {
      shopId,
      installation: 1,
      kind: "photo",
      id: photoId,
      form: "thumb",
      memberId: artist.memberId,
    } as const;
    const good = token(fileAddress(file));
    expect(await opens(good)).toBe(true);
    for (let at = 0; at < good.length; at += 7) {
      const other = good[at] === "A" ? "B" : "A";
      expect(await opens(good.slice(0, at) + other + good.slice(at + 1))).toBe(false);
    }
    expect(await opens(token(fileAddress(file, Date.now() - 24 * 3_600_000)))).toBe(false);
    expect(await opens("")).toBe(false);
    expect(
      await opens(
        token(
          downloadAddress({
            shopId,
            installation: 1,
            memberId: artist.memberId,
            what: "photos",
            orderIds: [order.orderId],
          }),
        ),
      ),
    ).toBe(false);
  });
});

it("an address that was given out leads to the same picture for good, by the number that stands in it", () => {
  const { memberId } = artist;
  const ids = Buffer.concat([packInstallation({ shopId, installation: 1 }), packIds([photoId, memberId])]);
  const formOf = (number: number) => {
    const given = signAddress("file", Buffer.concat([Buffer.from([number, 1]), ids]), Date.now());
    const read = readFileAddress(given);
    return read && `${read.file.kind} ${read.file.form}`;
  };
  expect(Array.from({ length: 9 }, (_none, number) => formOf(number))).toEqual([
    ...["photo thumb", "artfile thumb", "photo screen", "artfile screen"],
    ...["photo original", "artfile original", "photo middle", "artfile middle", null],
  ]);
});

describe("a zip of many orders", () => {
  it("has a folder per order with only what the member may have", async () => {
    const own = await makeOrder(shopId, { items: 2, step: "artwork", assign: { artist } });
    const theirs = await makeOrder(shopId, { step: "artwork" });
    const address = downloadAddress({
      ...{ shopId, installation: 1 },
      memberId: artist.memberId,
      what: "photos",
      orderIds: [order.orderId, own.orderId, theirs.orderId],
    });
    const zip = await openDownload(token(address));
    const [first, second] = [order.name.slice(1), own.name.slice(1)];
    const file = (name: string, number: number) =>
      `${name}/${name} - Yellow Portrait - ${number}, LivingRoom,Full - Uploaded Images.jpg`;
    expect(readZip(await buffer(zip!.body))).toEqual({
      [file(first, 1)]: "photo of item 1",
      [file(second, 1)]: "photo of item 1",
      [file(second, 2)]: "photo of item 2",
    });
  });

  it("is not there for a member who may have none of it", async () => {
    const fulfiller = await makeMember(shopId, ["fulfiller"]);
    expect(
      await openDownload(
        token(
          downloadAddress({
            shopId,
            installation: 1,
            memberId: fulfiller.memberId,
            what: "artfiles",
            orderIds: [order.orderId],
          }),
        ),
      ),
    ).toBeNull();
  });
});

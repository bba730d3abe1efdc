// A customer sends a better photo, and the item is back with the same image processor.
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import type { Role } from "../../app/domain/words/roles.ts";
import { receiveMemberPhoto } from "../../app/services/artfiles/receive-member-photo.ts";
import { tellPhotoArrived } from "../../app/services/intake/tell-photo-arrived.ts";
import { drainJobs } from "./set-up.ts";
import { jpeg, withoutShopify } from "./intake.ts";
import { makeMember, makeOrder, makeShop, stepsOf, storeFile } from "./shop.ts";
import { action as takePhoto } from "../../app/routes/customer.photo.tsx";
import { formWith, linkOf, openLink, sendPhotos } from "./storefront.ts";

const grainy = () =>
  sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 50 },
    },
  })
    .jpeg()
    .toBuffer();
let shopId: string;
let domain: string;
let ida: ActingMember;
let order: { orderId: string; itemIds: string[] };
let token: string;
let form: URLSearchParams;

beforeEach(async () => {
  let reasonId: string;
  ({ shopId, domain, reasonId } = await makeShop());
  ida = await makeMember(shopId, ["image_processor"], { name: "Ida" });
  order = await makeOrder(shopId, { step: "photo_issue", assign: { image_processor: ida } });
  await db().issue.create({ data: { shopId, itemId: order.itemIds[0]!, reasonId } });
  token = await linkOf(shopId, order.orderId);
  form = formWith((await openLink(domain, token)).text, "Send the new photo");
});

const photos = () => db().photo.findMany({ where: { shopId }, orderBy: [{ version: "asc" }, { position: "asc" }] });
async function storedPhotos(): Promise<number> {
  let count = 0;
  for await (const _key of storage().list(`${shopId}/photo`)) count += 1;
  return count;
}

describe("a new photo", () => {
  it("brings the item back to the same image processor, and the old photo is kept", async () => {
    const sent = await sendPhotos(form, [{ name: "Rex im Garten.jpg", bytes: await jpeg() }]);
    expect(sent.status).toBe(303);
    expect(sent.led?.origin).toBe(`https://${domain}`);
    expect(sent.led?.pathname).toBe(`/apps/proofline/o/${token}/`);
    expect(await stepsOf(shopId, order.orderId)).toEqual(["photo_review"]);
    expect(await photos()).toMatchObject([
      { version: 1, state: "ready" },
      {
        version: 2,
        state: "ready",
        originalName: "Rex im Garten.jpg",
        contentType: "image/jpeg",
        suppliedBy: "customer",
      },
    ]);
    expect(await db().assignment.findMany({ where: { shopId, role: "image_processor" } })).toMatchObject([
      { memberId: ida.memberId },
    ]);
    await drainJobs({ with: withoutShopify });
    expect(await db().photo.findFirst({ where: { shopId, version: 2 } })).toMatchObject({
      renditions: "made",
      width: 900,
      height: 600,
    });
    const page = await openLink(domain, token, Object.fromEntries(sent.led!.searchParams));
    expect(page.text).toContain("your new photo has arrived");
    expect(page.text).toContain("We are looking at your photo");
  });

  it("without the mark at its end is taken, shown, and marked for a person to decide", async () => {
    const sent = await sendPhotos(form, [{ name: "Rex.jpg", bytes: (await grainy()).subarray(0, -2) }]);
    expect(sent.led?.search).toContain("said=photo");
    await drainJobs({ with: withoutShopify });
    expect((await photos()).at(-1)).toMatchObject({ state: "ready", renditions: "made", isIncomplete: true });
  });

  it("may be several photos, which make one new version", async () => {
    await sendPhotos(form, [
      { name: "1.jpg", bytes: await jpeg() },
      { name: "2.jpg", bytes: await jpeg(500, 500) },
    ]);
    expect(
      (await photos())
        .filter(({ version }) => version === 2)
        .map(({ position, originalName }) => [position, originalName]),
    ).toEqual([
      [1, "1.jpg"],
      [2, "2.jpg"],
    ]);
  });

  it("sent twice counts once and leaves no file behind", async () => {
    const before = await storedPhotos();
    const file = { name: "1.jpg", bytes: await jpeg() };
    const sent = await Promise.all([sendPhotos(form, [file]), sendPhotos(form, [file])]);
    const thanks = `?said=photo&act=${form.get("actId")}`;
    expect(sent.map(({ led }) => led?.search)).toEqual([thanks, thanks]);
    expect(await photos()).toHaveLength(2);
    expect(await storedPhotos()).toBe(before + 1);
  });

  it("from a page that is out of date is not taken", async () => {
    await sendPhotos(form, [{ name: "1.jpg", bytes: await jpeg() }]);
    const before = await storedPhotos();
    form.set("actId", crypto.randomUUID());
    expect((await sendPhotos(form, [{ name: "2.jpg", bytes: await jpeg() }])).led?.search).toBe("?problem=changed");
    expect(await photos()).toHaveLength(2);
    expect(await storedPhotos()).toBe(before);
  });

  it.each([
    ["is no photo", "photo.jpg", () => Buffer.from("<html><script>alert(1)</script>".repeat(500)), "not_an_image"],
    [
      "is a photo by its first bytes only",
      "photo.jpg",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(9_000)]),
      "unreadable",
    ],
    ["is empty", "photo.jpg", () => Buffer.alloc(0), "empty"],
    ["lacks a part of its picture", "photo.jpg", async () => (await grainy()).subarray(0, 60_000), "incomplete"],
    ["is a camera's raw file", "IMG_1.jpg", () => Buffer.from("FUJIFILMCCD-RAW 0201".padEnd(9_000)), "camera_raw"],
    [
      "is larger than 50 MB",
      "photo.jpg",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(51 * 1024 * 1024)]),
      "too_large",
    ],
  ])("that %s is refused with the reason, and nothing of it is kept", async (_what, name, bytes, problem) => {
    const before = await storedPhotos();
    const { led } = await sendPhotos(form, [
      { name: "good.jpg", bytes: await jpeg() },
      { name, bytes: await bytes() },
    ]);
    expect(led?.search).toBe(`?problem=${problem}&file=2`);
    expect((await openLink(domain, token, Object.fromEntries(led!.searchParams))).text).toContain("File 2: ");
    expect(await stepsOf(shopId, order.orderId)).toEqual(["photo_issue"]);
    expect(await storedPhotos()).toBe(before);
  });

  it("needs a file, and takes at most ten", async () => {
    expect((await sendPhotos(form, [])).led?.search).toBe("?problem=no_file&file=0");
    const eleven = await Promise.all(
      Array.from({ length: 11 }, async (_one, at) => ({ name: `${at}.jpg`, bytes: await jpeg(20, 20) })),
    );
    expect((await sendPhotos(form, eleven)).led?.search).toBe("?problem=too_many&file=0");
    expect(await photos()).toHaveLength(1);
  });

  it("by a link that opens nothing is refused to a script, too", async () => {
    const body = new FormData();
    body.append("token", "A".repeat(43));
    body.append("photos", new File([new Uint8Array(await jpeg())], "1.jpg"));
    const sent = { method: "POST", body, headers: { Accept: "application/json" } };
    const request = new Request("https://proofline.test/customer/photo", sent);
    const answer = await takePhoto({ request, params: {}, context: {} });
    expect([answer.status, await answer.json()]).toEqual([404, { goTo: null }]);
  });

  it("of a shop that has left is refused, and nothing is stored", async () => {
    const before = await storedPhotos();
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    expect((await sendPhotos(form, [{ name: "1.jpg", bytes: await jpeg() }])).status).toBe(404);
    expect([await storedPhotos(), await stepsOf(shopId, order.orderId)]).toEqual([before, ["photo_issue"]]);
  });

  it("for an item of another order is not taken", async () => {
    const theirs = await makeOrder(shopId, { step: "photo_issue" });
    form.set("target", `${theirs.itemIds[0]}:0`);
    expect((await sendPhotos(form, [{ name: "1.jpg", bytes: await jpeg() }])).led?.search).toBe("?problem=changed");
    expect(await stepsOf(shopId, theirs.orderId)).toEqual(["photo_issue"]);
  });

  it.each(["", "x", "A".repeat(43), "../../etc/passwd"])(
    "with the token “%s” is refused, and no byte is kept",
    async (forged) => {
      const before = await storedPhotos();
      form.set("token", forged);
      expect(await sendPhotos(form, [{ name: "1.jpg", bytes: await jpeg() }])).toEqual({ status: 404, led: null });
      expect(await photos()).toHaveLength(1);
      expect(await storedPhotos()).toBe(before);
    },
  );

  it("leads back to the shop only, whatever the form says", async () => {
    for (const pathPrefix of ["//evil.example", "/apps/proofline/../../admin", "https://evil.example/"]) {
      form.set("pathPrefix", pathPrefix);
      const { led } = await sendPhotos(form, []);
      expect(`${led?.origin}${led?.pathname}`).toBe(`https://${domain}/apps/proofline/o/${token}/`);
    }
  });
});

it("an older photo that arrives late sends nothing on; the newest one does where photos are not reviewed", async () => {
  const skipping = await makeOrder(shopId, { flow: { skips: ["photo_review"] } });
  const [itemId] = skipping.itemIds as [string];
  const older = await db().photo.findFirstOrThrow({ where: { shopId, itemId } });
  const newest = await db().photo.create({ data: { shopId, itemId, version: 2, position: 1, state: "fetching" } });
  await db().item.update({ where: { shopId_id: { shopId, id: itemId } }, data: { photoVersion: 2 } });
  await tellPhotoArrived({ shopId, photoId: older.id });
  expect(await stepsOf(shopId, skipping.orderId)).toEqual(["photo_review"]);

  const file = await storeFile(shopId, "newest", "photo");
  await db().photo.update({
    where: { shopId_id: { shopId, id: newest.id } },
    data: { state: "ready", renditions: "made", ...file },
  });
  await tellPhotoArrived({ shopId, photoId: newest.id });
  expect(await stepsOf(shopId, skipping.orderId)).toEqual(["artwork"]);
});

describe("a photo that a manager replaces", () => {
  const send = async (roles: readonly Role[], fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({
      actId: crypto.randomUUID(),
      target: `${order.itemIds[0]}:0`,
      ...fields,
    }))
      body.append(name, value);
    body.append("photos", new File([new Uint8Array(await jpeg())], "by mail.jpg"));
    const request = new Request("https://proofline.test/app/replace-photo", { method: "POST", body });
    const form = { contentType: request.headers.get("Content-Type"), body: request.body };
    return receiveMemberPhoto(form, { shopId, actor: await makeMember(shopId, roles) });
  };

  it("is taken in the customer's place with a note, and marked as theirs", async () => {
    expect(await send(["manager"], { note: "Sent to us by email" })).toMatchObject({
      outcome: { moved: [{ from: "photo_issue", to: "photo_review" }] },
    });
    expect((await photos()).at(-1)).toMatchObject({ version: 2, suppliedBy: "member" });
  });

  it("needs the note, and a manager", async () => {
    expect(await send(["manager"], {})).toMatchObject({ outcome: { moved: [], refused: [{ refusal: "needs_note" }] } });
    expect(await send(["artist"], { note: "x" })).toHaveProperty("wrong");
    expect(await photos()).toHaveLength(1);
  });
});

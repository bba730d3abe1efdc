// A storage that takes nothing says so in a sentence at every door, and what a job fetches is asked for again; a shop's unfinished uploads are bounded.
import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { isNotKept } from "../../app/adapters/storage/not-kept.ts";
import { TOO_MANY_WORDS } from "../../app/domain/files/unfinished-uploads.ts";
import { groupKeyOf } from "../../app/adapters/storage/tus-names.ts";
import { uploadsOwnerOf } from "../../app/domain/customer/uploads-owner.ts";
import { fetchItemPhoto } from "../../app/services/intake/fetch-item-photo.ts";
import { receiveUpload } from "../../app/services/artfiles/receive-upload.ts";
import { receiveArtfiles } from "../../app/services/artfiles/receive-artfiles.ts";
import { whyNotTaken } from "../../app/services/artfiles/why-not-taken.ts";
import { itemCards } from "../../app/services/screens/item-cards.ts";
import { showMachinery } from "../../app/services/screens/show-machinery.ts";
import { waitingJobs } from "./set-up.ts";
import { jpeg, startFileHost } from "./intake.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";
import { formWith, linkOf, openLink, sendPart, sendPhotos } from "./storefront.ts";

const root = () => process.env.STORAGE_URL!.slice("file:".length);
const SENTENCE = "The file cannot be kept right now. Nothing of yours is lost: try again in some minutes.";

let shop: Awaited<ReturnType<typeof makeShop>>;
let order: Awaited<ReturnType<typeof makeOrder>>;
let token: string;
beforeEach(async () => {
  shop = await makeShop();
  order = await makeOrder(shop.shopId, { step: "photo_issue" });
  await db().issue.create({ data: { shopId: shop.shopId, itemId: order.itemIds[0]!, reasonId: shop.reasonId } });
  token = await linkOf(shop.shopId, order.orderId);
  await mkdir(join(root(), "arriving"), { recursive: true });
});
afterEach(async () => {
  await rm(join(root(), "coming"), { recursive: true, force: true });
  for (const name of await readdir(join(root(), "arriving"))) await rm(join(root(), "arriving", name));
});

/** Where files are written until they are whole there is something that takes no file (as root, modes hold nobody back). */
async function fill(): Promise<void> {
  await rm(join(root(), "coming"), { recursive: true, force: true });
  await symlink("/sys/kernel", join(root(), "coming"));
}

describe("a storage that takes nothing", () => {
  it("is said in a sentence to a customer who sends a form", async () => {
    const form = formWith((await openLink(shop.domain, token)).text, "Send the new photo");
    await fill();
    const { status } = await sendPhotos(form, [{ name: "Rex.jpg", bytes: await jpeg() }]);
    expect(status).toBe(503);
  });

  it("and to an artist", async () => {
    const artist = await makeMember(shop.shopId, ["artist"]);
    await fill();
    const body = new FormData();
    body.append("files", new File([new Uint8Array(await jpeg())], "1.jpg"));
    const sent = new Response(body);
    const form = { contentType: sent.headers.get("content-type"), body: sent.body };
    const said = await receiveArtfiles(form, { shopId: shop.shopId, actor: artist }).catch(whyNotTaken);
    expect(said).toEqual({ status: 503, sentence: SENTENCE });
  });
});

it.each(["ENOSPC", "EDQUOT", "EROFS", "ENOTDIR", "ECONNREFUSED", "NoSuchBucket"])("%s is one", (code) => {
  expect(isNotKept(Object.assign(new Error("write"), { code }))).toBe(true);
  expect(isNotKept(new Error("wrapped", { cause: { code } }))).toBe(true);
  expect(isNotKept(new Error("none"))).toBe(false);
});

it("a disk that is full in the middle of a part is said, and the browser goes on later", async () => {
  const made = await sendPart("POST", "/customer/uploads", token, { headers: { "upload-length": "100000" } });
  const path = new URL(made.headers.get("location")!, "https://proofline.test").pathname;
  const file = join(root(), "arriving", path.split("/").at(-1)!);
  await rm(file);
  await symlink("/dev/full", file);
  const headers = { "content-type": "application/offset+octet-stream", "upload-offset": "0" };
  const photo = Buffer.concat([await jpeg(), Buffer.alloc(100_000)]).subarray(0, 100_000);
  const said = await sendPart("PATCH", path, token, { headers, body: photo });
  expect([said.status, await said.text()]).toEqual([503, SENTENCE]);
});

it("all orders of a shop together have so many unfinished uploads at most, and another shop's are not counted", async () => {
  const group = groupKeyOf(uploadsOwnerOf({ shopId: shop.shopId, orderId: "any" }));
  for (let at = 0; at < 400; at += 1)
    await writeFile(join(root(), "arriving", `${group}${at.toString(16).padStart(24, "0")}`), "");
  const begin = (as: string) => sendPart("POST", "/customer/uploads", as, { headers: { "upload-length": "10" } });
  const refused = await begin(token);
  expect([refused.status, await refused.text()]).toEqual([503, TOO_MANY_WORDS]);
  const other = await makeShop();
  const { orderId } = await makeOrder(other.shopId, { step: "photo_issue" });
  expect((await begin(await linkOf(other.shopId, orderId))).status).toBe(201);
  await rm(join(root(), "arriving", `${group}${"0".repeat(24)}`));
  expect((await begin(token)).status).toBe(201);
});

it("all members of a shop together have so many unfinished uploads at most, and another shop's are not counted", async () => {
  const { memberId } = await makeMember(shop.shopId, ["artist"]);
  const group = groupKeyOf(`${shop.shopId}/${memberId}`);
  for (let at = 0; at < 500; at += 1)
    await writeFile(join(root(), "arriving", `${group}${at.toString(16).padStart(24, "0")}`), "");
  const begin = (by: { shopId: string; memberId: string }) =>
    receiveUpload(
      {
        method: "POST",
        url: "https://proofline.test/uploads",
        headers: { "tus-resumable": "1.0.0", "upload-length": "10" },
        body: null,
      },
      by,
    );
  const refused = await begin({ shopId: shop.shopId, memberId });
  expect([refused.status, await new Response(refused.body).text()]).toEqual([503, TOO_MANY_WORDS]);
  const other = await makeShop();
  expect((await begin({ shopId: other.shopId, ...(await makeMember(other.shopId, ["artist"])) })).status).toBe(201);
  await rm(join(root(), "arriving", `${group}${"0".repeat(24)}`));
  expect((await begin({ shopId: shop.shopId, memberId })).status).toBe(201);
});

it("and so many bytes: in a folder too one more file waits, in a sentence, and another shop's does not", async () => {
  const { memberId } = await makeMember(shop.shopId, ["artist"]);
  const group = groupKeyOf(`${shop.shopId}/${memberId}`);
  // A hundred of 2 GB, less a megabyte, as their names tell.
  for (let at = 0; at < 100; at += 1)
    await writeFile(
      join(root(), "arriving", `${group}${"0".repeat(8)}x${at ? "800" : "7ff"}${String(at).padStart(12, "0")}`),
      "",
    );
  const begin = async (by: { shopId: string; memberId: string }, bytes: number) => {
    const headers = { "tus-resumable": "1.0.0", "upload-length": String(bytes) };
    const answer = await receiveUpload(
      { method: "POST", url: "https://proofline.test/uploads", headers, body: null },
      by,
    );
    return [answer.status, await new Response(answer.body).text()];
  };
  const own = { shopId: shop.shopId, memberId };
  expect(await begin(own, 1024 ** 2 + 1)).toEqual([503, expect.stringContaining("Files of 200 GB are on their way")]);
  const other = await makeShop();
  expect((await begin({ shopId: other.shopId, ...(await makeMember(other.shopId, ["artist"])) }, 2_000_000))[0]).toBe(
    201,
  );
  expect((await begin(own, 1024 ** 2))[0]).toBe(201);
  expect((await begin(own, 1))[0]).toBe(503);
});

it("a photo that comes while the storage is full is fetched later, is told to whoever looks meanwhile, and has not failed for good", async () => {
  const host = await startFileHost({ "/cat.jpg": await jpeg() });
  const itemId = order.itemIds[0]!;
  await db().photo.deleteMany({ where: { shopId: shop.shopId, itemId } });
  const { id: photoId } = await db().photo.create({
    data: {
      shopId: shop.shopId,
      itemId,
      version: 1,
      position: 1,
      sourceUrl: `${host.origin}/cat.jpg`,
      state: "fetching",
    },
  });
  const place = { shopId: shop.shopId, photoId };
  const state = () => db().photo.findFirstOrThrow({ where: { shopId: shop.shopId, id: photoId } });
  const manager = await makeMember(shop.shopId, ["manager"]);
  const seen = async () => {
    const [card] = await itemCards({ shopId: shop.shopId, actor: manager, itemIds: [itemId] });
    return card!.photos[0]!;
  };
  const titles = async () => (await showMachinery(place)).troubles.map(({ title }) => title);
  // What it says of the storage itself it looked up before: here it is known from the photos.
  expect(await titles()).not.toContain("1 photo could not be kept yet");
  await fill();
  // More often than a link is asked that says no, and at the last attempt of a job as well.
  for (let times = 1; times <= 12; times += 1) {
    await fetchItemPhoto(place, times % 2 === 0);
    expect(await state()).toMatchObject({ state: "failed", failure: "not_kept", askedTimes: 0, storageKey: null });
    expect(await seen()).toMatchObject({
      failure: "The photo cannot be kept here at the moment. It is asked for again by itself until it can.",
      askAgainAt: expect.stringMatching(/^20/),
      isToAsk: true,
    });
  }
  const jobs = (await waitingJobs()).filter(({ job }) => job === "fetch-item-photo");
  expect(jobs).toMatchObject([{ payload: place }]);
  const told = await db().history.findMany({ where: { shopId: shop.shopId, itemId, event: "photo_failed" } });
  expect(told).toHaveLength(1);
  expect(await titles()).toContain("1 photo could not be kept yet");
  await rm(join(root(), "coming"), { recursive: true, force: true });
  await fetchItemPhoto(place, false);
  expect(await state()).toMatchObject({ storageKey: expect.any(String), failure: null, askAgainAt: null });
  expect(await titles()).not.toContain("1 photo could not be kept yet");
  await host.close();
});

it("a photo that a storage out of order does not take fails for good at no attempt, and comes once it works again", async () => {
  const host = await startFileHost({ "/cat.jpg": await jpeg() });
  const { id: photoId } = await db().photo.create({
    data: {
      shopId: shop.shopId,
      itemId: order.itemIds[0]!,
      version: 2,
      position: 1,
      sourceUrl: `${host.origin}/cat.jpg`,
      state: "fetching",
    },
  });
  const place = { shopId: shop.shopId, photoId };
  const state = () => db().photo.findFirstOrThrow({ where: { shopId: shop.shopId, id: photoId } });
  await rm(join(root(), "coming"), { recursive: true, force: true });
  await writeFile(join(root(), "coming"), "no folder");
  await expect(fetchItemPhoto(place, false)).rejects.toThrow("EEXIST");
  expect(await state()).toMatchObject({ state: "fetching", failure: null });
  await fetchItemPhoto(place, true);
  expect(await state()).toMatchObject({ state: "failed", failure: "not_kept", askAgainAt: expect.any(Date) });
  await rm(join(root(), "coming"));
  await fetchItemPhoto(place, false);
  expect(await state()).toMatchObject({ storageKey: expect.any(String), failure: null, askAgainAt: null });
  await host.close();
});

// Only the photos that a rejection marks are replaced by what the customer sends.
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { receiveMemberPhoto } from "../../app/services/artfiles/receive-member-photo.ts";
import { drainJobs } from "./set-up.ts";
import { jpeg, withoutShopify } from "./intake.ts";
import { makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";
import { formWith, linkOf, openLink, sendPhotos } from "./storefront.ts";

let shopId: string;
let domain: string;
let reasonId: string;

beforeEach(async () => {
  ({ shopId, domain, reasonId } = await makeShop());
});

/** An order with this many photos, some of them marked in the rejection (their places from 1); gives its page. */
async function rejected(count: number, marked: readonly number[]) {
  const { orderId, itemIds } = await makeOrder(shopId, { step: "photo_issue" });
  const itemId = itemIds[0]!;
  for (let position = 2; position <= count; position += 1) {
    const { bytes, ...file } = await storeFile(shopId, `photo ${position}`, "photo");
    const shown = { renditions: "made", thumbKey: file.storageKey, screenKey: file.storageKey };
    const photo = { shopId, itemId, version: 1, position, state: "ready", ...file, bytes: BigInt(bytes), ...shown };
    await db().photo.create({ data: { ...photo, originalName: `IMG_${position}.jpg` } });
  }
  const photos = await db().photo.findMany({ where: { shopId, itemId }, orderBy: { position: "asc" } });
  const photoIds = photos.filter(({ position }) => marked.includes(position)).map(({ id }) => id);
  await db().issue.create({ data: { shopId, itemId, reasonId, photoIds } });
  const token = await linkOf(shopId, orderId);
  const page = (await openLink(domain, token)).text;
  return { itemId, token, page, form: formWith(page, "Send the new photo") };
}

async function send(form: URLSearchParams, token: string, count: number): Promise<string> {
  const files = await Promise.all(
    Array.from({ length: count }, async (_none, at) => ({ name: `new ${at + 1}.jpg`, bytes: await jpeg(40 + at) })),
  );
  const { led } = await sendPhotos(form, files);
  return (await openLink(domain, token, Object.fromEntries(led!.searchParams))).text;
}

async function newest(itemId: string): Promise<(string | null)[]> {
  const rows = await db().photo.findMany({ where: { shopId, itemId, version: 2 }, orderBy: { position: "asc" } });
  return rows.map(({ originalName }) => originalName);
}

it("of eight photos the two that were marked are replaced, in order, and the others are as they were", async () => {
  const { itemId, token, page, form } = await rejected(8, [3, 6]);
  expect(page).toContain("Choose 2 new photos for those we mean");
  expect(page).toContain("your other photos stay");
  expect(await send(form, token, 2)).not.toContain("We asked for");
  expect(await newest(itemId)).toEqual([1, 2, "new 1.jpg", 4, 5, "new 2.jpg", 7, 8].map(nameOf));
  await drainJobs({ with: withoutShopify });
  const rows = await db().photo.findMany({ where: { shopId, itemId, version: 2 } });
  expect(rows.map(({ state, renditions }) => [state, renditions])).toEqual(rows.map(() => ["ready", "made"]));
});

it("another number than was marked is taken as far as it goes, said, and nothing else is lost", async () => {
  const fewer = await rejected(3, [2, 3]);
  expect(await send(fewer.form, fewer.token, 1)).toContain("We asked for 2 photos and you sent 1 photo");
  expect(await newest(fewer.itemId)).toEqual([1, "new 1.jpg", 3].map(nameOf));
  const more = await rejected(3, [2]);
  expect(await send(more.form, more.token, 2)).toContain("We asked for 1 photo and you sent 2 photos");
  expect(await newest(more.itemId)).toEqual([1, "new 1.jpg", 3, "new 2.jpg"].map(nameOf));
});

it("where no photo was marked, what is sent takes the place of all", async () => {
  const { itemId, token, form } = await rejected(3, []);
  await send(form, token, 1);
  expect(await newest(itemId)).toEqual(["new 1.jpg"]);
});

const nameOf = (one: number | string) => (typeof one === "number" ? `IMG_${one}.jpg` : one);

it("a manager who sends another number in the customer's place is told, and one who sends as many is not", async () => {
  const actor = await makeMember(shopId, ["manager"]);
  const attach = async (marked: readonly number[], count: number, changeCount = 0) => {
    const { itemId } = await rejected(3, marked);
    const body = new FormData();
    body.set("actId", crypto.randomUUID());
    body.set("target", `${itemId}:${changeCount}`);
    body.set("note", "By mail");
    for (let at = 0; at < count; at += 1)
      body.append("photos", new File([new Uint8Array(await jpeg(40 + at))], `${at}.jpg`));
    const request = new Request("https://proofline.test/app/replace-photo", { method: "POST", body });
    const form = { contentType: request.headers.get("Content-Type"), body: request.body };
    const received = await receiveMemberPhoto(form, { shopId, actor });
    return "wrong" in received ? received.wrong : received.remark;
  };
  expect(await attach([2, 3], 1)).toMatch(
    /^The rejection marks 2 photos, and 1 photo came: it takes the place of the first/,
  );
  expect(await attach([2], 2)).toContain("the rest comes after the item's other photos");
  expect(await attach([2], 1)).toBeUndefined();
  expect(await attach([], 3), "all are replaced").toBeUndefined();
  expect(await attach([2], 2, 7), "nothing was taken").toBeUndefined();
});

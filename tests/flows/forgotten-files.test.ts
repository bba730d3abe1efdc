// What is on its way at the moment a customer is forgotten leaves no file behind.
import { setTimeout as wait } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { forgetRows } from "../../app/adapters/rows/shop/privacy.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { env } from "../../app/env.server.ts";
import { fetchItemPhoto } from "../../app/services/intake/fetch-item-photo.ts";
import { makeFileRenditions } from "../../app/services/intake/make-file-renditions.ts";
import { dropFiles } from "../../app/services/shop/drop-files.ts";
import { forgetCustomer } from "../../app/services/shop/forget-customer.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { drainJobs, drainJobsWithFaults } from "./set-up.ts";

const domain = "forgotten-files.myshopify.com";
/** The photo and its three pictures. */
const ALL_FILES = 4;
let shopId: string;
let origin: string;
let whileAsked: () => Promise<void> = async () => {};
const server = createServer((_request, response) => {
  void Promise.all([jpeg(), whileAsked()]).then(([file]) =>
    response.writeHead(200, { "content-length": file.length }).end(file),
  );
});

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  env().PHOTO_HOSTS_ALLOWED.push(origin);
  shopId = await openShop(domain);
});
afterAll(() => new Promise((done) => server.close(done)));

const untouched = { "fetch-item-photo": async () => {}, "make-file-renditions": async () => {} };
const forgotten = (id: number) => ({ shopId, shopifyCustomerId: null, shopifyOrderIds: [String(id)] });
const photoOf = (id: number) =>
  db().photo.findFirstOrThrow({ where: { shopId, item: { order: { shopifyOrderId: String(id) } } } });
const dropNow = () => drainJobs({ with: { ...withoutShopify, ...untouched } });

async function filesOf(photoId: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of storage().list(shopId)) if (key.includes(photoId)) keys.push(key);
  return keys;
}

async function takePhoto(id: number): Promise<string> {
  const lines = [{ id, properties: [photoProperty(`${origin}/${id}.jpg`)] }];
  await sendWebhook(orderBody({ id, number: id, lines }), { domain });
  await dropNow();
  return (await photoOf(id)).id;
}

it("a photo that was being fetched is not kept", async () => {
  const photoId = await takePhoto(8_001);
  whileAsked = () => forgetCustomer(forgotten(8_001));
  await fetchItemPhoto({ shopId, photoId }, false);
  whileAsked = async () => {};
  await dropNow();
  expect(await photoOf(8_001)).toMatchObject({ state: "failed", failure: "forgotten", storageKey: null });
  expect(await filesOf(photoId)).toEqual([]);
});

it("nor is one that comes after the files of its customer were removed", async () => {
  const photoId = await takePhoto(8_007);
  whileAsked = async () => {
    await forgetCustomer(forgotten(8_007));
    await dropNow();
  };
  await fetchItemPhoto({ shopId, photoId }, false);
  whileAsked = async () => {};
  expect(await filesOf(photoId)).toEqual([]);
});

it("pictures that were being made of a photo are not kept", async () => {
  const photoId = await takePhoto(8_002);
  await fetchItemPhoto({ shopId, photoId }, false);
  const fetched = await filesOf(photoId);
  expect(fetched).toHaveLength(1);
  const job = inTransaction(async (tx) => {
    const { keys } = await forgetRows(tx, forgotten(8_002));
    const making = makeFileRenditions({ shopId, fileKind: "photo", fileId: photoId });
    while ((await filesOf(photoId)).length < ALL_FILES) await wait(20);
    return { keys, making };
  }, 60_000);
  const { keys, making } = await job;
  await making;
  expect(keys).toContain(fetched[0]);
  expect(await filesOf(photoId)).toEqual(fetched);
  expect(await photoOf(8_002)).toMatchObject({ renditions: "none", thumbKey: null, screenKey: null });
});

it("files go although what removes them fails at first, and those that no row names yet go too", async () => {
  const photoId = await takePhoto(8_003);
  await fetchItemPhoto({ shopId, photoId }, false);
  await makeFileRenditions({ shopId, fileKind: "photo", fileId: photoId });
  // As a crash leaves it, between storing the pictures and writing that down.
  await db().photo.updateMany({
    where: { shopId, id: photoId },
    data: { renditions: "none", thumbKey: null, middleKey: null, screenKey: null },
  });
  expect(await filesOf(photoId)).toHaveLength(ALL_FILES);
  await forgetCustomer(forgotten(8_003));
  const broken = async () => {
    throw new Error("The storage does not answer");
  };
  await drainJobsWithFaults({ with: { ...withoutShopify, ...untouched, "drop-files": broken } });
  expect(await filesOf(photoId)).toHaveLength(ALL_FILES);
  await drainJobs({ with: { ...withoutShopify, ...untouched }, alsoLater: true });
  expect(await filesOf(photoId)).toEqual([]);
});

it("pictures of artwork that no row names yet go too, and no file of another shop", async () => {
  await takePhoto(8_005);
  const { itemId } = await photoOf(8_005);
  const storageKey = `${shopId}/artfile/drawn`;
  const file = { storageKey, fileName: "drawn.jpg", sha256: "0", contentType: "image/jpeg", bytes: 1n };
  await storage().put(storageKey, Readable.from([await jpeg()]), { contentType: "image/jpeg" });
  const { id } = await db().artfile.create({ data: { shopId, itemId, version: 1, photoVersion: 1, ...file } });
  await makeFileRenditions({ shopId, fileKind: "artfile", fileId: id });
  const unnamed = { renditions: "none", thumbKey: null, middleKey: null, screenKey: null };
  await db().artfile.updateMany({ where: { shopId, id }, data: unnamed });
  expect(await filesOf(id)).toHaveLength(ALL_FILES - 1);
  await forgetCustomer(forgotten(8_005));
  await dropNow();
  expect(await filesOf(id)).toEqual([]);
  const theirs = `${randomUUID()}/artfile/theirs`;
  await storage().put(theirs, Readable.from(["theirs"]), { contentType: "image/jpeg" });
  await dropFiles({ shopId, keys: [theirs] });
  expect(await storage().head(theirs)).not.toBeNull();
});

it("a link that came to a forgotten order all the same goes in the night, though nothing was fetched by it", async () => {
  const photoId = await takePhoto(8_006);
  await forgetCustomer(forgotten(8_006));
  await dropNow();
  await db().photo.updateMany({ where: { shopId, id: photoId }, data: { sourceUrl: `${origin}/8006.jpg` } });
  await cleanUp();
  await dropNow();
  expect(await photoOf(8_006)).toMatchObject({ sourceUrl: null });
});

it("photos that came to a forgotten order all the same go in the night, what staff attach later stays", async () => {
  const photoId = await takePhoto(8_004);
  await forgetCustomer(forgotten(8_004));
  await dropNow();
  await db().photo.updateMany({
    where: { shopId, id: photoId },
    data: { state: "fetching", sourceUrl: `${origin}/8004.jpg` },
  });
  await fetchItemPhoto({ shopId, photoId }, false);
  await cleanUp();
  await dropNow();
  expect(await filesOf(photoId)).toEqual([]);
  const { itemId, ...photo } = await photoOf(8_004);
  expect(photo).toMatchObject({ sourceUrl: null, storageKey: null });
  const staffs = { shopId, itemId, version: 2, position: 1, state: "ready", suppliedBy: "member", storageKey: "kept" };
  await db().photo.create({ data: staffs });
  // Another shop has an order with the same number, and its customer's photo.
  const neighbour = "forgotten-files-neighbour.myshopify.com";
  await openShop(neighbour);
  const lines = [{ id: 8_004, properties: [photoProperty(`${origin}/theirs.jpg`)] }];
  await sendWebhook(orderBody({ id: 8_004, number: 8_004, lines }), { domain: neighbour });
  await dropNow();
  await cleanUp();
  await dropNow();
  expect(await db().photo.count({ where: { shopId, itemId, storageKey: "kept" } })).toBe(1);
});

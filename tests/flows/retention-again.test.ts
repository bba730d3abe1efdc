// A photo whose time was over may be had from its link again, while its order is open and then only; what is had again is another file than the one that went.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { env } from "../../app/env.server.ts";
import { fetchPhotoAgain } from "../../app/services/intake/fetch-photo-again.ts";
import { retireFiles } from "../../app/services/upkeep/retire-files.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { drainJobs, drainJobsWithFaults, makeJobsDue, waitingJobs } from "./set-up.ts";
import { makeMember } from "./shop.ts";

const shopId = await openShop();
const admin = await makeMember(shopId, ["admin"]);
const cat = await jpeg();
const server = createServer(
  (_request, response) => void response.writeHead(200, { "content-length": cat.length }).end(cat),
);
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
env().PHOTO_HOSTS_ALLOWED.push(origin);
afterAll(() => void server.close());
let id = 300;

const work = () => drainJobsWithFaults({ with: withoutShopify });
const photoOf = (orderId: string) => db().photo.findFirstOrThrow({ where: { shopId, item: { orderId } } });

/** An order that came in with its photo and ended two hundred days ago. */
async function endedOrder(): Promise<{ orderId: string; photoId: string }> {
  id += 1;
  await sendWebhook(orderBody({ id, number: id, lines: [{ id, properties: [photoProperty(`${origin}/cat.jpg`)] }] }));
  await work();
  const order = await db().order.findFirstOrThrow({ where: { shopId, shopifyOrderId: String(id) } });
  const photo = await photoOf(order.id);
  expect(photo).toMatchObject({ state: "ready", renditions: "made" });
  await db().item.updateMany({ where: { shopId, orderId: order.id }, data: { step: "done" } });
  await db()
    .$executeRaw`UPDATE "Order" SET "endedAt" = now() - interval '200 days' WHERE "shopId" = ${shopId}::uuid AND id = ${order.id}::uuid`;
  return { orderId: order.id, photoId: photo.id };
}

async function openAgain(orderId: string): Promise<void> {
  await db().order.updateMany({ where: { shopId, id: orderId }, data: { endedAt: null } });
  await db().item.updateMany({ where: { shopId, orderId }, data: { step: "photo_review" } });
}

it("is not asked for of an ended order, whatever a page posts", async () => {
  const { orderId, photoId } = await endedOrder();
  await retireFiles({ shopId });
  await work();
  expect(await fetchPhotoAgain({ shopId, actor: admin, orderId, photoId })).toMatchObject({ isRefused: true });
  expect((await waitingJobs()).filter(({ job }) => job === "fetch-item-photo")).toEqual([]);
  expect(await photoOf(orderId)).toMatchObject({ state: "failed", failure: "deleted", askAgainAt: null });
});

it("is there with its pictures, although the storage was away when the former file went, and goes once more after a new end", async () => {
  const { orderId, photoId } = await endedOrder();
  const former = await photoOf(orderId);
  const away = vi.spyOn(storage(), "delete").mockRejectedValue(new Error("The storage is away"));
  await retireFiles({ shopId });
  await work();
  await openAgain(orderId);
  expect(await fetchPhotoAgain({ shopId, actor: admin, orderId, photoId })).toMatchObject({ isRefused: false });
  await work();
  expect(await photoOf(orderId)).toMatchObject({ state: "ready", renditions: "made" });
  // What is left to delete is tried again now.
  away.mockRestore();
  await makeJobsDue();
  await drainJobs({ with: withoutShopify });
  const again = await photoOf(orderId);
  const keysOf = (photo: typeof again) => [photo.storageKey, photo.thumbKey, photo.middleKey, photo.screenKey];
  const areThere = (photo: typeof again) =>
    Promise.all(keysOf(photo).map(async (key) => (await storage().head(key!)) !== null));
  expect(await areThere(again)).toEqual([true, true, true, true]);
  expect(await areThere(former)).toEqual([false, false, false, false]);
  await db()
    .$executeRaw`UPDATE "Order" SET "endedAt" = now() - interval '190 days' WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
  await retireFiles({ shopId });
  await work();
  expect(await areThere(again)).toEqual([false, false, false, false]);
});

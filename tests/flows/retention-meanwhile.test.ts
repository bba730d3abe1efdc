// What happens to an order while its files are about to go counts. Here they are kept in a bucket, and go from it as from a folder.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, inTransaction, tables } from "../../app/adapters/db.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { renditionKeys } from "../../app/adapters/storage/file-keys.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { env } from "../../app/env.server.ts";
import { setRetention } from "../../app/services/shop/change-settings.ts";
import { retireFiles } from "../../app/services/upkeep/retire-files.ts";
import { startTestBucket } from "../test-bucket.ts";
import { drainJobs, untilItWaits } from "./set-up.ts";
import { makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

let s3: Awaited<ReturnType<typeof startTestBucket>>;
let shopId: string;
beforeAll(async () => {
  s3 = await startTestBucket();
  env().STORAGE_URL = s3.address;
});
beforeEach(async () => {
  ({ shopId } = await makeShop());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await s3.close();
});

/** An order of one item with a photo and its pictures, an artfile and an older one that nobody approved; it ended two hundred days ago. */
async function endedOrder() {
  const { orderId, itemIds } = await makeOrder(shopId, { step: "fulfilment" });
  const itemId = itemIds[0]!;
  const photo = await db().photo.findFirstOrThrow({ where: { shopId, itemId } });
  const shown = renditionKeys(shopId, "photo", photo);
  for (const key of Object.values(shown))
    await storage().put(key, Buffer.from("a picture"), { contentType: "image/webp" });
  await db().photo.updateMany({ where: { shopId, itemId }, data: shown });
  const newest = await storeFile(shopId, "artfile 2", "artfile");
  await db().artfile.create({
    data: { shopId, itemId, ...newest, bytes: 9n, version: 2, photoVersion: 1, fileName: "2.png", renditions: "made" },
  });
  await db().item.updateMany({ where: { shopId, id: itemId }, data: { artfileVersion: 2, step: "done" } });
  await db()
    .$executeRaw`UPDATE "Order" SET "endedAt" = now() - interval '200 days' WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
  const [superseded] = await db().artfile.findMany({ where: { shopId, itemId }, orderBy: { version: "asc" } });
  const keys = {
    ...{ photo: photo.storageKey!, ...shown },
    ...{ superseded: superseded!.storageKey, newest: newest.storageKey },
  };
  return { orderId, itemId, keys, superseded: superseded! };
}

/** Which of these files are stored, by name. */
async function there(keys: Record<string, string>): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(keys).map(async ([name, key]) => ((await storage().head(key)) ? name : [])),
  );
  return found.flat();
}

describe("files of an order", () => {
  it("stay that was opened again while it was its turn", async () => {
    const { orderId, keys } = await endedOrder();
    const retiring = await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      const work = retireFiles({ shopId });
      await untilItWaits(work);
      await tables(tx).order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { endedAt: null } });
      return { work };
    });
    await retiring.work;
    await drainJobs();
    expect(await there(keys)).toEqual(Object.keys(keys));
    expect(await db().photo.count({ where: { shopId, deletedAt: { not: null } } })).toBe(0);
  });

  it("stay whose shop wanted that while it was their turn", async () => {
    const { orderId, keys } = await endedOrder();
    const actor = await makeMember(shopId, ["admin"]);
    const retiring = await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      const work = retireFiles({ shopId });
      await untilItWaits(work);
      await setRetention({ shopId, actor, retention: { photos: null, versions: null, webhooks: 30 } });
      return { work };
    });
    await retiring.work;
    await drainJobs();
    expect(await there(keys)).toEqual(Object.keys(keys));
  });

  it("stay that an upload still names", async () => {
    const { itemId, keys, superseded } = await endedOrder();
    const { fileName, storageKey, sha256, bytes, contentType } = superseded;
    const file = { fileName, storageKey, sha256, bytes, contentType };
    await db().upload.create({ data: { shopId, itemId, ...file, kind: "artfile", state: "committed" } });
    await retireFiles({ shopId });
    await drainJobs();
    expect(await there(keys)).toEqual(["superseded", "newest"]);
  });

  it("go with their pictures, and what stays is there whole", async () => {
    const { keys } = await endedOrder();
    expect(await there(keys)).toHaveLength(6);
    await retireFiles({ shopId });
    await drainJobs();
    expect(await there(keys)).toEqual(["newest"]);
    const ofShop = [...s3.objects.keys()].filter((name) => name.includes(shopId));
    expect(ofShop).toEqual([expect.stringContaining(keys.newest)]);
  });
});

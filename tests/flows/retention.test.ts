// The files of an order live for so many days after its end, and not a day less; what was approved lives as long as its record.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { readHomeFacts } from "../../app/adapters/rows/shop/home-facts.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { artfileCard, photoCard } from "../../app/services/screens/file-cards.ts";
import { viewOf } from "../../app/services/screens/item-cards.ts";
import { loadItemRows } from "../../app/adapters/rows/items/item-rows.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { storedWords } from "../../app/domain/files/retention.ts";
import { keepFile } from "../../app/services/artfiles/keep-file.ts";
import { setRetention } from "../../app/services/shop/change-settings.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { retireFiles } from "../../app/services/upkeep/retire-files.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

let shopId: string;
let admin: ActingMember;
beforeEach(async () => {
  ({ shopId } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

type Files = { itemId: string; orderId: string; photos: string[]; artfiles: string[] };

/** An order of one item with two versions of its photo and three artfiles, the second approved once; it ended so many days ago. */
async function endedOrder(daysAgo: number | null): Promise<Files> {
  const { orderId, itemIds } = await makeOrder(shopId, { step: "fulfilment" });
  const itemId = itemIds[0]!;
  const of = { shopId, itemId };
  const second = await storeFile(shopId, "a better photo", "photo");
  const shown = { thumbKey: second.storageKey, middleKey: second.storageKey, screenKey: second.storageKey };
  await db().photo.create({
    data: { ...of, ...second, ...shown, bytes: 14n, version: 2, position: 1, state: "ready", renditions: "made" },
  });
  for (const version of [2, 3]) {
    const file = await storeFile(shopId, `artfile ${version}`, "artfile");
    const approved = version === 2 ? { approvedAt: new Date(), approvedBy: "customer", voidedAt: new Date() } : {};
    await db().artfile.create({
      data: {
        ...of,
        ...file,
        ...approved,
        bytes: 9n,
        version,
        photoVersion: 2,
        fileName: `${version}.png`,
        renditions: "made",
      },
    });
  }
  await db().item.update({
    where: { shopId_id: { shopId, id: itemId } },
    data: {
      photoVersion: 2,
      artfileVersion: 3,
      approvedArtfileVersion: 3,
      step: daysAgo === null ? "fulfilment" : "done",
    },
  });
  if (daysAgo !== null) await endedFor(orderId, daysAgo);
  const [photos, artfiles] = [
    await db().photo.findMany({ where: of, orderBy: { version: "asc" } }),
    await db().artfile.findMany({ where: of, orderBy: { version: "asc" } }),
  ];
  return {
    ...{ itemId, orderId },
    photos: photos.map(({ storageKey }) => storageKey!),
    artfiles: artfiles.map(({ storageKey }) => storageKey),
  };
}

async function endedFor(orderId: string, days: number): Promise<void> {
  await db().$executeRaw`UPDATE "Order" SET "endedAt" = now() - ${days}::int * interval '1 day' - interval '1 minute'
    WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
}

/** Which files are still stored, those of photos and of artfiles, in the order of their versions. */
async function there({ photos, artfiles }: Files): Promise<{ photos: boolean[]; artfiles: boolean[] }> {
  const isThere = async (key: string) => (await storage().head(key)) !== null;
  return { photos: await Promise.all(photos.map(isThere)), artfiles: await Promise.all(artfiles.map(isThere)) };
}

async function aNight(): Promise<void> {
  await retireFiles({ shopId });
  await drainJobs();
}

const ALL = { photos: [true, true], artfiles: [true, true, true] };
const WITHOUT_SUPERSEDED = { photos: [false, true], artfiles: [false, true, true] };
const APPROVED_AND_NEWEST = { photos: [false, false], artfiles: [false, true, true] };

describe("files of an order", () => {
  it.each([
    ["is open", null, ALL],
    ["ended a month ago", 30, ALL],
    ["ended 89 days ago", 89, ALL],
    ["ended 90 days ago", 90, WITHOUT_SUPERSEDED],
    ["ended 179 days ago", 179, WITHOUT_SUPERSEDED],
    ["ended 180 days ago", 180, APPROVED_AND_NEWEST],
    ["ended ten years ago", 3650, APPROVED_AND_NEWEST],
  ])("that %s", async (_when, daysAgo, left) => {
    const order = await endedOrder(daysAgo);
    await aNight();
    expect(await there(order)).toEqual(left);
  });

  it("go at their own times: versions first, then photos", async () => {
    const order = await endedOrder(100);
    await aNight();
    expect(await there(order)).toEqual(WITHOUT_SUPERSEDED);
    // The same end, seen later.
    await db()
      .$executeRaw`UPDATE "Order" SET "endedAt" = "endedAt" - interval '100 days', "versionsRetiredFor" = "versionsRetiredFor" - interval '100 days'
      WHERE "shopId" = ${shopId}::uuid`;
    await aNight();
    expect(await there(order)).toEqual(APPROVED_AND_NEWEST);
  });

  it("that was opened again count from its new end", async () => {
    const order = await endedOrder(100);
    await aNight();
    const file = await storeFile(shopId, "drawn anew", "artfile");
    await db().artfile.create({
      data: { shopId, itemId: order.itemId, ...file, bytes: 9n, version: 4, photoVersion: 2, fileName: "4.png" },
    });
    await db().item.updateMany({ where: { shopId }, data: { artfileVersion: 4 } });
    const again = { ...order, artfiles: [...order.artfiles, file.storageKey] };
    await endedFor(order.orderId, 20);
    await aNight();
    expect((await there(again)).artfiles).toEqual([false, true, true, true]);
    await endedFor(order.orderId, 95);
    await aNight();
    expect((await there(again)).artfiles).toEqual([false, true, false, true]);
  });

  it("go as the shop has said, which holds at once for what ended before", async () => {
    const order = await endedOrder(31);
    await aNight();
    expect(await there(order)).toEqual(ALL);
    await setRetention({ shopId, actor: admin, retention: { photos: 30, versions: null, webhooks: 30 } });
    await aNight();
    expect(await there(order)).toEqual({ photos: [false, false], artfiles: [true, true, true] });
  });

  it("always stay where the shop wants that", async () => {
    const order = await endedOrder(3650);
    await setRetention({ shopId, actor: admin, retention: { photos: null, versions: null, webhooks: 30 } });
    await aNight();
    expect(await there(order)).toEqual(ALL);
  });

  it("are another shop's own matter", async () => {
    const order = await endedOrder(200);
    const mine = shopId;
    ({ shopId } = await makeShop());
    await aNight();
    expect(await there(order)).toEqual(ALL);
    shopId = mine;
  });

  it("stay while something else needs them: a photo that is the artwork, a photo that a newer version kept", async () => {
    const order = await endedOrder(200);
    const [first] = await db().photo.findMany({ where: { shopId }, orderBy: { version: "asc" } });
    await db().artfile.updateMany({ where: { shopId, version: 3 }, data: { storageKey: first!.storageKey! } });
    await aNight();
    expect((await there(order)).photos).toEqual([true, false]);
    expect(await db().photo.findMany({ where: { shopId, storageKey: { not: null } } })).toEqual([]);
  });
});

describe("what is left of a file that went", () => {
  it("its row with name, size and hash, and a sentence in place of a picture", async () => {
    const { itemId } = await endedOrder(200);
    await aNight();
    const { rows, situations } = await loadItemRows(shopId, [itemId]);
    const row = rows[0]!;
    const situation = situations.get(row.order.id)!;
    const viewing = { ...viewOf(row), shopId, actor: admin, situation, item: situation.items[0]! };
    const photo = photoCard(row.photos[0]!, viewing);
    expect(photo).toMatchObject({ thumb: null, screen: null, original: null, isToAsk: false, bytes: 14 });
    expect(photo.failure).toMatch(/^Deleted on /);
    expect(row.photos[0]!.sha256).not.toBeNull();
    const artfiles = row.artfiles.map((artfile) => artfileCard(artfile, viewing));
    expect(artfiles.map(({ version, original, deleted }) => [version, original !== null, deleted !== null])).toEqual([
      [3, true, false],
      [2, true, false],
      [1, false, true],
    ]);
  });

  it("nothing of it when the storage is away at that moment: its bytes go later", async () => {
    const order = await endedOrder(200);
    const away = vi.spyOn(storage(), "delete").mockRejectedValue(new Error("The storage is away"));
    await retireFiles({ shopId });
    await drainJobs().catch(() => undefined);
    expect((await there(order)).photos).toEqual([true, true]);
    away.mockRestore();
    await db()
      .$executeRaw`SELECT graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) FROM graphile_worker._private_jobs`;
    await drainJobs();
    expect(await there(order)).toEqual(APPROVED_AND_NEWEST);
  });
});

describe("the job", () => {
  it("gives its place back and goes on by itself", async () => {
    const orders = [await endedOrder(200), await endedOrder(201), await endedOrder(202)];
    await retireFiles({ shopId }, { turnMs: -1 });
    expect(await Promise.all(orders.map(there))).toEqual([ALL, ALL, ALL]);
    expect((await waitingJobs()).filter(({ job }) => job === "retire-files")).toHaveLength(1);
    await drainJobs();
    expect(await Promise.all(orders.map(there))).toEqual([
      APPROVED_AND_NEWEST,
      APPROVED_AND_NEWEST,
      APPROVED_AND_NEWEST,
    ]);
  });

  it("is asked for every night, and counts what is stored then", async () => {
    await endedOrder(200);
    expect((await readHomeFacts(shopId)).stored).toBeNull();
    await cleanUp();
    await drainJobs();
    expect(storedWords((await readHomeFacts(shopId)).stored!, "UTC")).toMatch(
      /^0 photos \(0 MB\) and 2 artfiles \(0 MB\) are stored/,
    );
  });
});

describe("a file that was stored for a row", () => {
  it("stays when the row came, and goes after a day when whoever stored it ended before that", async () => {
    const { itemIds } = await makeOrder(shopId, { step: "artwork" });
    const about = { contentType: "image/png" };
    const [named, unnamed] = [
      await keepFile(shopId, "artfile", Buffer.from("handed in"), about),
      await keepFile(shopId, "artfile", Buffer.from("nobody came"), about),
    ];
    await db().artfile.create({
      data: {
        shopId,
        itemId: itemIds[0]!,
        ...named,
        ...about,
        bytes: 9n,
        version: 1,
        photoVersion: 1,
        fileName: "1.png",
      },
    });
    await drainJobs();
    expect(await storage().head(unnamed.storageKey)).not.toBeNull();
    await drainJobs({ alsoLater: true });
    expect(await storage().head(named.storageKey)).not.toBeNull();
    expect(await storage().head(unnamed.storageKey)).toBeNull();
  });
});

describe("a notice that could not be worked", () => {
  it("goes when it is older than its own shop keeps it", async () => {
    const other = await makeShop();
    await setRetention({ shopId, actor: admin, retention: { photos: null, versions: null, webhooks: 7 } });
    const mine = await db().shop.findUniqueOrThrow({ where: { id: shopId } });
    const leave = (shopDomain: string, daysAgo: number) =>
      db().$executeRaw`INSERT INTO "WebhookDelivery" ("shopDomain", topic, "eventId", body, "dueAt", "receivedAt")
        VALUES (${shopDomain}, 'orders/updated', ${`${shopDomain} ${daysAgo}`}, '{}', NULL, now() - ${daysAgo}::int * interval '1 day' - interval '1 minute')`;
    for (const domain of [mine.domain, other.domain])
      await Promise.all([6, 7, 29, 30].map((daysAgo) => leave(domain, daysAgo)));
    await cleanUp();
    const left = await db().webhookDelivery.findMany({
      where: { topic: "orders/updated" },
      orderBy: { eventId: "asc" },
    });
    expect(left.map(({ eventId }) => eventId).toSorted()).toEqual(
      [`${mine.domain} 6`, `${other.domain} 29`, `${other.domain} 6`, `${other.domain} 7`].toSorted(),
    );
  });
});

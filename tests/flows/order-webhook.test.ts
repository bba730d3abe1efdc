// An order of the shop comes in by webhook and becomes items with their photos.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { lockIntake } from "../../app/adapters/rows/orders/intake-rows.ts";
import { activeShopById } from "../../app/adapters/rows/shop/shops.ts";
import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { fetchItemPhoto } from "../../app/services/intake/fetch-item-photo.ts";
import { tellPhotoArrived } from "../../app/services/intake/tell-photo-arrived.ts";
import { takeOrder } from "../../app/services/intake/take-order.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, startFileHost, withoutShopify } from "./intake.ts";
import { drainJobs, untilItWaits } from "./set-up.ts";
import { makeOrder, stepsOf } from "./shop.ts";

let host: Awaited<ReturnType<typeof startFileHost>>;
let shopId: string;

beforeAll(async () => {
  host = await startFileHost({
    "/cat.jpg": await jpeg(),
    "/dog.jpg": await jpeg(2400, 1800),
    "/text.jpg": Buffer.from("<html>not a photo</html>"),
    "/broken.jpg": (await jpeg()).subarray(0, 300),
  });
  shopId = await openShop();
  await openShop("lockets.myshopify.com");
  await drainJobs({ with: withoutShopify });
});
afterAll(() => host.close());

const work = () => drainJobs({ with: withoutShopify, alsoLater: true });
const orderOf = (id: number) =>
  db().order.findFirst({
    where: { shopId, shopifyOrderId: String(id) },
    include: { items: { orderBy: { number: "asc" }, include: { photos: true, history: { orderBy: { id: "asc" } } } } },
  });

describe("an order comes in", () => {
  it("becomes an item per photo property, with its photo copied and shown upright", async () => {
    const lines = [
      {
        id: 11,
        quantity: 3,
        properties: [
          photoProperty(`${host.origin}/cat.jpg`),
          { name: "Pet's name", value: "Milo" },
          { name: "_upload_session", value: "of no use to a person" },
        ],
      },
      { id: 12, title: "Mug", properties: [{ name: "Colour", value: "red" }] },
      {
        id: 13,
        title: "Engraved Locket",
        variant: null,
        properties: [
          photoProperty(`${host.origin}/dog.jpg`, "Left side"),
          photoProperty(`${host.origin}/cat.jpg`, "Right side"),
        ],
      },
    ];
    expect(await sendWebhook(orderBody({ id: 1, number: 1023, lines }))).toBe(200);
    await work();
    const order = await orderOf(1);
    expect(
      order?.items.map(({ number, fileName, quantity, step, options }) => ({
        number,
        fileName,
        quantity,
        step,
        options,
      })),
    ).toEqual([
      {
        number: 1,
        fileName: "1023 - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images",
        quantity: 3,
        step: "photo_review",
        options: ["LivingRoom", "Full"],
      },
      { number: 2, fileName: "1023 - Engraved Locket - 2 - Left side", quantity: 1, step: "photo_review", options: [] },
      {
        number: 3,
        fileName: "1023 - Engraved Locket - 3 - Right side",
        quantity: 1,
        step: "photo_review",
        options: [],
      },
    ]);
    expect(order?.items[0]?.details).toEqual([{ name: "Pet's name", value: "Milo" }]);
    const photo = order?.items[1]?.photos[0];
    expect(photo).toMatchObject({
      state: "ready",
      renditions: "made",
      width: 2400,
      height: 1800,
      contentType: "image/jpeg",
      originalName: "dog.jpg",
    });
    expect(await storage().head(photo?.thumbKey ?? "")).not.toBeNull();
    expect(order?.searchText).toContain("jamie@customer.test");
    expect(order?.items[0]?.history.map(({ event }) => event)).toEqual(["item_made"]);
  });

  it("an order without a photo is not kept", async () => {
    await sendWebhook(orderBody({ id: 2, lines: [{ properties: [{ name: "Name", value: "Milo" }] }] }));
    await work();
    expect(await orderOf(2)).toBeNull();
  });

  it("the same webhook twice makes one order", async () => {
    const body = orderBody({
      id: 3,
      number: 1003,
      lines: [{ id: 31, properties: [photoProperty(`${host.origin}/cat.jpg`)] }],
    });
    expect(await sendWebhook(body, { eventId: "twice" })).toBe(200);
    expect(await sendWebhook(body, { eventId: "twice" })).toBe(200);
    expect(await db().webhookDelivery.count({ where: { eventId: "twice" } })).toBe(1);
    await work();
    expect((await orderOf(3))?.items).toHaveLength(1);
  });

  it("a link that leads nowhere, to no photo or to a broken one leaves the item in Image Approval with its reason", async () => {
    const links = ["/gone.jpg", "/text.jpg", "/broken.jpg"].map((path) => `${host.origin}${path}`);
    await sendWebhook(
      orderBody({
        id: 4,
        number: 1004,
        lines: links.map((link, at) => ({ id: 41 + at, properties: [photoProperty(link)] })),
      }),
    );
    await sendWebhook(
      orderBody({
        id: 5,
        number: 1005,
        lines: [{ id: 51, properties: [photoProperty("https://127.0.0.1/secret.jpg")] }],
      }),
    );
    await work();
    const items = [...((await orderOf(4))?.items ?? []), ...((await orderOf(5))?.items ?? [])];
    expect(items.map(({ step, photos }) => [step, photos[0]?.state, photos[0]?.failure])).toEqual([
      ["photo_review", "failed", "dead_link"],
      ["photo_review", "failed", "page_instead"],
      ["photo_review", "failed", "unreadable"],
      ["photo_review", "failed", "forbidden_address"],
    ]);
    expect(items[0]?.history.map(({ event }) => event)).toContain("photo_failed");
  });

  it("two lines that would get the same file name in the shop get different ones", async () => {
    const line = { id: 61, title: "Poster", variant: null, properties: [photoProperty(`${host.origin}/cat.jpg`)] };
    await sendWebhook(orderBody({ id: 6, number: 1006, lines: [line] }));
    await sendWebhook(orderBody({ id: 7, number: 1006, lines: [line] }));
    await work();
    const names = [await orderOf(6), await orderOf(7)].map((order) => order?.items[0]?.fileName);
    expect(names.sort()).toEqual(["1006 - Poster - 1 - Uploaded Images", "1006 - Poster - 1 - Uploaded Images ~2"]);
  });

  it("where nobody looks at photos it goes on with the last of its photos, also when that one could not be fetched", async () => {
    const made = await makeOrder(shopId, { flow: { skips: ["photo_review"] } });
    const [itemId] = made.itemIds as [string];
    const photo = { shopId, itemId, version: 1, position: 2, sourceUrl: `${host.origin}/gone.jpg` };
    const second = await db().photo.create({ data: photo });
    const first = await db().photo.findFirstOrThrow({ where: { shopId, itemId, position: 1 } });
    await tellPhotoArrived({ shopId, photoId: first.id });
    expect(await stepsOf(shopId, made.orderId)).toEqual(["photo_review"]);
    await fetchItemPhoto({ shopId, photoId: second.id }, true);
    expect(await stepsOf(shopId, made.orderId)).toEqual(["artwork"]);
  });

  it("what a webhook said of a person is not kept once it has been worked", async () => {
    const lines = [{ properties: [photoProperty(`${host.origin}/cat.jpg`)] }];
    await sendWebhook(orderBody({ id: 20, number: 1020, lines }), { eventId: "worked" });
    const delivery = () => db().webhookDelivery.findFirstOrThrow({ where: { eventId: "worked" } });
    expect((await delivery()).body).toContain("customer");
    await work();
    expect(await delivery()).toMatchObject({ body: null, workedAt: expect.any(Date) });
  });

  it("an order that is told of twice at once is taken in once: the second waits for the first, before there is a row", async () => {
    const lines = [{ properties: [photoProperty(`${host.origin}/cat.jpg`)] }];
    const shop = (await activeShopById(shopId))!;
    const { order } = readOrderPayload(orderBody({ id: 21, number: 1021, lines }))!;
    const { taking } = await inTransaction(async (tx) => {
      await lockIntake(tx, shopId, "21");
      const taking = takeOrder(shop, order);
      await untilItWaits(taking);
      expect(await orderOf(21)).toBeNull();
      return { taking };
    });
    expect(await taking).toBe("taken");
    await work();
  });

  it("orders that come in at once and want the same file name each get one of their own", async () => {
    const shop = (await activeShopById(shopId))!;
    const lines = [{ title: "Cup", variant: null, properties: [photoProperty(`${host.origin}/cat.jpg`)] }];
    const ids = [31, 32, 33, 34, 35, 36];
    const told = ids.map((id) => readOrderPayload(orderBody({ id, number: 1030, lines }))!.order);
    expect(await Promise.all(told.map((order) => takeOrder(shop, order)))).toEqual(ids.map(() => "taken"));
    const items = await db().item.findMany({ where: { shopId, productTitle: "Cup" } });
    expect(new Set(items.map(({ fileName }) => fileName)).size).toBe(ids.length);
    await work();
  });

  it("an order of one shop does not show in another", async () => {
    await sendWebhook(orderBody({ id: 8, lines: [{ properties: [photoProperty(`${host.origin}/cat.jpg`)] }] }), {
      domain: "lockets.myshopify.com",
    });
    await work();
    expect(await orderOf(8)).toBeNull();
    expect(await db().order.count({ where: { shopifyOrderId: "8" } })).toBe(1);
  });
});

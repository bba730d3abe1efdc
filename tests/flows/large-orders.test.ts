// An order of any size is taken in by a handful of statements, so that a database that is far away does not make it long.
import pg from "pg";
import { expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { activeShopById } from "../../app/adapters/rows/shop/shops.ts";
import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { takeOrder } from "../../app/services/intake/take-order.ts";
import { openShop, orderBody, photoProperty } from "./intake.ts";
import { waitingJobs } from "./set-up.ts";

const shopId = await openShop("large.myshopify.com");
const shop = (await activeShopById(shopId))!;

/** Takes in an order of so many lines with a photo each, all of the same product; gives how many statements it took. */
async function takeIn(id: number, lines: number, updatedAt = "2026-11-01T10:00:00Z"): Promise<number> {
  const body = orderBody({
    id,
    number: id,
    updatedAt,
    lines: Array.from({ length: lines }, (_none, at) => ({
      id: at + 1,
      properties: [photoProperty(`https://photos.example/${id}-${at}.jpg`)],
    })),
  });
  const asked = vi.spyOn(pg.Client.prototype, "query");
  expect(await takeOrder(shop, readOrderPayload(body)!.order)).toMatch(/taken|updated/);
  const count = asked.mock.calls.length;
  asked.mockRestore();
  return count;
}

it("500 lines with 500 photos take as many statements as five, and each has its item, photo, name and job", async () => {
  await takeIn(1, 1);
  const few = await takeIn(2, 5);
  const many = await takeIn(3, 500);
  expect(many).toBe(few);
  expect(many).toBeLessThan(40);
  const { id: orderId } = await db().order.findFirstOrThrow({ where: { shopId, shopifyOrderId: "3" } });
  const items = await db().item.findMany({ where: { shopId, orderId }, include: { photos: true } });
  expect(items.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 500 }, (_n, at) => at + 1),
  );
  expect(new Set(items.map(({ fileNameKey }) => fileNameKey)).size).toBe(500);
  expect(items.every(({ photos }) => photos.length === 1 && photos[0]!.state === "fetching")).toBe(true);
  const jobs = (await waitingJobs()).filter(({ job }) => job === "fetch-item-photo");
  const fetched = new Set(jobs.map(({ payload }) => (payload as { photoId: string }).photoId));
  expect(items.every(({ photos }) => fetched.has(photos[0]!.id))).toBe(true);
});

it("an edit that adds 300 lines takes as many as one that adds three", async () => {
  await takeIn(4, 2);
  await takeIn(5, 2);
  const few = await takeIn(4, 5, "2026-11-01T11:00:00Z");
  const many = await takeIn(5, 302, "2026-11-01T11:00:00Z");
  expect(many).toBe(few);
});

it("more orders of one number than are looked at together still get names of their own", async () => {
  const name = async (id: number) => {
    const body = orderBody({
      id,
      number: 77,
      lines: [{ properties: [photoProperty("https://photos.example/a.jpg")] }],
    });
    await takeOrder(shop, readOrderPayload(body)!.order);
    return (await db().item.findFirstOrThrow({ where: { shopId, order: { shopifyOrderId: String(id) } } })).fileName;
  };
  const names: string[] = [];
  for (let id = 100; id < 142; id += 1) names.push(await name(id));
  expect(new Set(names).size).toBe(42);
  expect(names.slice(0, 2).concat(names.at(-1)!)).toEqual([names[0]!, `${names[0]} ~2`, `${names[0]} ~42`]);
});

// What does not move by itself stands on Home, and why.
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { isStuckSql, stuckItems } from "../../app/adapters/rows/orders/overview.ts";
import { readSettings } from "../../app/adapters/rows/shop/shops.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let max: ActingMember;
let ida: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  max = await makeMember(shopId, ["manager"], { name: "Max" });
  ida = await makeMember(shopId, ["image_processor"], { name: "Ida" });
});

it("what nobody works on stands before what only takes long", async () => {
  const hours = (count: number) => new Date(Date.now() - count * 60 * 60 * 1000);
  const late = await makeOrder(shopId, { assign: { image_processor: ida } });
  await db().item.updateMany({
    where: { shopId, orderId: late.orderId },
    data: { stepSince: hours(50), visibleAt: hours(50) },
  });
  const nobodys = await makeOrder(shopId, { step: "artwork" });
  await db().item.updateMany({
    where: { shopId, orderId: nobodys.orderId },
    data: { stepSince: hours(1), visibleAt: hours(1) },
  });
  const { overview } = await showHome({ shopId, actor: max });
  expect(overview?.stuck.cards.map(({ why }) => why)).toEqual([
    "Waits for someone to be assigned",
    "Waits for Ida, longer than usual",
  ]);
});

it("what has only just come is not taken for stuck", async () => {
  const { orderId } = await makeOrder(shopId, { step: "artwork" });
  expect((await showHome({ shopId, actor: max })).overview?.stuck.count).toBe(0);
  const visibleAt = new Date(Date.now() - 2 * 60 * 1000);
  await db().item.updateMany({ where: { shopId, orderId }, data: { visibleAt } });
  expect((await showHome({ shopId, actor: max })).overview?.stuck.count).toBe(1);
});

it("an item that came without a photo is stuck until it has one", async () => {
  const { orderId } = await makeOrder(shopId, { assign: { image_processor: ida } });
  const visibleAt = new Date(Date.now() - 2 * 60 * 1000);
  await db().item.updateMany({ where: { shopId, orderId }, data: { visibleAt } });
  expect((await showHome({ shopId, actor: max })).overview?.stuck.count).toBe(0);
  await db().item.updateMany({ where: { shopId, orderId }, data: { photoVersion: 0 } });
  const { overview } = await showHome({ shopId, actor: max });
  expect(overview?.stuck.cards.map(({ why }) => why)).toEqual(["Waits for a readable photo"]);
});

it("an item whose photo could not be read is stuck, and so is one of an order that was opened again after its photos had gone", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { assign: { image_processor: ida } });
  const visibleAt = new Date(Date.now() - 2 * 60 * 1000);
  await db().item.updateMany({ where: { shopId, orderId }, data: { visibleAt } });
  const stuck = async () => (await showHome({ shopId, actor: max })).overview?.stuck.cards.map(({ why }) => why);
  await db().photo.updateMany({ where: { shopId, itemId: itemIds[0]! }, data: { state: "failed", failure: "gone" } });
  expect(await stuck()).toEqual(["Waits for a readable photo"]);
  await db().photo.updateMany({ where: { shopId }, data: { failure: "deleted", deletedAt: new Date() } });
  await db().order.updateMany({ where: { shopId }, data: { photosRetiredFor: new Date(0) } });
  expect(await stuck()).toEqual(["Waits for a readable photo"]);
  await db().photo.updateMany({ where: { shopId }, data: { state: "ready" } });
  expect(await stuck()).toEqual([]);
});

it("what is stuck is what the list of stuck orders says, whatever the order is like", async () => {
  const hours = (count: number) => new Date(Date.now() - count * 60 * 60 * 1000);
  const steps = [
    "photo_review",
    "photo_issue",
    "artwork",
    "quality_control",
    "customer_approval",
    "fulfilment",
    "done",
  ] as const;
  for (const [at, step] of steps.entries())
    for (const [age, assigned] of [
      [1, true],
      [400, true],
      [1, false],
    ] as const) {
      const assign = { image_processor: ida, artist: ida, quality_controller: ida, fulfiller: ida };
      const { orderId } = await makeOrder(shopId, { step, items: 1 + (at % 2), ...(assigned ? { assign } : {}) });
      await db().item.updateMany({ where: { shopId, orderId }, data: { stepSince: hours(age), visibleAt: hours(1) } });
    }
  const usual = (await readSettings(shopId)).usualHours;
  const listed = await db().$queryRaw<{ id: string }[]>`
    SELECT i.id FROM "Item" i WHERE i."shopId" = ${shopId}::uuid AND ${isStuckSql(usual)}`;
  const found = await stuckItems(shopId, usual, 100);
  expect(found.items.map(({ id }) => id).toSorted()).toEqual(listed.map(({ id }) => id).toSorted());
  expect(found.count).toBe(listed.length);
  expect(found.items.length).toBeGreaterThan(8);
});

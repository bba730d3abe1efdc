// What does not move by itself stands on Home, and why.
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
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

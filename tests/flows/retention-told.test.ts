// What is deleted is told: before it is, in the settings, and afterwards in the order's history.
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { retireFiles, showDueFiles } from "../../app/services/upkeep/retire-files.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
beforeEach(async () => {
  ({ shopId } = await makeShop());
});

/** An order with a photo that ended so many days ago. */
async function ended(days: number): Promise<string> {
  const { orderId } = await makeOrder(shopId, { step: "fulfilment" });
  await db().item.updateMany({ where: { shopId, orderId }, data: { step: "done" } });
  await db().$executeRaw`UPDATE "Order" SET "endedAt" = now() - ${days}::int * interval '1 day' - interval '1 minute'
    WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid`;
  return orderId;
}

async function aNight(): Promise<void> {
  await retireFiles({ shopId });
  await drainJobs();
}

it("how many orders each choice concerns, and no more once they were looked at", async () => {
  for (const days of [20, 40, 100, 200]) await ended(days);
  const { shopId: other } = await makeShop();
  const counted = async () =>
    (await showDueFiles(shopId)).map(({ days, photos, versions }) => [days, photos, versions]);
  expect(await counted()).toEqual([
    [30, 3, 3],
    [60, 2, 2],
    [90, 2, 2],
    [180, 1, 1],
    [365, 0, 0],
    [730, 0, 0],
  ]);
  await aNight();
  expect((await counted()).slice(0, 4)).toEqual([
    [30, 2, 1],
    [60, 1, 0],
    [90, 1, 0],
    [180, 0, 0],
  ]);
  expect((await showDueFiles(other)).every(({ photos, versions }) => photos + versions === 0)).toBe(true);
});

it("in the order's history, once, by the app itself", async () => {
  const [old, withoutVersions, young] = [await ended(200), await ended(100), await ended(10)];
  for (const _night of [1, 2]) await aNight();
  const actor = await makeMember(shopId, ["manager"]);
  const said = async (orderId: string) =>
    (await showOrder({ shopId, actor, orderId }))!.history.map(({ sentence }) => sentence);
  const told = /^Proofline deleted 1 photo whose time after the order’s end was over/;
  expect((await said(old)).filter((sentence) => told.test(sentence))).toHaveLength(1);
  for (const orderId of [withoutVersions, young])
    expect((await said(orderId)).filter((sentence) => /deleted/.test(sentence))).toEqual([]);
});

// Every shop that has the app is looked through again and again, and one whose import never ended is imported anew.
import { expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { markImported } from "../../app/adapters/rows/shop/shops.ts";
import { sweepShops } from "../../app/services/upkeep/sweep-shops.ts";
import { waitingJobs } from "./set-up.ts";
import { makeShop } from "./shop.ts";

it("asks for a sweep where the import has ended, for the import where it has not, and for nothing of a shop that left", async () => {
  const [imported, fresh, left] = [await makeShop(), await makeShop(), await makeShop()];
  await markImported(imported.shopId, new Date());
  await db().shop.update({ where: { id: left.shopId }, data: { uninstalledAt: new Date() } });
  for (let twice = 0; twice < 2; twice += 1) await sweepShops();
  const asked = (await waitingJobs()).map(({ job, payload }) => [job, (payload as { shopId: string }).shopId]);
  expect(asked.toSorted()).toEqual([
    ["import-orders", fresh.shopId],
    ["sweep-orders", imported.shopId],
  ]);
});

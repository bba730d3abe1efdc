// Cards are judged by what is read with them: it is the same situation that acts are judged by.
import { beforeAll, expect, it } from "vitest";
import { db, noTransaction } from "../../app/adapters/db.ts";
import { loadSituations } from "../../app/adapters/rows/acts/situations.ts";
import { loadItemRows } from "../../app/adapters/rows/items/item-rows.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
beforeAll(async () => {
  ({ shopId } = await makeShop());
});

it.each([
  ["a photo that was fetched", "photo_review", {}, {}],
  ["a photo that failed", "photo_review", { state: "failed" }, {}],
  ["a photo of an earlier version", "photo_review", { version: 7 }, {}],
  ["an artfile with a picture", "quality_control", {}, { screenKey: "some/key" }],
  ["an artfile whose picture is to come", "quality_control", {}, { renditions: "waiting" }],
  ["an artfile without a picture", "quality_control", {}, { renditions: "no_preview" }],
  ["an artfile whose picture failed", "customer_approval", {}, { renditions: "failed" }],
] as const)("%s", async (_, step, photo, artfile) => {
  const ana = await makeMember(shopId, ["artist"]);
  const { orderId, itemIds } = await makeOrder(shopId, { items: 2, step, assign: { artist: ana } });
  const where = { shopId, itemId: itemIds[0]! };
  await db().photo.updateMany({ where, data: photo });
  await db().artfile.updateMany({ where, data: artfile });
  const { rows, situations } = await loadItemRows(shopId, [itemIds[1]!]);
  expect(rows.map(({ id }) => id)).toEqual([itemIds[1]]);
  expect([...situations]).toEqual([...(await loadSituations(noTransaction(), shopId, [orderId]))]);
});

// An item is written by whoever holds its order's lock, and only as it was when they read it.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { writeItemChange } from "../../app/adapters/rows/items.ts";
import { beginAct } from "../../app/adapters/rows/running-act.ts";
import { itemsOf, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
beforeAll(async () => ({ shopId } = await makeShop()));

describe("an item that somebody else has changed since it was read", () => {
  it("is not written, and the fault names it", async () => {
    const { orderId, itemIds } = await makeOrder(shopId);
    const [item] = await itemsOf(shopId, orderId);
    const change = { itemId: itemIds[0]!, expectedChangeCount: item!.changeCount, set: { photoKept: true } };
    await db().item.updateMany({ where: { shopId, orderId }, data: { changeCount: { increment: 1 } } });
    const at = new Date();
    const writing = inTransaction((tx) => {
      const act = beginAct({ tx, shopId, actor: { kind: "system" }, actId: randomUUID(), at, undoableUntil: at });
      return writeItemChange(act, change, item!, at);
    });
    await expect(writing).rejects.toThrow(itemIds[0]!);
    expect(await itemsOf(shopId, orderId)).toMatchObject([{ photoKept: false, changeCount: 1 }]);
  });
});

describe("an item in a step that this version does not know", () => {
  it("is a fault that names the column, not something to work on", async () => {
    const { orderId } = await makeOrder(shopId);
    await db().item.updateMany({ where: { shopId, orderId }, data: { step: "varnishing" } });
    await expect(itemsOf(shopId, orderId)).rejects.toThrow(/Item\.step/);
  });
});

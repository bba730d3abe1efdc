// An item is written by whoever holds its order's lock, and only as it was when they read it.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { countUndone, writeItemChange } from "../../app/adapters/rows/items/items.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { beginAct } from "../../app/adapters/rows/acts/running-act.ts";
import { type UndoOutcome, undoAct } from "../../app/services/acts/undo-act.ts";
import { untilItWaits } from "./set-up.ts";
import { act, itemsOf, makeMember, makeOrder, makeShop } from "./shop.ts";

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
      return writeItemChange(act, change, item!, { since: at, visibleAt: at });
    });
    await expect(writing).rejects.toThrow(itemIds[0]!);
    expect(await itemsOf(shopId, orderId)).toMatchObject([{ photoKept: false, changeCount: 1 }]);
  });
});

describe("an act that is taken back while somebody else is writing its order", () => {
  it("waits for them, and is refused because of what they changed", async () => {
    const { orderId, itemIds } = await makeOrder(shopId);
    const admin = await makeMember(shopId, ["admin"]);
    const { actId } = await act({ shopId, actor: admin, command: { action: "approve_photo" }, itemIds });
    let undoing: Promise<UndoOutcome> | undefined;
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      undoing = undoAct({ shopId, actor: admin, actId });
      await untilItWaits(undoing);
      await countUndone(tx, shopId, itemIds);
    });
    expect(await undoing).toEqual({ refused: "changed_meanwhile" });
  });
});

describe("an item in a step that this version does not know", () => {
  it("is a fault that names the column, not something to work on", async () => {
    const { orderId } = await makeOrder(shopId);
    await db().item.updateMany({ where: { shopId, orderId }, data: { step: "varnishing" } });
    await expect(itemsOf(shopId, orderId)).rejects.toThrow(/Item\.step/);
  });
});

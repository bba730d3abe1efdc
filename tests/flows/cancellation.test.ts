// A cancelled line or order leaves every queue, opens the barriers it stood before, and keeps its history.
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import type { Step } from "../../app/domain/words/steps.ts";
import { actWithin, currentTargets } from "../../app/services/acts/act-on-items.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { act, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

const OPEN_STEPS: Step[] = [
  "photo_review",
  "photo_issue",
  "artwork",
  "quality_control",
  "customer_approval",
  "fulfilment",
];

function cancelInShopify(shopId: string, orderId: string, itemIds?: string[]) {
  return inTransaction(async (tx) => {
    const targets = await currentTargets(tx, shopId, orderId, itemIds);
    return actWithin(tx, {
      shopId,
      actor: { kind: "system" },
      actId: randomUUID(),
      command: { action: "cancel_in_shopify" },
      targets,
    });
  });
}

describe("cancellation", () => {
  it.each(OPEN_STEPS)("in Shopify wins over %s: the items leave every queue and their history stays", async (step) => {
    const { shopId, reasonId } = await makeShop();
    const admin = await makeMember(shopId, ["admin"]);
    const { orderId, itemIds } = await makeOrder(shopId, {
      items: 2,
      step: step === "photo_issue" ? "photo_review" : step,
    });
    if (step === "photo_issue")
      await act({ shopId, actor: admin, command: { action: "reject_photo", reasonId, comment: "" }, itemIds });
    const outcome = await cancelInShopify(shopId, orderId);
    expect(outcome.moved.map(({ from, to }) => [from, to])).toEqual([
      [step, "cancelled"],
      [step, "cancelled"],
    ]);
    expect(await stepsOf(shopId, orderId)).toEqual(["cancelled", "cancelled"]);
    expect((await db().order.findFirstOrThrow({ where: { shopId } })).endedAt).not.toBeNull();
    expect(await db().issue.count({ where: { shopId, endedAt: null } })).toBe(0);
    expect(await db().history.count({ where: { shopId, event: "cancel_in_shopify" } })).toBe(2);
  });

  it("of one line opens the barrier for the items that waited for it", async () => {
    const { shopId } = await makeShop();
    const admin = await makeMember(shopId, ["admin"]);
    const { orderId, itemIds } = await makeOrder(shopId, { items: 2 });
    await act({ shopId, actor: admin, command: { action: "approve_photo" }, itemIds: [itemIds[0]!] });
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_review", "photo_review"]);
    await cancelInShopify(shopId, orderId, [itemIds[1]!]);
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork", "cancelled"]);
  });

  it("by a manager can be undone for ten seconds, and wakes the order again", async () => {
    const { shopId } = await makeShop();
    const manager = await makeMember(shopId, ["manager"]);
    const { orderId, itemIds } = await makeOrder(shopId, { step: "artwork" });
    const cancelled = await act({ shopId, actor: manager, command: { action: "cancel" }, itemIds });
    expect((await db().order.findFirstOrThrow({ where: { shopId } })).endedAt).not.toBeNull();
    expect(await undoAct({ shopId, actor: manager, actId: cancelled.actId })).toHaveProperty("undone");
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork"]);
    expect((await db().order.findFirstOrThrow({ where: { shopId } })).endedAt).toBeNull();
  });

  it("leaves nothing to do for anybody afterwards", async () => {
    const { shopId } = await makeShop();
    const admin = await makeMember(shopId, ["admin"]);
    const { orderId, itemIds } = await makeOrder(shopId, { step: "quality_control" });
    await cancelInShopify(shopId, orderId);
    await db().order.updateMany({ where: { shopId }, data: { cancelledInShopify: new Date() } });
    const late = await act({ shopId, actor: admin, command: { action: "pass_artfile" }, itemIds });
    expect(late).toMatchObject({ moved: [], refused: [{ refusal: "order_cancelled" }] });
  });
});

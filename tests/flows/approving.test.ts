// An image processor approves photos, and the order moves on with its last one.
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { actOnItems } from "../../app/services/acts/act-on-items.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { waitingJobs } from "./set-up.ts";
import { act, itemsOf, letUndoWindowPass, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

let shopId: string;
let reasonId: string;
let ida: ActingMember;

beforeEach(async () => {
  ({ shopId, reasonId } = await makeShop());
  ida = await makeMember(shopId, ["image_processor"], { name: "Ida" });
});

const order = (items = 1) => makeOrder(shopId, { items, assign: { image_processor: ida } });

describe("approving photos", () => {
  it("the whole order moves on to the artist when its last photo is approved", async () => {
    const { orderId, itemIds } = await order(2);
    const first = await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds: [itemIds[0]!] });
    expect(first.moved).toMatchObject([
      { itemNumber: 1, to: "photo_review", waitsFor: [{ itemNumber: 2, step: "photo_review" }] },
    ]);

    const second = await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds: [itemIds[1]!] });
    expect(second.moved.map(({ itemNumber, to, isSibling }) => ({ itemNumber, to, isSibling }))).toEqual([
      { itemNumber: 1, to: "artwork", isSibling: true },
      { itemNumber: 2, to: "artwork", isSibling: false },
    ]);
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork", "artwork"]);
  });

  it("where no artwork is made, the photo becomes it with the pictures that it has, of every size", async () => {
    const flow = { skips: ["artwork" as const] };
    const { itemIds } = await makeOrder(shopId, { flow, assign: { image_processor: ida } });
    const pictures = { thumbKey: "small", middleKey: "middle", screenKey: "large" };
    await db().photo.updateMany({ where: { shopId }, data: pictures });
    await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds });
    expect(await db().artfile.findMany({ where: { shopId } })).toMatchObject([{ ...pictures, renditions: "made" }]);
  });

  it("a double click counts once and gives the same answer", async () => {
    const { orderId, itemIds } = await order();
    const input = {
      shopId,
      actor: ida,
      actId: randomUUID(),
      command: { action: "approve_photo" } as const,
      targets: [{ itemId: itemIds[0]!, changeCount: 0 }],
    };
    const [one, two] = await Promise.all([actOnItems(input), actOnItems(input)]);
    expect(two).toEqual(one);
    expect(one.moved).toHaveLength(1);
    expect((await itemsOf(shopId, orderId))[0]!.changeCount).toBe(1);
    expect(await db().history.count({ where: { shopId, orderId } })).toBe(1);
  });

  it("what an act did is told again to whoever did it, and to nobody else who sends its id", async () => {
    const { itemIds } = await order();
    const input = {
      shopId,
      actor: ida,
      actId: randomUUID(),
      command: { action: "approve_photo" } as const,
      targets: [{ itemId: itemIds[0]!, changeCount: 0 }],
    };
    const done = await actOnItems(input);
    for (const actor of [await makeMember(shopId, ["artist"]), { kind: "customer" } as const])
      expect(await actOnItems({ ...input, actor })).toMatchObject({
        moved: [],
        refused: [{ refusal: "unknown_item", orderName: null }],
        undoableUntil: null,
      });
    expect(await actOnItems(input)).toEqual(done);
  });

  it("Shopify is told of an act only when it cannot be taken back any more", async () => {
    const { orderId, itemIds } = await order();
    const { undoableUntil } = await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds });
    const told = (await waitingJobs()).find(
      ({ job, payload }) => job === "settle-order" && (payload as { orderId: string }).orderId === orderId,
    );
    expect(told?.runAt).toEqual(new Date(undoableUntil!));
  });

  it("two staff clicking at once: the first counts, the second is told what happened", async () => {
    const admin = await makeMember(shopId, ["admin"], { name: "Olivia" });
    const { orderId, itemIds } = await order();
    const targets = [{ itemId: itemIds[0]!, changeCount: 0 }];
    const [one, two] = await Promise.all([
      actOnItems({ shopId, actor: ida, actId: randomUUID(), command: { action: "approve_photo" }, targets }),
      actOnItems({
        shopId,
        actor: admin,
        actId: randomUUID(),
        command: { action: "reject_photo", reasonId, comment: "Too dark" },
        targets,
      }),
    ]);
    const [done, late] = one.moved.length > 0 ? [one, two] : [two, one];
    expect(done.moved).toHaveLength(1);
    expect(late.moved).toEqual([]);
    expect(late.refused).toMatchObject([{ refusal: "changed_meanwhile" }]);
    expect(late.refused[0]!.meanwhile).toHaveLength(1);
    expect((await itemsOf(shopId, orderId))[0]!.changeCount).toBe(1);
  });

  it("of a selection over many orders the stale item is refused and the others are done", async () => {
    const one = await order(2);
    const other = await order(1);
    await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds: [one.itemIds[0]!] });
    const outcome = await actOnItems({
      shopId,
      actor: ida,
      actId: randomUUID(),
      command: { action: "approve_photo" },
      targets: [...one.itemIds, ...other.itemIds].map((itemId) => ({ itemId, changeCount: 0 })),
    });
    expect(outcome.refused).toMatchObject([
      {
        itemId: one.itemIds[0],
        refusal: "changed_meanwhile",
        meanwhile: [expect.stringContaining("Ida approved the photo")],
      },
    ]);
    expect(outcome.moved.filter(({ isSibling }) => !isSibling)).toHaveLength(2);
    expect(await stepsOf(shopId, one.orderId)).toEqual(["artwork", "artwork"]);
  });

  it("items of another shop, and ids that are none, are unknown", async () => {
    const stranger = await makeShop();
    const theirs = await makeOrder(stranger.shopId);
    const admin = await makeMember(shopId, ["admin"]);
    const outcome = await act({ shopId, actor: admin, command: { action: "approve_photo" }, itemIds: theirs.itemIds });
    expect(outcome.moved).toEqual([]);
    const forged = await actOnItems({
      shopId,
      actor: admin,
      actId: randomUUID(),
      command: { action: "approve_photo" },
      targets: [
        { itemId: theirs.itemIds[0]!, changeCount: 0 },
        { itemId: "' OR 1=1 --", changeCount: 0 },
      ],
    });
    expect(forged.refused.map(({ refusal }) => refusal)).toEqual(["unknown_item", "unknown_item"]);
    expect(await stepsOf(stranger.shopId, theirs.orderId)).toEqual(["photo_review"]);
  });

  it("someone else's work is refused", async () => {
    const { itemIds } = await order();
    const ivan = await makeMember(shopId, ["image_processor"]);
    const outcome = await act({ shopId, actor: ivan, command: { action: "approve_photo" }, itemIds });
    expect(outcome).toMatchObject({ moved: [], refused: [{ refusal: "not_assigned_to_you" }] });
  });
});

describe("rejecting a photo", () => {
  it("opens an issue, queues one email for the order, and tells history", async () => {
    const { orderId, itemIds } = await order(2);
    const command = { action: "reject_photo", reasonId, comment: "The face is cut off" } as const;
    await act({ shopId, actor: ida, command, itemIds: [itemIds[0]!] });
    await act({ shopId, actor: ida, command, itemIds: [itemIds[1]!] });
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_issue", "photo_issue"]);
    expect(await db().issue.findMany({ where: { shopId } })).toHaveLength(2);
    const emails = await db().email.findMany({ where: { shopId, orderId } });
    expect(emails).toMatchObject([
      { kind: "order_issue", round: 1, state: "queued", itemIds: expect.arrayContaining(itemIds) },
    ]);
    expect(await waitingJobs()).toContainEqual(expect.objectContaining({ job: "send-email" }));
  });

  it("keeps of the marked photos only those of the item", async () => {
    const { itemIds } = await order(2);
    const photos = await db().photo.findMany({ where: { shopId, itemId: { in: itemIds } } });
    const photoIds = photos.map(({ id }) => id);
    const command = { action: "reject_photo", reasonId, comment: "", photoIds } as const;
    await act({ shopId, actor: ida, command, itemIds: [itemIds[0]!] });
    const own = photos.filter(({ itemId }) => itemId === itemIds[0]).map(({ id }) => id);
    expect(await db().issue.findMany({ where: { shopId } })).toMatchObject([{ photoIds: own }]);
  });

  it("with a reason of another shop is refused", async () => {
    const { itemIds } = await order();
    const stranger = await makeShop();
    const outcome = await act({
      shopId,
      actor: ida,
      command: { action: "reject_photo", reasonId: stranger.reasonId, comment: "" },
      itemIds,
    });
    expect(outcome).toMatchObject({ moved: [], refused: [{ refusal: "needs_reason" }] });
  });
});

describe("undo", () => {
  it("puts everything back as it was and withdraws the email", async () => {
    const { orderId, itemIds } = await order();
    const rejected = await act({
      shopId,
      actor: ida,
      command: { action: "reject_photo", reasonId, comment: "Blurry" },
      itemIds,
    });
    expect(rejected.undoableUntil).not.toBeNull();
    const undone = await undoAct({ shopId, actor: ida, actId: rejected.actId });
    expect(undone).toMatchObject({ undone: [{ itemNumber: 1, step: "photo_review" }] });
    expect((await itemsOf(shopId, orderId))[0]).toMatchObject({ step: "photo_review", changeCount: 2 });
    expect(await db().issue.count({ where: { shopId } })).toBe(0);
    expect(await db().email.findMany({ where: { shopId } })).toMatchObject([{ state: "withdrawn" }]);
    const jobs = (await waitingJobs())
      .filter(({ payload }) => (payload as { shopId?: string }).shopId === shopId)
      .map(({ job }) => job);
    expect(jobs).not.toContain("send-email");
    expect(jobs).not.toContain("end-undo-time");
    expect(
      (await db().history.findMany({ where: { shopId }, orderBy: { id: "asc" } })).map(({ event }) => event),
    ).toEqual(["reject_photo", "undone"]);
    // Asked again, because the answer got lost on its way.
    expect(await undoAct({ shopId, actor: ida, actId: rejected.actId })).toEqual(undone);
    expect(await db().history.count({ where: { shopId } })).toBe(2);
  });

  it("leaves the other item in an email that two rejections share", async () => {
    const { itemIds } = await order(2);
    const command = { action: "reject_photo", reasonId, comment: "" } as const;
    const first = await act({ shopId, actor: ida, command, itemIds: [itemIds[0]!] });
    await act({ shopId, actor: ida, command, itemIds: [itemIds[1]!] });
    expect(await undoAct({ shopId, actor: ida, actId: first.actId })).toHaveProperty("undone");
    expect(await db().email.findMany({ where: { shopId } })).toMatchObject([
      { state: "queued", itemIds: [itemIds[1]] },
    ]);
  });

  it("comes too late after ten seconds", async () => {
    const { itemIds } = await order();
    const approved = await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds });
    await letUndoWindowPass();
    expect(await undoAct({ shopId, actor: ida, actId: approved.actId })).toEqual({ refused: "undo_too_late" });
  });

  it("is refused to anyone else, and when an item has moved on since", async () => {
    const { orderId, itemIds } = await order();
    const admin = await makeMember(shopId, ["admin"]);
    const approved = await act({ shopId, actor: ida, command: { action: "approve_photo" }, itemIds });
    expect(await undoAct({ shopId, actor: admin, actId: approved.actId })).toEqual({ refused: "not_undoable" });
    await act({ shopId, actor: admin, command: { action: "push_back", note: "Wrong photo" }, itemIds });
    expect(await undoAct({ shopId, actor: ida, actId: approved.actId })).toEqual({ refused: "changed_meanwhile" });
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_review"]);
  });
});

// All that a list left is acted on: fixed once, as it was seen, and only what whoever asks may do.
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, tables } from "../../app/adapters/db.ts";
import { howFar, MOST_IN_BATCH } from "../../app/domain/acting/batch.ts";
import { type Command } from "../../app/domain/workflow/actions.ts";
import { tellChosen } from "../../app/services/batches/choose-items.ts";
import { startBatch } from "../../app/services/batches/start-batch.ts";
import { stopBatch, undoBatch } from "../../app/services/batches/stop-batch.ts";
import { listUntold, noteTold, tellBatch } from "../../app/services/batches/tell-batch.ts";
import { APPROVE, listNow, openBatchFloor, type Narrowed } from "./batch-floor.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

let floor: Awaited<ReturnType<typeof openBatchFloor>>;
beforeEach(async () => {
  floor = await openBatchFloor();
});

describe("what is asked of all of a list", () => {
  it("is fixed once, and carried out by the queue order by order, each order's act by itself", async () => {
    const { shopId, ida, order, orders, start, told, steps } = floor;
    const made = [...(await orders(2)), await order(2)];
    const begun = await start(ida);
    expect(begun).toMatchObject({ counts: { waiting: 4, left_out: 0 }, isEnded: false, undoableUntil: null });
    const later = await order();
    await drainJobs();
    const ended = await told(begun);
    expect([howFar(ended), ended.isEnded]).toEqual(["4 of 4 approved", true]);
    expect(await steps(made)).toEqual(Array(4).fill("artwork"));
    expect(await steps([later])).toEqual(["photo_review"]);
    const acts = await db().act.findMany({ where: { shopId } });
    expect(acts.map(({ memberId, outcome }) => [memberId, (outcome as { moved: unknown[] }).moved.length])).toEqual(
      expect.arrayContaining([
        [ida.memberId, 1],
        [ida.memberId, 1],
        [ida.memberId, 2],
      ]),
    );
    expect(acts).toHaveLength(3);
  });

  it("asked for twice is one batch with one answer, and nobody else's", async () => {
    const { shopId, ida, admin, orders } = floor;
    await orders(2);
    const asked = { shopId, actor: ida, batchId: randomUUID(), command: APPROVE, list: await listNow() };
    const [one, two] = await Promise.all([startBatch(asked), startBatch(asked)]);
    expect(two).toEqual(one);
    expect(await db().batchItem.count({ where: { shopId } })).toBe(2);
    expect(await startBatch({ ...asked, actor: admin })).toHaveProperty("wrong");
    expect(await tellBatch({ ...asked, actor: admin })).toBeNull();
    expect([await stopBatch({ ...asked, actor: admin }), await undoBatch({ ...asked, actor: admin })]).toEqual([
      null,
      null,
    ]);
    await drainJobs();
    const again = await startBatch(asked);
    expect(again).toMatchObject({ counts: { done: 2 }, isEnded: true });
  });

  it("is about the words and the person that the list was narrowed to, and only about what is theirs", async () => {
    const { shopId, ida, admin, order, start, steps } = floor;
    const ivan = await makeMember(shopId, ["image_processor"]);
    const [mine, his] = [await order(), await order(1, ivan)];
    const stranger = await makeShop();
    const theirs = await makeOrder(stranger.shopId);
    await start(admin, { words: mine.name, who: ivan.memberId });
    await drainJobs();
    expect(await steps([mine, his])).toEqual(["photo_review", "photo_review"]);
    await start(ida);
    await drainJobs();
    expect(await steps([mine, his])).toEqual(["artwork", "photo_review"]);
    await start(admin, { who: ivan.memberId });
    await drainJobs();
    expect(await steps([his])).toEqual(["artwork"]);
    expect(await stepsOf(stranger.shopId, theirs.orderId)).toEqual(["photo_review"]);
  });

  it("is refused to those whose page it is not, for what is not offered there, and when more is there than was seen", async () => {
    const { shopId, ida, orders } = floor;
    await orders(2);
    const list = await listNow();
    const asked = { shopId, actor: ida, batchId: randomUUID(), command: APPROVE, list };
    const artist = await makeMember(shopId, ["artist"]);
    const move: Command = { action: "move", to: "done" };
    for (const other of [{ actor: artist }, { command: move }, { list: { ...list, total: 1 } }])
      expect(await startBatch({ ...asked, ...other })).toHaveProperty("wrong");
    expect(await db().batch.count({ where: { shopId } })).toBe(0);
    expect(await waitingJobs()).toEqual([]);
    expect(await startBatch(asked)).toMatchObject({ counts: { waiting: 2 } });
  });

  it("is refused when more is there than goes at once", async () => {
    const { shopId, ida, order } = floor;
    const { itemIds } = await order();
    const {
      id: _id,
      details: _details,
      ...one
    } = await db().item.findFirstOrThrow({ where: { shopId, id: itemIds[0]! } });
    const more = Array.from({ length: MOST_IN_BATCH }, (_none, at) => {
      const name = { fileName: `more ${at}`, fileNameKey: `more ${at}`, sourceKey: `more ${at}` };
      return { ...one, ...name, number: at + 2 };
    });
    await db().item.createMany({ data: more });
    const list = await listNow({ total: more.length + 1 });
    const asked = { shopId, actor: ida, list };
    expect(await startBatch({ ...asked, batchId: randomUUID(), command: APPROVE })).toEqual({
      wrong: expect.stringContaining("At most 2,000"),
    });
    await db().item.delete({ where: { shopId_id: { shopId, id: itemIds[0]! } } });
    expect(await tellChosen({ ...asked, action: "approve_photo" })).not.toHaveProperty("wrong");
  });

  it("is told to whoever asked, on every page, until its end was shown to them", async () => {
    const { shopId, ida, admin, orders, start } = floor;
    await orders(1);
    const { batchId } = await start(ida);
    // Nothing can be said of an end that has not come.
    await noteTold({ shopId, actor: ida, batchId });
    expect(await listUntold(shopId, ida)).toMatchObject([{ batchId, counts: { waiting: 1 } }]);
    expect(await listUntold(shopId, admin)).toEqual([]);
    await drainJobs();
    for (const [actor, id] of [
      [admin, batchId],
      [ida, "x"],
    ] as const)
      await noteTold({ shopId, actor, batchId: id });
    expect(await listUntold(shopId, ida)).toMatchObject([{ batchId, isEnded: true, counts: { done: 1 } }]);
    await noteTold({ shopId, actor: ida, batchId });
    expect(await listUntold(shopId, ida)).toEqual([]);
  });

  it("forgets the comment that it brings as soon as it has ended", async () => {
    const { shopId, reasonId, ida, order, start, told } = floor;
    const { orderId } = await order();
    const begun = await start(ida, {}, { action: "reject_photo", reasonId, comment: "Dear Carla" });
    await drainJobs();
    expect(howFar(await told(begun))).toBe("1 of 1 rejected");
    expect(await db().issue.findMany({ where: { shopId } })).toMatchObject([{ comment: "Dear Carla" }]);
    expect(await db().email.findMany({ where: { shopId, orderId } })).toMatchObject([{ kind: "order_issue" }]);
    expect(await db().batch.findMany({ where: { shopId } })).toMatchObject([{ command: { action: "reject_photo" } }]);
    expect(JSON.stringify(await db().batch.findMany({ where: { shopId } }))).not.toContain("Carla");
  });
});

describe("what nobody has seen is left out, and said so", () => {
  const lines = async (list: Narrowed) => {
    const { ida, start, told } = floor;
    const { lines: all } = await told(await start(ida, list));
    return Object.fromEntries(all.map(({ itemId, outcome, why }) => [itemId, why ?? outcome]));
  };

  it("an item without a picture, one that came later, one that changed since, and one that cannot be approved", async () => {
    const { shopId, reasonId, ida, admin, order, orders } = floor;
    const [plain, unseen, changed, drawn, unread] = (await orders(5)).map(({ itemIds }) => itemIds[0]!);
    const photoOf = (itemId: string | undefined) => ({ where: { shopId, itemId: itemId! } });
    await db().photo.updateMany({ ...photoOf(unseen), data: { thumbKey: null } });
    await db().photo.updateMany({ ...photoOf(drawn), data: { thumbKey: null } });
    await db().photo.updateMany({ ...photoOf(unread), data: { state: "failed", thumbKey: null } });
    const list = await listNow();
    const came = (await order()).itemIds[0]!;
    const given = await makeOrder(shopId);
    await db().assignment.create({
      data: { shopId, orderId: given.orderId, role: "image_processor", memberId: ida.memberId },
    });
    await act({
      shopId,
      actor: admin,
      command: { action: "reject_photo", reasonId, comment: "" },
      itemIds: [changed!],
    });
    await act({ shopId, actor: { kind: "customer" }, command: { action: "keep_photo" }, itemIds: [changed!] });
    await db().item.updateMany({
      where: { shopId, id: changed! },
      data: { step: "photo_review", stepSince: new Date(0), visibleAt: new Date(0) },
    });
    await db().photo.updateMany({ ...photoOf(drawn), data: { thumbKey: "drawn" } });
    const asked = { shopId, actor: ida, action: "approve_photo" as const, list };
    expect(await tellChosen(asked)).toMatchObject({ count: 1, first: [{ itemId: plain }] });
    expect(await lines(list)).toEqual({
      [plain!]: "waiting",
      [unseen!]: "unseen",
      [changed!]: "changed",
      [drawn!]: "changed",
      [unread!]: "no_readable_photo",
      [came]: "came_later",
      [given.itemIds[0]!]: "came_later",
    });
  });

  it("also what was written before the list was read and committed after it", async () => {
    const { shopId, order } = floor;
    const { itemIds } = await order();
    // What came into the list a moment before is another case.
    await db().$queryRaw`SELECT 1 FROM pg_sleep(0.01)`;
    let commit = (): void => undefined;
    const open = new Promise<void>((done) => (commit = done));
    let wrote = (): void => undefined;
    const written = new Promise<void>((done) => (wrote = done));
    const slow = inTransaction(async (tx) => {
      await tables(tx).item.updateMany({ where: { shopId, id: itemIds[0]! }, data: { changeCount: 1 } });
      wrote();
      await open;
    });
    await written;
    const list = await listNow();
    commit();
    await slow;
    expect(await lines(list)).toEqual({ [itemIds[0]!]: "changed" });
  });

  it("what changed between the click and its turn is refused with its reason, and the rest is done", async () => {
    const { shopId, ida, admin, orders, start, told } = floor;
    const made = await orders(3);
    const begun = await start(ida);
    await act({ shopId, actor: admin, command: APPROVE, itemIds: made[1]!.itemIds });
    await drainJobs();
    const ended = await told(begun);
    expect([howFar(ended), ended.counts.not_done]).toEqual(["2 of 3 approved", 1]);
    expect(ended.lines.find(({ outcome }) => outcome === "not_done")).toMatchObject({
      orderName: made[1]!.name,
      itemNumber: 1,
      why: "changed_meanwhile",
    });
  });
});

describe("whoever asked for it", () => {
  it("is asked for each order anew: an order that was given to somebody else stays", async () => {
    const { shopId, ida, orders, start, told } = floor;
    const made = await orders(2);
    const begun = await start(ida);
    const ivan = await makeMember(shopId, ["image_processor"]);
    await db().assignment.updateMany({
      where: { shopId, orderId: made[0]!.orderId },
      data: { memberId: ivan.memberId },
    });
    await drainJobs();
    expect((await told(begun)).lines.map(({ outcome, why }) => why ?? outcome)).toEqual([
      "not_assigned_to_you",
      "done",
    ]);
  });

  it.each([
    ["has left", { leftAt: new Date() }, "has_left"],
    ["has another role", { roles: ["artist"] }, "not_your_role"],
  ])("who %s meanwhile does nothing any more", async (_, data, why) => {
    const { shopId, ida, orders, start, told, steps } = floor;
    const made = await orders(2);
    const begun = await start(ida);
    await db().member.updateMany({ where: { shopId, id: ida.memberId }, data });
    await drainJobs();
    const ended = await told(begun);
    expect([ended.isEnded, ended.lines.map((line) => line.why)]).toEqual([true, [why, why]]);
    expect(await steps(made)).toEqual(["photo_review", "photo_review"]);
  });
});

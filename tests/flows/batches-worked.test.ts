// What was asked of a whole list is carried out order by order by a job that may die, is stopped, and is taken back.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, pool } from "../../app/adapters/db.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { endInstallation } from "../../app/adapters/rows/shop/installations.ts";
import { BATCH_SHEETS, howFar } from "../../app/domain/acting/batch.ts";
import { stopBatch, undoBatch } from "../../app/services/batches/stop-batch.ts";
import { workBatch } from "../../app/services/batches/work-batch.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { openBatchFloor, whileDying } from "./batch-floor.ts";
import { drainJobs, untilItWaits, waitingJobs } from "./set-up.ts";
import { letUndoWindowPass } from "./shop.ts";

let floor: Awaited<ReturnType<typeof openBatchFloor>>;
beforeEach(async () => {
  floor = await openBatchFloor();
});

describe("a job that dies", () => {
  it("in the middle of an order leaves it as it was, and the next run does the rest, each once", async () => {
    const { shopId, ida, job, orders, start, told, steps } = floor;
    const made = await orders(4);
    const begun = await start(ida);
    // The database refuses the third order's act when it commits, as if the worker had died there.
    await whileDying("BatchItem", `NEW."orderId" = '${made[2]!.orderId}' AND NEW.outcome = 'done'`, async () => {
      await job(begun);
    });
    const half = await told(begun);
    expect([half.counts.done, half.counts.waiting, half.isEnded]).toEqual([3, 1, false]);
    expect(await steps([made[2]!])).toEqual(["photo_review"]);
    await job(begun);
    expect(howFar(await told(begun))).toBe("4 of 4 approved");
    expect(await db().history.count({ where: { shopId, event: "approve_photo" } })).toBe(4);
    expect((await db().item.findMany({ where: { shopId } })).map(({ changeCount }) => changeCount)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it("twice at once acts once, and asked to stop it leaves the rest to the next", async () => {
    const { shopId, ida, job, orders, start, told } = floor;
    await orders(3);
    const begun = await start(ida);
    await Promise.all([job(begun), job(begun)]);
    expect(await db().history.count({ where: { shopId, event: "approve_photo" } })).toBe(3);
    const other = await start(ida, { seenAt: new Date(Date.now() + 60_000) });
    expect(other.isEnded).toBe(true);
    await orders(2);
    const third = await start(ida);
    await workBatch({ shopId, batchId: third.batchId }, { signal: AbortSignal.abort() });
    expect((await told(third)).counts.waiting).toBe(2);
    await job(third);
    expect(howFar(await told(third))).toBe("2 of 2 approved");
  });

  it("again and again over one order gives that order up with its reason, and never the others", async () => {
    const { ida, job, orders, start, told } = floor;
    const made = await orders(3);
    const begun = await start(ida);
    await whileDying("Item", `NEW."orderId" = '${made[0]!.orderId}'`, async () => {
      for (let run = 0; run < 3; run += 1) await job(begun);
    });
    const ended = await told(begun);
    expect([ended.isEnded, ended.lines.map(({ outcome, why }) => why ?? outcome)]).toEqual([
      true,
      ["failed", "done", "done"],
    ]);
  });

  it("gives up only the order that it died over too often, not one that fared better at last", async () => {
    const { ida, job, orders, start, told } = floor;
    const [first, second] = await orders(2);
    const begun = await start(ida);
    await whileDying("Item", `NEW."orderId" IN ('${first!.orderId}', '${second!.orderId}')`, async () => {
      for (let run = 0; run < 2; run += 1) await job(begun);
    });
    await whileDying("Item", `NEW."orderId" = '${first!.orderId}'`, () => job(begun));
    const { lines, isEnded } = await told(begun);
    expect([isEnded, lines.map(({ outcome, why }) => why ?? outcome)]).toEqual([true, ["failed", "done"]]);
  });

  it("over an order is run again after a pause only", async () => {
    const { ida, job, orders, start } = floor;
    const made = await orders(2);
    const begun = await start(ida);
    const pause = async () => {
      const [next] = (await waitingJobs()).filter(({ job: name }) => name === "work-batch");
      const [{ now }] = await db().$queryRaw<[{ now: Date }]>`SELECT now()`;
      return next!.runAt.getTime() - now.getTime();
    };
    expect(await pause()).toBeLessThanOrEqual(0);
    await whileDying("Item", `NEW."orderId" = '${made[0]!.orderId}'`, () => job(begun));
    expect(await pause()).toBeGreaterThan(0);
  });

  it("gives its place back when its turn is over, and its next turn waits with everything else", async () => {
    const { shopId, ida, job, orders, start, told } = floor;
    await orders(7);
    const begun = await start(ida);
    const priorities = async () =>
      (
        await pool().query<{ priority: number }>(
          "SELECT priority FROM graphile_worker._private_jobs WHERE key LIKE 'work-batch%'",
        )
      ).rows;
    expect(await priorities()).toEqual([{ priority: -1 }]);
    await workBatch({ shopId, batchId: begun.batchId }, { turnMs: 0 });
    expect((await told(begun)).counts).toMatchObject({ done: 5, waiting: 2 });
    expect((await waitingJobs()).filter(({ job: name }) => name === "work-batch")).toHaveLength(1);
    expect(await priorities()).toEqual([{ priority: 0 }]);
    await job(begun);
    expect(howFar(await told(begun))).toBe("7 of 7 approved");
  });

  it("for the last time says so of all that is left", async () => {
    const { shopId, ida, orders, start, told } = floor;
    await orders(2);
    const begun = await start(ida);
    await whileDying("BatchItem", `NEW.outcome = 'done' OR NEW.tries > 0`, async () => {
      await expect(workBatch({ shopId, batchId: begun.batchId }, { isLastAttempt: true })).rejects.toThrow();
    });
    const ended = await told(begun);
    expect([ended.isEnded, ended.lines.map(({ why }) => why)]).toEqual([true, ["failed", "failed"]]);
  });
});

describe("stop and undo", () => {
  it("stop leaves what is not begun, says so of each, and lets nothing begin after it", async () => {
    const { shopId, ida, job, orders, start, someOf, told, steps } = floor;
    const made = await orders(25);
    const begun = await start(ida);
    await someOf(begun);
    const asked = { shopId, actor: ida, batchId: begun.batchId };
    expect(await stopBatch(asked)).toMatchObject({
      ...{ isStopped: true, isEnded: true, lines: [] },
      counts: { done: 20, not_done: 5 },
    });
    await job(begun);
    expect((await waitingJobs()).filter(({ job: name }) => name === "work-batch")).toEqual([]);
    const ended = await told(begun);
    expect(ended.lines.filter(({ why }) => why === "stopped").map(({ orderName }) => orderName)).toEqual(
      made.slice(20).map(({ name }) => name),
    );
    expect(await steps(made.slice(20))).toEqual(Array(5).fill("photo_review"));
    expect(await stopBatch(asked)).toMatchObject({ counts: { done: 20, not_done: 5 } });
  });

  it("stop waits for the order in hand, which is told as what it is", async () => {
    const { shopId, ida, job, orders, start, told, steps } = floor;
    const made = await orders(2);
    const begun = await start(ida);
    const work: Promise<unknown>[] = [];
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [made[0]!.orderId]);
      work.push(job(begun));
      await untilItWaits(work[0]!);
      work.push(stopBatch({ shopId, actor: ida, batchId: begun.batchId }));
      await untilItWaits(work[1]!, 1);
    });
    await Promise.all(work);
    const left = (await steps(made)).filter((step) => step === "photo_review").length;
    expect((await told(begun)).counts).toMatchObject({ done: 2 - left, not_done: left, waiting: 0 });
    expect((await steps(made))[0]).toBe("artwork");
  });

  it("undo stops it and takes back what is in its ten seconds, and says exactly what", async () => {
    const { shopId, ida, orders, start, someOf, steps } = floor;
    const made = await orders(22);
    const begun = await start(ida);
    await someOf(begun);
    const late = made.slice(0, 5).map(({ orderId }) => orderId);
    await db()
      .$executeRaw`UPDATE "Act" SET "undoableUntil" = "undoableUntil" - interval '11 seconds' WHERE (before->'orderIds'->>0) = ANY(${late})`;
    await db()
      .$executeRaw`UPDATE "BatchItem" SET "undoableUntil" = now() - interval '1 second' WHERE "orderId"::text = ANY(${late.slice(0, 4)})`;
    const asked = { shopId, actor: ida, batchId: begun.batchId };
    const undone = await undoBatch(asked);
    // The fifth was asked to be taken back, and its time was over when its turn came.
    expect(undone).toMatchObject({ isStopped: true, counts: { done: 5, undone: 15, not_done: 2 } });
    expect(await steps(made)).toEqual([...Array(5).fill("artwork"), ...Array(17).fill("photo_review")]);
    expect((await undoBatch(asked))!.counts).toEqual(undone!.counts);
    await letUndoWindowPass();
    await drainJobs({ alsoLater: true, with: { "settle-order": async () => {} } });
    expect((await steps(made)).filter((step) => step === "photo_review")).toHaveLength(17);
  });
});

describe("what is kept of it", () => {
  it("goes after a month, and when the shop leaves", async () => {
    const { shopId, ida, job, orders, start } = floor;
    await orders(1);
    const [old, young] = [await start(ida), await start(ida)];
    await db().batch.updateMany({
      where: { id: old.batchId },
      data: { askedAt: new Date(Date.now() - 31 * 86_400_000) },
    });
    await cleanUp();
    expect((await db().batch.findMany({ where: { shopId } })).map(({ id }) => id)).toEqual([young.batchId]);
    expect(await db().batchItem.count({ where: { shopId, batchId: old.batchId } })).toBe(0);
    const { domain } = await db().shop.findUniqueOrThrow({ where: { id: shopId } });
    await endInstallation(domain, "");
    expect(await db().batch.count({ where: { shopId } })).toBe(0);
    await job(young);
  });

  it("every action that is offered for a list has its word for the end of it", () => {
    for (const sheet of Object.values(BATCH_SHEETS)) expect(Object.keys(sheet.done)).toEqual([...sheet.actions]);
  });
});

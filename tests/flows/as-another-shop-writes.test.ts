// What one shop writes by the ids and names of another: nothing of the other changes.
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction, type Tx } from "../../app/adapters/db.ts";
import {
  answerFulfilment,
  dropFolder,
  nameFolder,
  putIntoFolder,
} from "../../app/adapters/rows/fulfilment/fulfilments.ts";
import { nameReason, takeOutOfUse } from "../../app/adapters/rows/items/issues.ts";
import { writeMember } from "../../app/adapters/rows/team/members.ts";
import { noteWrittenState, writeHolds } from "../../app/adapters/rows/fulfilment/orders-in-shopify.ts";
import { markLinesShipped } from "../../app/adapters/rows/orders/orders.ts";
import { closeTask, closeTaskAbout } from "../../app/adapters/rows/shop/tasks.ts";
import { makePlace, type Place } from "./access/place.ts";

let mine: Place, theirs: Place;
beforeAll(async () => {
  mine = await makePlace("Mine");
  theirs = await makePlace("Theirs");
});

/** A write as a shop asks for it, of things that are of a place. */
type Write = (tx: Tx, shopId: string, of: Place) => Promise<unknown>;

const lineOf = async (itemId: string) => (await db().item.findFirstOrThrow({ where: { id: itemId } })).lineId;

const WRITES: Record<string, Write> = {
  nameFolder: (_, shopId, of) => nameFolder(shopId, of.folderId, "Renamed"),
  putIntoFolder: (tx, shopId, of) => putIntoFolder(tx, shopId, of.orderIds[4]!, of.folderId),
  dropFolder: (tx, shopId, of) => dropFolder(tx, shopId, of.folderId),
  answerFulfilment: (tx, shopId, of) =>
    answerFulfilment(tx, shopId, of.fulfilmentId, { state: "refused", refusal: "No." }),
  nameReason: (_, shopId, of) => nameReason(shopId, of.reasonIds[0]!, "Renamed"),
  takeOutOfUse: (_, shopId, of) => takeOutOfUse(shopId, of.reasonIds[0]!),
  writeMember: (tx, shopId, of) => writeMember(tx, shopId, of.owner.memberId, { capacity: 1 }),
  writeHolds: (tx, shopId, of) => writeHolds(tx, shopId, of.orderIds[0]!, [{ fulfillmentOrderId: "1", holdId: "2" }]),
  noteWrittenState: (_, shopId, of) => noteWrittenState(shopId, of.orderIds[0]!, "Written"),
  markLinesShipped: async (tx, shopId, of) =>
    markLinesShipped(tx, shopId, of.orderIds[0]!, [await lineOf(of.itemIds[0]!)]),
  closeTaskAbout: (_, shopId) => closeTaskAbout(shopId, "email_bounced", "Theirs"),
  closeTask: (_, shopId, of) => closeTask(shopId, of.taskId),
};

async function rowsOf(shopId: string): Promise<string> {
  const where = { shopId };
  const rows = await Promise.all([
    db().order.findMany({ where, orderBy: { id: "asc" } }),
    db().item.findMany({ where, orderBy: { id: "asc" } }),
    db().folder.findMany({ where, orderBy: { id: "asc" } }),
    db().fulfilment.findMany({ where, orderBy: { id: "asc" } }),
    db().rejectionReason.findMany({ where, orderBy: { id: "asc" } }),
    db().member.findMany({ where, orderBy: { id: "asc" } }),
    db().task.findMany({ where, orderBy: { id: "asc" } }),
  ]);
  return JSON.stringify(rows);
}

describe.each(Object.entries(WRITES))("%s", (_, write) => {
  it("changes nothing of another shop by its ids, and would of its own", async () => {
    await db().task.updateMany({ where: { shopId: theirs.shopId }, data: { closedAt: null } });
    const before = await rowsOf(theirs.shopId);
    await inTransaction((tx) => write(tx, mine.shopId, theirs)).catch(() => undefined);
    expect(await rowsOf(theirs.shopId)).toBe(before);

    await inTransaction((tx) => write(tx, theirs.shopId, theirs));
    expect(await rowsOf(theirs.shopId)).not.toBe(before);
  });
});

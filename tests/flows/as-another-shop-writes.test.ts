// What one shop writes by the ids and names of another: nothing of the other changes.
import { beforeAll, describe, expect, it } from "vitest";
import { db, inTransaction, tables, type Tx } from "../../app/adapters/db.ts";
import {
  answerFulfilment,
  dropFolder,
  nameFolder,
  putIntoFolder,
} from "../../app/adapters/rows/fulfilment/fulfilments.ts";
import { endBegun } from "../../app/adapters/rows/items/begun-uploads.ts";
import { dropExample, dropPicture, dropPicturesOfReason } from "../../app/adapters/rows/shop/pictures.ts";
import { dropReason, placeReasons, writeReason } from "../../app/adapters/rows/shop/reasons.ts";
import { writeMember } from "../../app/adapters/rows/team/members.ts";
import {
  forgetHold,
  noteCompared,
  noteUnheld,
  writeCompared,
  writeLifted,
} from "../../app/adapters/rows/fulfilment/orders-in-shopify.ts";
import { bringToLight, pickOrders } from "../../app/adapters/rows/orders/shadow-orders.ts";
import { markLinesShipped } from "../../app/adapters/rows/orders/orders.ts";
import { askForMissing, askNow, waitForPhoto, waitForRoom } from "../../app/adapters/rows/items/photos-asked.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { hasOpenDeliveries } from "../../app/adapters/queue/webhook-deliveries.ts";
import { queueOfShop } from "../../app/adapters/queue/queue-of-shop.ts";
import { machineryFacts, noteUntold } from "../../app/adapters/rows/shop/machinery.ts";
import {
  closeTask,
  closeTaskAbout,
  closeTasksOfKinds,
  closeTasksOfOrder,
  dropTask,
  isTaskOpen,
  openTask,
} from "../../app/adapters/rows/shop/tasks.ts";
import { countChanged, putOnLine } from "../../app/adapters/rows/orders/item-lines.ts";
import { makePlace, type Place } from "./access/place.ts";

let mine: Place, theirs: Place;
beforeAll(async () => {
  mine = await makePlace("Mine");
  theirs = await makePlace("Theirs");
  const { shopId, taskId: id, orderIds } = theirs;
  await db().rejectionReason.create({ data: { shopId, name: "Spare", position: 99 } });
  const files = { thumbKey: "t", middleKey: "m", screenKey: "s" };
  await db().shopPicture.create({ data: { shopId, place: "guideline", ...files } });
  for (const place of ["good", "bad"])
    await db().shopPicture.create({ data: { shopId, place, reasonId: theirs.reasonIds[0]!, ...files } });
  await db().begunUpload.create({ data: { shopId, storageKey: "begun", bytes: 1 } });
  await db().order.updateMany({ where: { shopId, id: orderIds[0]! }, data: { holds: [HOLD] } });
  await db().task.updateMany({ where: { shopId, id }, data: { orderId: orderIds[0]! } });
});

/** A write as a shop asks for it, of things that are of a place. */
type Write = (tx: Tx, shopId: string, of: Place) => Promise<unknown>;

const spareOf = async ({ shopId }: Place) =>
  (await db().rejectionReason.findFirstOrThrow({ where: { shopId, name: "Spare" } })).id;
const pictureOf = async ({ shopId }: Place) =>
  (await db().shopPicture.findFirstOrThrow({ where: { shopId, place: "guideline" } })).id;
const lineOf = async (itemId: string) => (await db().item.findFirstOrThrow({ where: { id: itemId } })).lineId;

const HOLD = { fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1", holdId: "gid://shopify/FulfillmentHold/1" };
const COMPARED = { unsettledCause: "refused", unsettledTries: 9, unheldSince: null, settledAs: "so" } as const;
const MISSING = {
  state: "failed",
  failure: "dead_link",
  storageKey: null,
  sourceUrl: "https://photos.test/a.jpg",
  askAgainAt: null,
};
const WRITES: Record<string, Write> = {
  nameFolder: (tx, shopId, of) => nameFolder(tx, shopId, of.folderId, "Renamed"),
  putIntoFolder: (tx, shopId, of) => putIntoFolder(tx, shopId, of.orderIds[4]!, of.folderId),
  dropFolder: (tx, shopId, of) => dropFolder(tx, shopId, of.folderId),
  answerFulfilment: (tx, shopId, of) =>
    answerFulfilment(tx, shopId, of.fulfilmentId, { state: "refused", refusal: "No." }),
  writeReason: (tx, shopId, of) => writeReason(tx, shopId, of.reasonIds[0]!, { name: "Renamed", isOn: false }),
  placeReasons: (tx, shopId, of) => placeReasons(tx, shopId, of.reasonIds.toReversed()),
  dropReason: async (tx, shopId, of) => dropReason(tx, shopId, await spareOf(of)),
  dropPicture: async (tx, shopId, of) => dropPicture(tx, shopId, await pictureOf(of)),
  dropExample: (tx, shopId, of) => dropExample(tx, shopId, of.reasonIds[0]!, "good"),
  dropPicturesOfReason: (tx, shopId, of) => dropPicturesOfReason(tx, shopId, of.reasonIds[0]!),
  writeMember: (tx, shopId, of) => writeMember(tx, shopId, of.owner.memberId, { capacity: 1 }),
  writeCompared: (tx, shopId, of) => writeCompared(tx, shopId, of.orderIds[0]!, COMPARED, new Date(0)),
  noteCompared: (tx, shopId, of) => noteCompared(tx, shopId, of.orderIds, new Date(0)),
  forgetHold: (_, shopId, of) => forgetHold(shopId, of.orderIds[0]!, HOLD),
  writeLifted: (tx, shopId, of) =>
    writeLifted(tx, shopId, of.orderIds[0]!, [{ fulfillmentOrderId: "parcel", times: 1 }]),
  noteUnheld: (tx, shopId, of) => noteUnheld(tx, shopId, of.orderIds[0]!, new Date(0)),
  markLinesShipped: async (tx, shopId, of) =>
    markLinesShipped(tx, shopId, of.orderIds[0]!, [await lineOf(of.itemIds[0]!)]),
  pickOrders: async (tx, shopId, of) => {
    const where = { shopId: of.shopId, id: of.orderIds[0]! };
    await tables(tx).order.updateMany({ where, data: { isOurs: false } });
    await pickOrders(tx, shopId, of.orderIds);
    await tables(tx).order.updateMany({ where, data: { isOurs: true } });
  },
  bringToLight: (tx, shopId, of) => bringToLight(tx, shopId, of.orderIds, new Date(0)),
  closeTaskAbout: (_, shopId) => closeTaskAbout(shopId, "email_bounced", "Theirs"),
  closeTasksOfKinds: (tx, shopId) => closeTasksOfKinds(tx, shopId, ["email_bounced"]),
  closeTasksOfOrder: (tx, shopId, of) => closeTasksOfOrder(tx, shopId, of.orderIds[0]!, new Date()),
  countChanged: (tx, shopId, of) => countChanged(tx, shopId, of.itemIds),
  putOnLine: (tx, shopId, of) => {
    const line = { lineId: "77", title: "Other", variantTitle: null, options: [], sku: null, quantity: 1 };
    return putOnLine(tx, { shopId, itemId: of.itemIds[0]! }, line);
  },
  endBegun: (tx, shopId) => endBegun(shopId, "begun", tx),
  closeTask: (_, shopId, of) => closeTask(shopId, of.taskId),
  waitForPhoto: async (tx, shopId, of) => waitForPhoto(tx, { shopId, id: await missingPhotoOf(of), askedTimes: 0 }),
  waitForRoom: async (tx, shopId, of) => waitForRoom(tx, { shopId, id: await missingPhotoOf(of) }),
  askNow: async (tx, shopId, of) => askNow(tx, shopId, await missingPhotoOf(of)),
  askForMissing: (tx, shopId, of) => askForMissing(tx, shopId, of.orderIds[0]!),
  dropTask: (tx, shopId) => dropTask(tx, shopId, "email_bounced", "Theirs"),
};

async function missingPhotoOf(of: Place): Promise<string> {
  const where = { shopId: of.shopId, item: { orderId: of.orderIds[0]! } };
  return (await db().photo.findFirstOrThrow({ where, orderBy: { id: "asc" } })).id;
}

async function rowsOf(shopId: string): Promise<string> {
  const where = { shopId };
  const rows = await Promise.all([
    db().order.findMany({ where, orderBy: { id: "asc" } }),
    db().item.findMany({ where, orderBy: { id: "asc" } }),
    db().photo.findMany({ where, orderBy: { id: "asc" }, omit: { bytes: true } }),
    db().folder.findMany({ where, orderBy: { id: "asc" } }),
    db().fulfilment.findMany({ where, orderBy: { id: "asc" } }),
    db().rejectionReason.findMany({ where, orderBy: { id: "asc" } }),
    db().shopPicture.findMany({ where, orderBy: { id: "asc" } }),
    db().member.findMany({ where, orderBy: { id: "asc" } }),
    db().task.findMany({ where, orderBy: { id: "asc" } }),
    db().begunUpload.findMany({ where, omit: { bytes: true } }),
  ]);
  return JSON.stringify(rows);
}

it("machineryFacts, queueOfShop, isTaskOpen and hasOpenDeliveries know no job, task, sweep and webhook of another shop", async () => {
  const domainOf = async (shopId: string) => (await db().shop.findUniqueOrThrow({ where: { id: shopId } })).domain;
  const tell = async ({ shopId }: Place) => {
    const { now, ...facts } = await machineryFacts(shopId);
    expect(now).toBeInstanceOf(Date);
    const { acts } = (await queueOfShop(shopId)).waiting;
    return [
      { ...facts, acts },
      await isTaskOpen(shopId, ["address_refused"]),
      await hasOpenDeliveries(await domainOf(shopId)),
    ];
  };
  const before = await tell(mine);
  const { shopId } = theirs;
  await inTransaction(async (tx) => {
    await enqueue(tx, "assign-work", { shopId, orderId: null }, { runAt: new Date(0) });
    await openTask(tx, { shopId, kind: "address_refused", subject: "shop", orderId: null });
  });
  await noteUntold(shopId, 2, new Date());
  await db().webhookDelivery.create({
    data: { shopDomain: await domainOf(shopId), topic: "orders/create", eventId: "theirs", body: "{}" },
  });
  expect(await tell(mine)).toEqual(before);
  expect(await tell(theirs)).toMatchObject([
    {
      acts: { since: new Date(0) },
      noticesSince: expect.any(Date),
      isAddressRefused: true,
      untold: { orders: 2 },
      toldAt: expect.any(Date),
    },
    true,
    true,
  ]);
});

describe.each(Object.entries(WRITES))("%s", (_, write) => {
  it("changes nothing of another shop by its ids, and would of its own", async () => {
    await db().task.updateMany({ where: { shopId: theirs.shopId }, data: { closedAt: null } });
    await db().photo.updateMany({ where: { shopId: theirs.shopId }, data: MISSING });
    const before = await rowsOf(theirs.shopId);
    await inTransaction((tx) => write(tx, mine.shopId, theirs)).catch(() => undefined);
    expect(await rowsOf(theirs.shopId)).toBe(before);

    await inTransaction((tx) => write(tx, theirs.shopId, theirs));
    expect(await rowsOf(theirs.shopId)).not.toBe(before);
  });
});

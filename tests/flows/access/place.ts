import { randomUUID } from "node:crypto";
import { db, inTransaction } from "../../../app/adapters/db.ts";
import { queueEmail } from "../../../app/adapters/mail/emails-outbox.ts";
import { openTask } from "../../../app/adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { WORKING_ROLES } from "../../../app/domain/words/roles.ts";
import { act, makeMember, makeOrder, makeShop, storeFile } from "../shop.ts";

/** The customer of both shops, by Shopify's number. */
export const CUSTOMER = "7001";

/** Who owns both shops, by Shopify's number and their e-mail address. */
export const OWNER = { shopifyUserId: "7002", email: "owner@shops.example" };

/** A shop with something of everything, and everything by which something of it is known. */
export type Place = {
  shopId: string;
  owner: ActingMember & { name: string };
  orderIds: string[];
  itemIds: string[];
  photoIds: string[];
  reasonIds: string[];
  actId: string;
  batchId: string;
  taskId: string;
  folderId: string;
  fulfilmentId: string;
  /** Shopify's number of the first order. */
  shopifyOrderId: string;
  /** Ids, and names of orders, files, members and folders. */
  marks: string[];
};

/** Makes such a shop; its words begin with the name. */
export async function makePlace(name: string): Promise<Place> {
  const { shopId, reasonId } = await makeShop();
  const owner = await makeMember(shopId, ["admin", ...WORKING_ROLES], {
    name: `${name} Owner`,
    capacity: 100,
  });
  const assign = Object.fromEntries(WORKING_ROLES.map((role) => [role, owner]));
  await db().member.update({ where: { shopId_id: { shopId, id: owner.memberId } }, data: OWNER });
  const orderIds: string[] = [];
  const itemIds: string[] = [];
  for (const step of ["photo_review", "artwork", "quality_control", "customer_approval", "fulfilment"] as const) {
    const order = await makeOrder(shopId, { step, assign, customerShopifyId: CUSTOMER });
    orderIds.push(order.orderId);
    itemIds.push(...order.itemIds);
  }
  const by = { shopId, actor: owner };
  const reject = { action: "reject_photo", reasonId, comment: `${name} comment` } as const;
  const { actId } = await act({ ...by, command: reject, itemIds: [itemIds[0]!] });
  const cancelled = await makeOrder(shopId, { assign });
  await act({
    shopId,
    actor: { kind: "system" },
    command: { action: "cancel_in_shopify" },
    itemIds: cancelled.itemIds,
  });
  await makeOrder(shopId, { step: "artwork" }).then(({ orderId }) =>
    db().order.updateMany({ where: { shopId, id: orderId }, data: { waitingForArtistSince: new Date(0) } }),
  );
  await makeOrder(shopId);
  const ended = await makeOrder(shopId, { assign });
  await act({ ...by, command: reject, itemIds: ended.itemIds });
  await act({ ...by, actor: { kind: "customer" }, command: { action: "keep_photo" }, itemIds: ended.itemIds });
  orderIds.push(cancelled.orderId, ended.orderId);
  itemIds.push(...cancelled.itemIds, ...ended.itemIds);
  // An item that waits for its turn, one that was not done and one that was, of a batch that is under way.
  const { id: batchId } = await db().batch.create({
    data: {
      shopId,
      id: randomUUID(),
      memberId: owner.memberId,
      step: "photo_review",
      command: { action: "approve_photo" },
    },
  });
  const soon = new Date(Date.now() + 3_600_000);
  await db().batchItem.createMany({
    data: [
      { shopId, batchId, itemId: itemIds[1]!, orderId: orderIds[1]!, place: 1, changeCount: 0 },
      {
        ...{ shopId, batchId, itemId: itemIds[3]!, orderId: orderIds[3]!, place: 3, changeCount: 0 },
        ...{ outcome: "not_done", why: "failed" },
      },
      {
        shopId,
        batchId,
        itemId: itemIds[2]!,
        orderId: orderIds[2]!,
        place: 2,
        changeCount: 0,
        outcome: "done",
        undoableUntil: soon,
      },
    ],
  });
  const folder = await db().folder.create({ data: { shopId, name: `${name} folder` } });
  const fulfilment = await db().fulfilment.create({
    data: { shopId, orderId: orderIds[4]!, itemIds: [itemIds[4]!], askedById: owner.memberId },
  });
  await db().order.updateMany({
    where: { shopId, id: orderIds[4]! },
    data: {
      holds: [{ fulfillmentOrderId: `${name} parcel`, holdId: `${name} hold` }],
      liftedByHand: [{ fulfillmentOrderId: `${name} lifted`, times: 1 }],
      unsettledCause: "refused",
      unsettledTries: 9,
    },
  });
  await db().shop.update({
    where: { id: shopId },
    data: { guideline: `${name} guideline`, pagePath: `/apps/${name}` },
  });
  await db().upload.create({
    data: {
      shopId,
      memberId: owner.memberId,
      kind: "artfile",
      state: "refused",
      fileName: `${name}.png`,
      ...(await storeFile(shopId, name, "artfile")),
    },
  });
  await inTransaction(async (tx) => {
    await openTask(tx, {
      shopId,
      kind: "email_bounced",
      subject: name,
      orderId: orderIds[0]!,
      details: { email: name },
    });
    const call = { shopId, orderId: orderIds[3]!, itemIds: [itemIds[3]!], actId: null, undoableUntil: null };
    await queueEmail(tx, { ...call, kind: "artwork_approval" });
  });
  // The next person sees what is not inside an undo window.
  await db().item.updateMany({ where: { shopId }, data: { visibleAt: new Date(0) } });
  const rows = await Promise.all([
    db().order.findMany({ where: { shopId } }),
    db().item.findMany({ where: { shopId } }),
    db().photo.findMany({ where: { shopId } }),
    db().rejectionReason.findMany({ where: { shopId } }),
    db().task.findMany({ where: { shopId } }),
    db().email.findMany({ where: { shopId } }),
  ]);
  const [orders, items, photos, reasons, tasks] = rows;
  const ids = rows.flat().map(({ id }) => id);
  const names = [...orders.map((order) => order.name), ...items.map(({ fileName }) => fileName)];
  return {
    shopId,
    owner,
    orderIds,
    itemIds,
    photoIds: photos.map(({ id }) => id),
    reasonIds: reasons.map(({ id }) => id),
    actId,
    batchId,
    taskId: tasks[0]!.id,
    folderId: folder.id,
    fulfilmentId: fulfilment.id,
    shopifyOrderId: orders.find(({ id }) => id === orderIds[0])!.shopifyOrderId,
    marks: [
      `/apps/${name}`,
      shopId,
      owner.memberId,
      actId,
      batchId,
      ...ids,
      ...names,
      `${name} `,
      `${name}.png`,
      `"${name}"`,
    ],
  };
}

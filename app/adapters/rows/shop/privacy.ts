import { keysOfUpload } from "../items/uploads.ts";
import { Prisma } from "@prisma/client";
import { searchTextOf } from "../../../domain/intake/incoming-order.ts";
import { db, tables, type Tx } from "../../db.ts";
import { fetchedPhotoKey, renditionKeys } from "../../storage/file-keys.ts";
import { lockIntake } from "../orders/intake-rows.ts";
import { FORGOTTEN, forgottenSource } from "./customer-columns.ts";

/** Whom a shop asks about, or has to forget: orders by Shopify's numbers, and those of the customer where Shopify names one. */
export type Forgotten = { shopId: string; shopifyCustomerId: string | null; shopifyOrderIds: string[] };

function ordersOf({ shopId, shopifyCustomerId, shopifyOrderIds }: Forgotten): Prisma.OrderWhereInput {
  const theirs = shopifyCustomerId ? [{ customerShopifyId: shopifyCustomerId }] : [];
  return { shopId, OR: [{ shopifyOrderId: { in: shopifyOrderIds } }, ...theirs] };
}

/** Everything we hold of a customer: their orders with items, photos, emails and what was said. */
export function ordersToExport(customer: Forgotten) {
  return db().order.findMany({
    where: ordersOf(customer),
    omit: { shopId: true, searchText: true, linkTokenHash: true, holds: true },
    include: {
      emails: { select: { kind: true, toAddress: true, subject: true, state: true, sentAt: true } },
      history: { select: { at: true, actorKind: true, event: true, details: true } },
      items: {
        omit: { shopId: true },
        include: {
          photos: {
            select: {
              version: true,
              position: true,
              sourceUrl: true,
              originalName: true,
              sha256: true,
              bytes: true,
              contentType: true,
              storageKey: true,
            },
          },
          revisions: { select: { round: true, note: true, askedAt: true, answer: true } },
          issues: { select: { comment: true, openedAt: true, ending: true } },
        },
      },
    },
  });
}

// Also of orders that are not here: a sweep may bring them in. An intake that is under way ends first.
async function keepForgotten(tx: Tx, customer: Forgotten): Promise<void> {
  const { shopId } = customer;
  const known = await tables(tx).order.findMany({ where: ordersOf(customer), select: { shopifyOrderId: true } });
  const numbers = [...new Set([...known.map((one) => one.shopifyOrderId), ...customer.shopifyOrderIds])].toSorted();
  for (const shopifyOrderId of numbers) await lockIntake(tx, shopId, shopifyOrderId);
  await tables(tx).forgottenOrder.createMany({
    data: numbers.map((shopifyOrderId) => ({ shopId, shopifyOrderId })),
    skipDuplicates: true,
  });
}

/** The stored photos of these orders, every version, with where they belong. */
export async function photosToExport(shopId: string, orderIds: readonly string[]) {
  const rows = await db().photo.findMany({
    where: { shopId, storageKey: { not: null }, item: { orderId: { in: [...orderIds] } } },
    orderBy: [
      { item: { order: { name: "asc" } } },
      { item: { number: "asc" } },
      { version: "asc" },
      { position: "asc" },
    ],
    select: {
      version: true,
      position: true,
      contentType: true,
      storageKey: true,
      item: { select: { number: true, order: { select: { name: true } } } },
    },
  });
  return rows.map(({ item, storageKey, ...photo }) => ({
    ...photo,
    storageKey: storageKey!,
    itemNumber: item.number,
    orderName: item.order.name,
  }));
}

/** Takes everything personal out of a customer's rows; gives their orders, and the storage keys of files that nothing names any more. */
export async function forgetRows(tx: Tx, customer: Forgotten): Promise<{ keys: string[]; orderIds: string[] }> {
  const { shopId, shopifyCustomerId } = customer;
  await keepForgotten(tx, customer);
  const orders = await tables(tx).order.findMany({
    where: ordersOf(customer),
    select: { id: true, name: true, items: { select: { id: true, productTitle: true, sourceKey: true } } },
  });
  const ids = orders.map(({ id }) => id);
  const itemIds = orders.flatMap(({ items }) => items.map(({ id }) => id));
  for (const { id, name, items } of orders) {
    await tables(tx).order.update({
      where: { shopId_id: { shopId, id } },
      data: {
        ...FORGOTTEN.order,
        linkTokenHash: null,
        linkVersion: { increment: 1 },
        searchText: searchTextOf({ name, productTitles: items.map(({ productTitle }) => productTitle) }),
      },
    });
  }
  const photos = await tables(tx).photo.findMany({ where: { shopId, itemId: { in: itemIds } } });
  const artfiles = await tables(tx).artfile.findMany({ where: { shopId, itemId: { in: itemIds } } });
  await tables(tx).email.updateMany({
    where: { shopId, orderId: { in: ids } },
    data: FORGOTTEN.email,
  });
  await tables(tx).email.updateMany({
    where: { shopId, orderId: { in: ids }, state: "queued" },
    data: { state: "withdrawn" },
  });
  // What is still to be carried out needs its tracking number for a moment.
  await tables(tx).fulfilment.updateMany({
    where: { shopId, orderId: { in: ids }, state: { not: "asked" } },
    data: FORGOTTEN.fulfilment,
  });
  await tables(tx).revision.updateMany({
    where: { shopId, itemId: { in: itemIds } },
    data: FORGOTTEN.revision,
  });
  await tables(tx).issue.updateMany({ where: { shopId, itemId: { in: itemIds } }, data: FORGOTTEN.issue });
  await tables(tx).item.updateMany({
    where: { shopId, id: { in: itemIds } },
    data: FORGOTTEN.item,
  });
  for (const { id, sourceKey } of orders.flatMap(({ items }) => items))
    if (forgottenSource(sourceKey) !== sourceKey)
      await tables(tx).item.update({
        where: { shopId_id: { shopId, id } },
        data: { sourceKey: forgottenSource(sourceKey) },
      });
  await tables(tx).history.updateMany({ where: { shopId, orderId: { in: ids } }, data: FORGOTTEN.history });
  await tables(tx).photo.updateMany({
    where: { shopId, itemId: { in: itemIds } },
    data: FORGOTTEN.photo,
  });
  const uploads = await tables(tx).upload.findMany({
    where: { shopId, itemId: { in: itemIds } },
    select: { storageKey: true, shown: true },
  });
  await tables(tx).upload.deleteMany({ where: { shopId, itemId: { in: itemIds } } });
  await tables(tx).artfile.updateMany({
    where: { shopId, itemId: { in: itemIds } },
    data: FORGOTTEN.artfile,
  });
  const exports = await tables(tx).task.findMany({
    where: {
      shopId,
      kind: "customer_data_request",
      OR: [
        { details: { path: ["customerId"], equals: shopifyCustomerId ?? "-" } },
        // A request that named no customer, only orders.
        ...ids.map((id) => ({
          AND: [
            { details: { path: ["orderIds"], array_contains: [id] } },
            { details: { path: ["customerId"], equals: Prisma.JsonNull } },
          ],
        })),
      ],
    },
  });
  await tables(tx).task.deleteMany({ where: { shopId, id: { in: exports.map(({ id }) => id) } } });
  await forgetActs(tx, shopId, ids);
  const exported = exports.map(({ details }) => (details as { storageKey: string }).storageKey);
  const keys = [
    ...exported,
    ...uploads.flatMap(keysOfUpload),
    ...[...photos, ...artfiles].flatMap(({ storageKey, thumbKey, middleKey, screenKey }) => [
      ...[storageKey, thumbKey, middleKey, screenKey],
    ]),
    // What a job has stored and not yet written down.
    ...photos.flatMap((one) => [fetchedPhotoKey(shopId, one), ...Object.values(renditionKeys(shopId, "photo", one))]),
    ...artfiles.flatMap((one) => Object.values(renditionKeys(shopId, "artfile", one))),
  ].filter((key) => key !== null);
  return { keys, orderIds: ids };
}

// What undo would need holds comments and notes; nobody takes anything back of a customer who is forgotten. Which items and orders it was stays: they
// still have to be given to the next members.
async function forgetActs(tx: Tx, shopId: string, orderIds: string[]): Promise<void> {
  for (const orderId of orderIds) {
    await tables(tx)
      .$executeRaw`UPDATE "Act" SET before = before || '{"journal": [], "emails": []}'::jsonb, "undoableUntil" = NULL
      WHERE "shopId" = ${shopId}::uuid AND at < now() - interval '1 minute' AND outcome::text LIKE ${`%${orderId}%`}`;
  }
}

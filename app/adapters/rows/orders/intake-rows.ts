import { randomUUID } from "node:crypto";
import { Prisma } from "@prisma/client";
import { resolveSkips } from "../../../domain/words/flow.ts";
import {
  addressAfter,
  searchTextOf,
  type IncomingOrder,
  type IncomingOrderLine,
} from "../../../domain/intake/incoming-order.ts";
import { findTexts, type PhotoPropertySettings } from "../../../domain/intake/photo-properties.ts";
import type { Placed } from "../../../domain/intake/note-photos.ts";
import { NOT_BEGUN, worksOn } from "../../../domain/shop/shadow.ts";
import { FIRST_STEP, STEPS } from "../../../domain/words/steps.ts";
import { db, tables, type Tx } from "../../db.ts";
import { queueFetches } from "../items/photos-asked.ts";
import { FORGOTTEN } from "../shop/customer-columns.ts";
import type { IntakeShop } from "../shop/shops.ts";
import { readFlow } from "../acts/situations.ts";
import { readAddress, stored } from "../stored.ts";
import { lockStart } from "../shop/starts.ts";
import { nameItems } from "./item-lines.ts";
import { factColumns } from "./order-facts.ts";

/** Makes intake of one order wait for another intake of the same order, also while its row does not exist yet. */
export async function lockIntake(tx: Tx, shopId: string, shopifyOrderId: string): Promise<void> {
  await tables(tx)
    .$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`intake/${shopId}/${shopifyOrderId}`}, 0))`;
  await tables(tx)
    .$queryRaw`SELECT id FROM "Order" WHERE "shopId" = ${shopId}::uuid AND "shopifyOrderId" = ${shopifyOrderId} FOR UPDATE`;
}

/** The order as we know it, with its items; null when we do not have it. */
export async function knownOrder(tx: Tx, shopId: string, shopifyOrderId: string) {
  const row = await tables(tx).order.findUnique({
    where: { shopId_shopifyOrderId: { shopId, shopifyOrderId } },
    include: { items: { orderBy: { number: "asc" } } },
  });
  if (!row) return null;
  return { ...row, items: row.items.map((item) => ({ ...item, step: stored(STEPS, item.step, "Item.step") })) };
}

export type KnownOrder = NonNullable<Awaited<ReturnType<typeof knownOrder>>>;

/** Writes a new order with the shop's flow as it is now, in shadow where the shop does not work on it; personal fields that Shopify keeps from us, and all of a forgotten customer's, stay empty. */
export async function createOrder(
  tx: Tx,
  shop: IntakeShop,
  order: IncomingOrder,
  isForgotten: boolean,
): Promise<KnownOrder> {
  const { name, customerName, customerEmail } = order;
  const words = { name, productTitles: order.lines.map(({ title }) => title) };
  const isOurs = worksOn(await lockStart(tx, shop.id), new Date(order.placedAt));
  const row = await tables(tx).order.create({
    data: {
      shopId: shop.id,
      shopifyOrderId: order.shopifyOrderId,
      name,
      placedAt: order.placedAt,
      flow: shop.flow,
      isOurs,
      ...(isOurs ? {} : { unheldSince: null }),
      ...columnsOf(order),
      searchText: searchTextOf({ ...words, customerName, customerEmail }),
      ...(isForgotten ? { ...FORGOTTEN.order, searchText: searchTextOf(words) } : {}),
    },
  });
  return { ...row, items: [] };
}

/** Brings an order's own columns up to date; what Shopify did not tell stays as it was, what is of a forgotten customer stays empty. */
export async function updateOrder(
  tx: Tx,
  known: KnownOrder,
  order: IncomingOrder,
  changes: { fulfilledInShopify: boolean; hasNewItems: boolean; isForgotten: boolean },
): Promise<void> {
  const customerName = order.customerName === undefined ? known.customerName : order.customerName;
  const customerEmail = order.customerEmail === undefined ? known.customerEmail : order.customerEmail;
  const titles = [...known.items.map(({ productTitle }) => productTitle), ...order.lines.map(({ title }) => title)];
  const words = { name: order.name, productTitles: titles };
  await tables(tx).order.update({
    where: { shopId_id: { shopId: known.shopId, id: known.id } },
    data: {
      ...columnsOf(order),
      ...(order.shippingAddress
        ? { shippingAddress: addressAfter(readAddress(known.shippingAddress), order.shippingAddress) }
        : {}),
      name: order.name,
      ...(changes.hasNewItems ? { endedAt: null } : {}),
      cancelledInShopify: order.cancelledAt ?? known.cancelledInShopify,
      fulfilledInShopify: known.fulfilledInShopify ?? (changes.fulfilledInShopify ? order.updatedAt : null),
      searchText: searchTextOf({ ...words, customerName, customerEmail }),
      ...(changes.isForgotten ? { ...FORGOTTEN.order, searchText: searchTextOf(words) } : {}),
    },
  });
}

/** Writes how many copies of an item are wanted now. */
export async function writeCopies(tx: Tx, shopId: string, itemId: string, copies: number): Promise<void> {
  await tables(tx).item.update({ where: { shopId_id: { shopId, id: itemId } }, data: { quantity: copies } });
}

/** Notes that Shopify has deleted an order: it is closed there, and no hold of ours is left on it. */
export async function markDeleted(tx: Tx, known: KnownOrder, at: Date): Promise<void> {
  await tables(tx).order.update({
    where: { shopId_id: { shopId: known.shopId, id: known.id } },
    data: {
      deletedInShopify: at,
      cancelledInShopify: known.cancelledInShopify ?? at,
      holds: [],
      liftedByHand: [],
      unsettledCause: null,
      unsettledTries: 0,
      unheldSince: null,
      waitingForArtistSince: null,
    },
  });
}

/** Notes that an order which counted as deleted is there all the same; nothing for one that did not. */
export async function unmarkDeleted(
  tx: Tx,
  shopId: string,
  { shopifyOrderId, cancelledAt }: Pick<IncomingOrder, "shopifyOrderId" | "cancelledAt">,
): Promise<void> {
  await tables(tx).order.updateMany({
    where: { shopId, shopifyOrderId, deletedInShopify: { not: null } },
    data: { deletedInShopify: null, cancelledInShopify: cancelledAt, comparedAt: null },
  });
}

/** When Shopify last changed an order, of the state we have of it; null when the shop has no such order. */
export async function knownUpdatedAt(shopId: string, shopifyOrderId: string): Promise<Date | null> {
  const row = await db().order.findUnique({
    where: { shopId_shopifyOrderId: { shopId, shopifyOrderId } },
    select: { shopifyUpdatedAt: true },
  });
  return row?.shopifyUpdatedAt ?? null;
}

/** Notes of items whether Shopify counts their line as fulfilled. */
export async function markShipped(
  tx: Tx,
  shopId: string,
  itemIds: readonly string[],
  shippedInShopify: boolean,
): Promise<void> {
  if (itemIds.length > 0)
    await tables(tx).item.updateMany({ where: { shopId, id: { in: [...itemIds] } }, data: { shippedInShopify } });
}

/** Which of these cancelled items Shopify's own change of the order cancelled, and no member. */
export async function cancelledByShopify(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<Set<string>> {
  if (itemIds.length === 0) return new Set();
  const where = { shopId, itemId: { in: [...itemIds] }, toStep: "cancelled" };
  const last = await tables(tx).history.findMany({
    where,
    orderBy: { id: "desc" },
    distinct: ["itemId"],
    select: { itemId: true, event: true },
  });
  return new Set(last.flatMap(({ itemId, event }) => (itemId !== null && event === "cancel_in_shopify" ? itemId : [])));
}

// Prisma leaves a column alone where the value is undefined.
function columnsOf(order: IncomingOrder) {
  return {
    shopifyUpdatedAt: order.updatedAt,
    note: order.note,
    ...factColumns(order),
    customerShopifyId: order.customerShopifyId ?? undefined,
    locale: order.locale ?? undefined,
    customerName: order.customerName,
    customerEmail: order.customerEmail,
    shippingAddress: order.shippingAddress === null ? Prisma.DbNull : order.shippingAddress,
  };
}

export type NewItem = {
  number: number;
  copies: number;
  found: Placed;
  line: IncomingOrderLine;
  /** The customer was forgotten: what they wrote is left out, and their photos are as redaction leaves them. */
  isForgotten: boolean;
};

/** Rows of one statement: PostgreSQL takes 65,535 values in it. */
const ROWS_AT_ONCE = 1_000;

/** Writes items with their photos, each photo with a job that fetches it, in a handful of statements however many they are; gives the items' ids in their order. */
export async function addItems(
  tx: Tx,
  order: KnownOrder,
  added: readonly NewItem[],
  settings: PhotoPropertySettings,
): Promise<string[]> {
  if (added.length === 0) return [];
  const { shopId } = order;
  const names = await nameItems(
    tx,
    shopId,
    added.map(({ number, found, line }) => ({
      orderName: order.name,
      number,
      propertyName: found.propertyName,
      line,
    })),
  );
  const skips = resolveSkips(readFlow(order.flow));
  const rows = added.map((item, at) => ({
    id: randomUUID(),
    ...itemColumns(order, item, settings),
    skips,
    fileName: names[at]!.name,
    fileNameKey: names[at]!.key,
  }));
  const photos = added.flatMap(({ found, isForgotten }, at) =>
    found.links.map((sourceUrl, position) => ({
      id: randomUUID(),
      shopId,
      itemId: rows[at]!.id,
      version: 1,
      position: position + 1,
      sourceUrl,
      ...(isForgotten ? FORGOTTEN.photo : {}),
    })),
  );
  for (const some of portions(rows)) await tables(tx).item.createMany({ data: some });
  for (const some of portions(photos)) await tables(tx).photo.createMany({ data: some });
  const isForgotten = new Map(rows.map(({ id }, at) => [id, added[at]!.isForgotten]));
  const asked = photos.filter(({ itemId }) => !isForgotten.get(itemId)).map(({ id }) => id);
  await queueFetches(tx, shopId, asked);
  return rows.map(({ id }) => id);
}

function portions<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_none, at) => rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE));
}

function itemColumns(
  { shopId, id: orderId, isOurs }: KnownOrder,
  { number, copies, found, line, isForgotten }: NewItem,
  settings: PhotoPropertySettings,
) {
  const texts = findTexts([line], settings)
    .filter(({ hidden }) => !hidden)
    .slice(0, 50);
  return {
    shopId,
    orderId,
    number,
    lineId: line.lineId,
    sourceKey: found.sourceKey.slice(0, 2_000),
    propertyName: found.propertyName,
    productTitle: line.title,
    variantTitle: line.variantTitle,
    options: line.options,
    sku: line.sku,
    quantity: copies,
    details: [...texts.map(({ name, value }) => ({ name, value })), ...leftOutOf(found)],
    step: FIRST_STEP,
    photoVersion: found.links.length > 0 ? 1 : 0,
    placeAmong: found.placeAmong,
    ...(isOurs ? {} : { stepSince: NOT_BEGUN, visibleAt: NOT_BEGUN }),
    ...(isForgotten ? FORGOTTEN.item : {}),
  };
}

function leftOutOf({ leftOut }: Placed): { name: string; value: string }[] {
  return leftOut > 0 ? [{ name: "Photos left out", value: `${leftOut} more than an item can have` }] : [];
}

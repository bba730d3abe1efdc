import { tables, type Tx } from "../db.ts";
import { enqueue } from "../queue/queue.ts";

/** What Shopify is asked to fulfil; empty texts are left out. */
export type FulfilmentWish = {
  itemIds: readonly string[];
  trackingNumber: string | null;
  trackingCompany: string | null;
  trackingUrl: string | null;
  notifyCustomer: boolean;
  askedById: string;
};

/** Items of an order that Shopify has already been asked to fulfil and has not answered for yet. */
export async function itemsAskedFor(tx: Tx, shopId: string, orderId: string): Promise<Set<string>> {
  const rows = await tables(tx).fulfilment.findMany({
    where: { shopId, orderId, state: "asked" },
    select: { itemIds: true },
  });
  return new Set(rows.flatMap((row) => row.itemIds));
}

/** Asks for a fulfilment once: the same id again changes nothing. Those of one order are carried out one after another, because a line ships with the last of its items. */
export async function askOnce(
  tx: Tx,
  shopId: string,
  orderId: string,
  id: string,
  wish: FulfilmentWish,
): Promise<boolean> {
  const { count } = await tables(tx).fulfilment.createMany({
    data: [{ shopId, orderId, id, ...wish, itemIds: [...wish.itemIds] }],
    skipDuplicates: true,
  });
  if (count > 0)
    await enqueue(
      tx,
      "fulfil-order",
      { shopId, fulfilmentId: id },
      { jobKey: `fulfil-order:${id}`, oneByOne: `fulfil-order:${orderId}` },
    );
  return count > 0;
}

/** The items of a fulfilment that was asked for under this id; null when none was. */
export async function askedItems(tx: Tx, shopId: string, id: string): Promise<string[] | null> {
  const row = await tables(tx).fulfilment.findUnique({
    where: { shopId_id: { shopId, id } },
    select: { itemIds: true },
  });
  return row?.itemIds ?? null;
}

import { db, tables, type Tx } from "../db.ts";

/** Notes that an order's customer wants no reminders about it; false when they had said so before. */
export async function stopRemindersOf(tx: Tx, shopId: string, orderId: string): Promise<boolean> {
  const count = await tables(tx).$executeRaw`
    UPDATE "Order" SET "remindersStoppedAt" = now()
    WHERE "shopId" = ${shopId}::uuid AND id = ${orderId}::uuid AND "remindersStoppedAt" IS NULL`;
  return count > 0;
}

/** Whether an order's customer wants no reminders about it. */
export async function wantsNoReminders(tx: Tx, shopId: string, orderId: string): Promise<boolean> {
  const order = await tables(tx).order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { remindersStoppedAt: true },
  });
  return order?.remindersStoppedAt != null;
}

/** The names of an order and of its shop as its customer knows them, and the language they bought in; null when it is gone. */
export async function orderAsTold(
  shopId: string,
  orderId: string,
): Promise<{ name: string; shopName: string; locale: string | null } | null> {
  const row = await db().order.findUnique({
    where: { shopId_id: { shopId, id: orderId } },
    select: { name: true, locale: true, shop: { select: { name: true, domain: true } } },
  });
  return row && { name: row.name, locale: row.locale, shopName: row.shop.name || row.shop.domain };
}

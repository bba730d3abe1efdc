import { db } from "../../app/adapters/db.ts";
import type { Taken } from "./place.ts";

/** Makes the orders as old as planned: an item has been in its step for a part of that time. */
export async function agePlannedOrders(shopId: string, taken: readonly Taken[]): Promise<void> {
  for (const { orderId, plan } of taken) {
    const hours = Math.max(1, Math.round(plan.hoursAgo / 3));
    await db().$executeRaw`
      UPDATE "Item" SET "stepSince" = "stepSince" - make_interval(hours => ${hours}::int), "visibleAt" = now()
      WHERE "shopId" = ${shopId}::uuid AND "orderId" = ${orderId}::uuid`;
  }
}

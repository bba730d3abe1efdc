import { db } from "../db.ts";

const EVERYTHING_ON_THE_PAGE = {
  shop: { select: { usualHours: true } },
  folder: { select: { name: true } },
  assignments: { select: { role: true, member: { select: { id: true, name: true } } } },
} as const;

/** An order of the shop with what stands on its page beside its items; null when the shop has none of that id. */
export function orderRow(shopId: string, orderId: string) {
  return db().order.findUnique({ where: { shopId_id: { shopId, id: orderId } }, include: EVERYTHING_ON_THE_PAGE });
}

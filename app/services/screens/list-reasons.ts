import { db } from "../../adapters/db.ts";

/** A rejection reason of the shop. */
export type Reason = { id: string; name: string };

/** The rejection reasons that the shop uses now, in its own order. */
export function listReasons(shopId: string): Promise<Reason[]> {
  return db().rejectionReason.findMany({
    where: { shopId, retiredAt: null },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
}

/** The shop's own words on how photos are judged; empty when it has written none. */
export async function readGuideline(shopId: string): Promise<string> {
  return (await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: { guideline: true } })).guideline;
}

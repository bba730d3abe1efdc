import { reasonsInUse } from "../../adapters/rows/items/issues.ts";
import { readSettings } from "../../adapters/rows/shop/shops.ts";

/** A rejection reason of the shop. */
export type Reason = { id: string; name: string };

/** The rejection reasons that the shop uses now, in its own order. */
export function listReasons(shopId: string): Promise<Reason[]> {
  return reasonsInUse(shopId);
}

/** The shop's own words on how photos are judged; empty when it has written none. */
export async function readGuideline(shopId: string): Promise<string> {
  return (await readSettings(shopId)).guideline;
}

import { timeZoneOf } from "../../adapters/rows/shop/shops.ts";

/** The time zone (an IANA name) in which a shop's staff read times: the shop's own. */
export function readTimeZone({ shopId }: { shopId: string }): Promise<string> {
  return timeZoneOf(shopId);
}

import { countWaitingItems } from "../../adapters/rows/customer-orders.ts";
import type { Visit } from "../who/who-is-visiting.ts";

/** How many items wait for the logged-in customer; 0 for nobody. */
export async function countWaiting({ shop, customerId }: Visit): Promise<number> {
  return customerId === null ? 0 : countWaitingItems(shop.id, customerId);
}

import { countWaitingItems, ordersOfCustomer } from "../../adapters/rows/orders/customer-orders.ts";
import type { CustomerOrderLine } from "../../domain/screens/customer-order.ts";
import { dayIn } from "../../domain/words/times.ts";
import type { Visit } from "../who/who-is-visiting.ts";

const AT_MOST = 50;

/** The newest orders of the logged-in customer, those that wait for them first; null when nobody is logged in. */
export async function listCustomerOrders({ shop, customerId }: Visit): Promise<CustomerOrderLine[] | null> {
  if (customerId === null) return null;
  const rows = await ordersOfCustomer(shop.id, customerId, AT_MOST);
  return rows.map(({ placedAt, timezone, ...line }) => ({ ...line, placedOn: dayIn(timezone, placedAt) }));
}

/** How many items wait for the logged-in customer; 0 for nobody. */
export async function countWaiting({ shop, customerId }: Visit): Promise<number> {
  return customerId === null ? 0 : countWaitingItems(shop.id, customerId);
}

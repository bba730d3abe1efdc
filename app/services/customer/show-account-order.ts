import { orderByToken } from "../../adapters/proofs/customer-link.ts";
import { storefrontOf } from "../../adapters/rows/shop/storefronts.ts";
import { customerPageAddress } from "../../domain/customer/customer-page-address.ts";
import { accountOrder, type AccountOrder, type WaitingOrder } from "../../domain/screens/account-order.ts";
import { orderOfCustomer, whoIsVisiting, type Visit } from "../who/who-is-visiting.ts";
import { listCustomerOrders } from "./list-customer-orders.ts";
import { showCustomerOrder } from "./show-customer-order.ts";

/** A customer of a shop, as Shopify vouches for them; null for nobody. */
type Customer = { shopDomain: string; customerId: string } | null;

const AT_MOST_LISTED = 10;

/** An order in its customer's account, by Shopify's number of it; null for anybody else's, an unknown one, and for nobody. */
export async function showAccountOrder(customer: Customer, shopifyOrderId: string): Promise<AccountOrder | null> {
  const visit = await visitFrom(customer);
  const visited = visit && (await orderOfCustomer(visit, shopifyOrderId));
  if (!visited) return null;
  const { shop } = visit;
  const [order, opens, store] = await Promise.all([
    showCustomerOrder({ shopId: shop.id, orderId: visited.orderId }),
    orderByToken(visited.token),
    storefrontOf(shop.id),
  ]);
  return accountOrder(order, opens ? customerPageAddress(store, `/o/${visited.token}`) : null);
}

/** The orders of a customer that wait for them, newest first and at most ten; none for nobody. */
export async function listWaitingOrders(customer: Customer): Promise<WaitingOrder[]> {
  const visit = await visitFrom(customer);
  const waiting = ((visit && (await listCustomerOrders(visit))) ?? []).filter((line) => line.waiting > 0);
  if (!visit || waiting.length === 0) return [];
  const store = await storefrontOf(visit.shop.id);
  const listed: WaitingOrder[] = [];
  for (const { name, shopifyOrderId, waiting: count } of waiting.slice(0, AT_MOST_LISTED)) {
    const visited = await orderOfCustomer(visit, shopifyOrderId);
    if (visited) listed.push({ name, link: customerPageAddress(store, `/o/${visited.token}`), waiting: count });
  }
  return listed;
}

async function visitFrom(customer: Customer): Promise<Visit | null> {
  // No proxy was passed, so nothing is said of where the shop has put our pages.
  return customer && whoIsVisiting({ ...customer, pathPrefix: "" });
}

import type { CustomerOrder } from "./customer-order.ts";
import { CUSTOMER_STANDING_WORDS, isCustomersTurn } from "./customer-standing.ts";

/** An item under an order of the customer's account, in their words. */
export type AccountItem = {
  number: number;
  product: string;
  title: string;
  meaning: string;
  usualTime: string | null;
  isWaiting: boolean;
};

/** What the extension shows under an order of the customer's account. `link` leads to their page of it; null once it opens nothing any more. */
export type AccountOrder = { name: string; link: string | null; waiting: number; items: AccountItem[] };

/** An order that waits for its customer, in the list of their account's orders. */
export type WaitingOrder = { name: string; link: string; waiting: number };

/** What is said of an order in its customer's account. */
export function accountOrder(order: CustomerOrder, link: string | null): AccountOrder {
  const items = order.items.map(({ number, product, standing, usualTime }) => ({
    number,
    product,
    ...CUSTOMER_STANDING_WORDS[standing],
    usualTime,
    isWaiting: isCustomersTurn(standing),
  }));
  return { name: order.name, link, waiting: items.filter(({ isWaiting }) => isWaiting).length, items };
}

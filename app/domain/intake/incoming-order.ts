import type { CustomerDataSeen } from "./customer-data.ts";
import type { IncomingLine } from "./found-photos.ts";

/** A postal address as Shopify gives it; every part may be missing. */
export type Address = {
  name: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string | null;
  phone: string | null;
};

/** One line of an order: `lineId` is the number in `gid://shopify/LineItem/…`, `quantity` the copies left after edits and refunds (0: removed). */
export type IncomingOrderLine = IncomingLine & {
  /** The variant's option values in the shop's order. */
  options: string[];
  isDefaultVariant: boolean;
  /** The number in `gid://shopify/Product/…`; null for a custom line, and for a product that is gone. */
  productId: string | null;
  /** It is shipped: no gift card, no service. */
  isPhysical: boolean;
  sku: string | null;
  /** Nothing of the line is left to ship. */
  isFulfilled: boolean;
};

/**
 * An order as Shopify told us, from a webhook or from GraphQL. Times are ISO 8601.
 * Personal fields are `undefined` where Shopify kept them from us (protected customer data), `null` where there is nothing.
 */
export type IncomingOrder = {
  /** The number in `gid://shopify/Order/…` */
  shopifyOrderId: string;
  name: string;
  placedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  /** All of the payment was given back or never taken: nothing is left to be made, though the order itself still stands. */
  isRefunded: boolean;
  /** Nothing of the payment has come, and none of it is authorized. */
  isUnpaid: boolean;
  note: string | null;
  /** The language in which the customer bought (`de-AT`); null where Shopify does not say. */
  locale: string | null;
  tags: string[];
  /** What the customer chose to have it sent by, without what was removed. */
  shippingLines: { title: string; code: string | null }[];
  /** Names and values on the order itself, however they were written. */
  noteAttributes: unknown;
  customerShopifyId: string | null;
  customerName: string | null | undefined;
  customerEmail: string | null | undefined;
  /** Of an address, the parts that Shopify kept are absent. */
  shippingAddress: Partial<Address> | null | undefined;
  /** What Shopify said of our leave to see customers; absent where it told nothing of that, as in a webhook. */
  customerData?: CustomerDataSeen;
  lines: IncomingOrderLine[];
};

/**
 * An address as it is known after Shopify told these parts of it: a part that it kept stays as it was while the rest is the
 * same, and is forgotten when the order has another address.
 */
export function addressAfter(known: Partial<Address> | null, told: Partial<Address>): Partial<Address> {
  const isSame = Object.entries(told).every(([part, value]) => (known?.[part as keyof Address] ?? null) === value);
  return isSame ? { ...known, ...told } : told;
}

/** The lower-case words by which an order is found: its number, its customer, its products. */
export function searchTextOf(order: {
  name: string;
  customerName?: string | null;
  customerEmail?: string | null;
  productTitles: readonly string[];
}): string {
  const words = [
    order.name,
    order.name.replace(/^#/, ""),
    order.customerName,
    order.customerEmail,
    ...new Set(order.productTitles),
  ];
  return words.filter(Boolean).join(" ").normalize("NFC").toLowerCase().slice(0, 4_000);
}

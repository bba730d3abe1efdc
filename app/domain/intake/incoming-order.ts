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
  note: string | null;
  customerShopifyId: string | null;
  customerName: string | null | undefined;
  customerEmail: string | null | undefined;
  shippingAddress: Address | null | undefined;
  lines: IncomingOrderLine[];
};

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

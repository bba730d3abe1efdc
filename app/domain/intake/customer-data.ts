/** The fields of a customer that Shopify gives an app one by one (https://shopify.dev/docs/apps/launch/protected-customer-data). */
export const CUSTOMER_FIELDS = ["name", "address", "email", "phone"] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** What can be kept from an app: orders and customers as a whole (level 1), or a field. */
export const CUSTOMER_DATA = ["orders", ...CUSTOMER_FIELDS] as const;
export type CustomerData = (typeof CUSTOMER_DATA)[number];

/** Each of them when it is kept from us, and what that means for the shop. */
export const WITHHELD_WORDS: Record<CustomerData, string> = {
  orders: "Shopify keeps all orders from the app: no order comes in",
  name: "Shopify keeps the customers' names from the app: emails greet nobody by name, and search does not find them",
  address: "Shopify keeps the customers' addresses from the app: where to ship stands in the Shopify admin only",
  email: "Shopify keeps the customers' e-mail addresses from the app: no email reaches a customer",
  phone: "Shopify keeps the customers' phone numbers from the app: they stand in the Shopify admin only",
};

/** What one answer of Shopify showed of a shop's leave to see customers: what was refused, and what was given. */
export type CustomerDataSeen = { withheld: readonly CustomerData[]; given: readonly CustomerData[] };

/** What has to be written down after such an answer: what is missing from now on, and what no longer is. */
export function changedLeave(
  known: readonly string[],
  { withheld, given }: CustomerDataSeen,
): { lost: CustomerData[]; back: CustomerData[] } {
  return {
    lost: withheld.filter((one) => !known.includes(one)),
    back: given.filter((one) => known.includes(one) && !withheld.includes(one)),
  };
}

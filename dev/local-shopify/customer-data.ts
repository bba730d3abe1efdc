/** The four fields that are asked for one by one (https://shopify.dev/docs/apps/launch/protected-customer-data, level 2). */
export const CUSTOMER_FIELDS = ["name", "address", "email", "phone"] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** What the Partner Dashboard has approved the app for: `customerData` is level 1, without which there is no field either. */
export type CustomerDataAccess = { customerData: boolean } & Record<CustomerField, boolean>;

export function approvedForAll(): CustomerDataAccess {
  return { customerData: true, name: true, address: true, email: true, phone: true };
}

export function isApproved(access: CustomerDataAccess, field: CustomerField): boolean {
  return access.customerData && access[field];
}

const SEE = "See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.";

export function fieldRefusal(field: string): string {
  return `This app is not approved to use the ${field} field. ${SEE}`;
}

export function typeRefusal(type: string): string {
  return `This app is not approved to access the ${type} object. ${SEE}`;
}

/** What `shopify app deploy` says for each such topic (github.com/Shopify/cli, issues 3443 and 6485); no version is made then. */
export const TOPIC_REFUSAL = `This app is not approved to subscribe to webhook topics containing protected customer data. ${SEE}`;

/** Types that tell of one customer or one order. */
const PROTECTED_TYPES = [
  "AbandonedCheckout",
  "Customer",
  "DraftOrder",
  "Fulfillment",
  "FulfillmentOrder",
  "LineItem",
  "Order",
  "Refund",
];

export function isProtectedType(type: string): boolean {
  return PROTECTED_TYPES.includes(type);
}

/** Topics about one customer or one order; the three that the law asks for come to every app. */
export function isProtectedTopic(topic: string): boolean {
  return /^(orders|fulfillments|fulfillment_orders|refunds|draft_orders|checkouts)\/|^customers\/(?!redact$|data_request$)/.test(
    topic,
  );
}

const PERSONS = ["customer", "default_address", "billing_address", "shipping_address", "destination"];
/** The keys of each field wherever they stand, and those that mean a person only inside one. */
const KEYS: Record<CustomerField, { anywhere: string[]; ofPerson: string[] }> = {
  name: { anywhere: ["order_status_url"], ofPerson: ["first_name", "last_name", "name"] },
  address: { anywhere: [], ofPerson: ["address1", "address2", "zip", "latitude", "longitude"] },
  email: { anywhere: ["email", "contact_email"], ofPerson: [] },
  phone: { anywhere: ["phone"], ofPerson: [] },
};

/** The body of a webhook as an app with this approval gets it: without the keys of fields that it may not have. */
export function redacted(payload: unknown, access: CustomerDataAccess, isPerson = false): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  if (Array.isArray(payload)) return payload.map((part) => redacted(part, access));
  const gone = CUSTOMER_FIELDS.filter((field) => !isApproved(access, field)).flatMap((field) => [
    ...KEYS[field].anywhere,
    ...(isPerson ? KEYS[field].ofPerson : []),
  ]);
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => !gone.includes(key))
      .map(([key, part]) => [key, redacted(part, access, PERSONS.includes(key))]),
  );
}

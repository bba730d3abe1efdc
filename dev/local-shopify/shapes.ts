export type LocalAddress = {
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
  zip: string;
  phone: string | null;
};
/** `title` is a label for the switcher of the admin page only; Shopify knows nothing of it. */
export type LocalStaff = {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  accountOwner: boolean;
  title: string;
};
export type LocalCustomer = {
  id: number;
  email: string | null;
  firstName: string;
  lastName: string;
  phone: string | null;
  addresses: LocalAddress[];
};
export type LocalVariant = {
  id: number;
  title: string;
  options: { name: string; value: string }[];
  sku: string;
  price: string;
};
/** `photoProperties` names the upload fields on the product's page, such as "Uploaded Images". */
export type LocalProduct = {
  id: number;
  handle: string;
  title: string;
  vendor: string;
  productType: string;
  tags: string[];
  description: string;
  photoProperties: string[];
  variants: LocalVariant[];
};
/** `properties` is kept as the storefront sent it: hidden `_` names, nulls, numbers and nonsense included. */
export type LocalLine = {
  id: number;
  productId: number | null;
  variantId: number | null;
  title: string;
  variantTitle: string | null;
  sku: string;
  vendor: string;
  quantity: number;
  currentQuantity: number;
  price: string;
  properties: { name: string; value: unknown }[];
  /** False for a service or a gift card. */
  requiresShipping?: boolean;
  group: { id: number; title: string; properties: { name: string; value: unknown }[] } | null;
};
export type LocalFulfillmentOrderStatus =
  "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "CLOSED" | "CANCELLED" | "SCHEDULED" | "INCOMPLETE";
export type LocalHold = { id: number; handle: string; reason: string; reasonNotes: string; heldByApp: boolean };
export type LocalFulfillmentOrder = {
  id: number;
  status: LocalFulfillmentOrderStatus;
  holds: LocalHold[];
  lines: { id: number; lineId: number; totalQuantity: number; remainingQuantity: number }[];
  assignedLocation: string;
};
export type LocalFulfillment = {
  id: number;
  name: string;
  status: "success" | "cancelled";
  createdAt: string;
  updatedAt: string;
  fulfillmentOrderIds: number[];
  trackingCompany: string | null;
  trackingNumbers: string[];
  trackingUrls: string[];
  lines: { id: number; lineId: number; quantity: number }[];
};
export type LocalRefund = {
  id: number;
  createdAt: string;
  note: string | null;
  lines: { id: number; lineId: number; quantity: number }[];
};
export type LocalMetafield = {
  id: number;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
};
/** What the customer chose to have it sent by. */
export type LocalShippingLine = { id: number; title: string; code: string | null; price: string; isRemoved?: boolean };
export type LocalOrder = {
  id: number;
  name: string;
  number: number;
  token: string;
  email: string | null;
  customerId: number | null;
  shippingAddress: LocalAddress | null;
  lines: LocalLine[];
  tags: string[];
  note: string | null;
  /** The language in which the customer bought; English where it is missing. */
  locale?: string;
  noteAttributes?: { name: string; value: unknown }[];
  shippingLines?: LocalShippingLine[];
  metafields: LocalMetafield[];
  createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  /** Archived: Shopify's word for an order that is put away. */
  closedAt?: string | null;
  fulfillmentOrders: LocalFulfillmentOrder[];
  fulfillments: LocalFulfillment[];
  refunds: LocalRefund[];
};
export type LocalTheme = { accent: string; tagline: string; blockSettings: Record<string, unknown> };
/** How a shop's online store stands, as its merchant has set it. What is undocumented of Shopify is a setting with the worst case as its default. */
export type LocalStorefront = {
  /** Where the merchant has moved the app's pages; null: where the app's registration puts them. */
  proxy: { prefix: "apps" | "a" | "community" | "tools"; subpath: string } | null;
  /** Subfolders of languages and markets beside the root, such as "fr" or "en-gb". */
  locales: string[];
  /** Whether `path_prefix` of a proxied request begins with the visitor's subfolder. */
  isLocaleInPathPrefix: boolean;
  /** What a visitor has to know before they see anything; null: the store is open. */
  password: string | null;
  /** The host that visitors see; null: the one of myshopify.com. */
  primaryDomain: string | null;
  customerAccounts: "new" | "legacy";
  /** What becomes of an app's answer that is not 200: in the theme like any other, raw, or replaced by Shopify's own page. */
  otherAnswers: "in the theme" | "raw" | "replaced";
};
export type LocalShop = {
  id: number;
  domain: string;
  handle: string;
  name: string;
  email: string;
  currencyCode: string;
  ianaTimezone: string;
  storePort?: number;
  staff: LocalStaff[];
  customers: LocalCustomer[];
  products: LocalProduct[];
  orders: LocalOrder[];
  /** The highest number that an order had, deleted ones too: numbers are never given twice. */
  lastOrderNumber?: number;
  installed: boolean;
  /** New with every installation. */
  installationId?: number;
  /** When apps that were uninstalled are asked to erase what they know, in ms. */
  redactsAt?: number[];
  grantedScopes: string[];
  metafields: LocalMetafield[];
  theme: LocalTheme;
  /** Blocks of the app that the merchant has taken away: files of theme blocks, targets of others. At first all are placed. */
  blocksOff?: string[];
  /** What differs from `storefrontOf`'s defaults. */
  storefront?: Partial<LocalStorefront>;
  /** Metafields of the app's installation in this shop; they go with it. */
  appMetafields?: LocalMetafield[];
};
export type LocalMailState = "accepted" | "delivered" | "bounced" | "opened";
export type LocalMail = {
  id: string;
  at: string;
  to: string;
  from: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  /** Headers of the sender's own, such as List-Unsubscribe. */
  headers?: Record<string, string>;
  customArgs: Record<string, string>;
  state: LocalMailState;
  shopDomain?: string;
};
/** An access token that was given out; `expiresAt` in milliseconds, null for a permanent offline token. */
export type LocalToken = {
  accessToken: string;
  shopDomain: string;
  staffId: number | null;
  scopes: string[];
  expiresAt: number | null;
  refreshToken: string | null;
  /** The refresh token that was used for it, and until when (ms) that may be used again. */
  previousRefreshToken: string | null;
  previousUntil?: number;
  isOfFormerSecret?: boolean;
  refreshExpiresAt: number | null;
};

import { z } from "zod";
import type { Address, IncomingOrder, IncomingOrderLine } from "../../domain/intake/incoming-order.ts";
import { clean, isoTime, isNotPaid, isRefundedInFull, optionsOf, tagsIn, wholeSecond } from "./order-values.ts";
import { numberOf } from "./operation.ts";

const text = z
  .union([z.string(), z.number()])
  .transform((value) => clean(String(value), 1_000))
  .nullish()
  .catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
const count = z.coerce.number().int().min(0).max(1_000_000).nullish().catch(undefined);
const list = <T extends z.ZodType>(of: T) => z.array(of.nullable().catch(null)).nullish().catch(undefined);

const addressSchema = z.object({
  name: text,
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  zip: text,
  country: text,
  country_code: text,
  phone: text,
});

const lineSchema = z.object({
  id: text,
  admin_graphql_api_id: text,
  title: text,
  name: text,
  variant_title: text,
  sku: text,
  quantity: count,
  current_quantity: count,
  fulfillment_status: text,
  properties: z.unknown(),
  product_id: text,
  requires_shipping: flag,
  gift_card: flag,
  sales_line_item_group_id: text,
});

const refundSchema = z.object({ refund_line_items: list(z.object({ line_item_id: text, quantity: count })) });

const orderSchema = z.object({
  id: text,
  admin_graphql_api_id: text,
  name: text,
  order_number: text,
  created_at: text,
  updated_at: text,
  cancelled_at: text,
  financial_status: text,
  fulfillment_status: text,
  note: text,
  customer_locale: text,
  email: text,
  contact_email: text,
  customer: z
    .object({ id: text, admin_graphql_api_id: text, first_name: text, last_name: text, email: text })
    .nullish()
    .catch(undefined),
  shipping_address: addressSchema.nullish().catch(undefined),
  tags: z.unknown().optional(),
  note_attributes: z.unknown().optional(),
  shipping_lines: list(z.object({ title: text, code: text, is_removed: flag })),
  line_items: list(lineSchema),
  refunds: list(refundSchema),
});

type Payload = z.infer<typeof orderSchema>;
type PayloadLine = z.infer<typeof lineSchema>;

/**
 * An order from the body of an orders/* webhook (Shopify's REST shape); null when it is no order.
 * `isDoubtful`: something in it is missing or lives only in GraphQL (a bundle's properties), so the order should be read again.
 */
export function readOrderPayload(body: unknown): { order: IncomingOrder; isDoubtful: boolean } | null {
  const parsed = orderSchema.safeParse(body);
  if (!parsed.success) return null;
  const payload = parsed.data;
  const shopifyOrderId = idOf(payload);
  if (!shopifyOrderId) return null;
  const lines = (payload.line_items ?? []).flatMap((line) => (line ? (lineOf(line, payload) ?? []) : []));
  const updatedAt = wholeSecond(payload.updated_at);
  const order: IncomingOrder = {
    shopifyOrderId,
    name: payload.name || (payload.order_number ? `#${payload.order_number}` : shopifyOrderId),
    placedAt: isoTime(payload.created_at) ?? updatedAt ?? EPOCH,
    updatedAt: updatedAt ?? EPOCH,
    cancelledAt: isoTime(payload.cancelled_at),
    isRefunded: isRefundedInFull(payload.financial_status),
    isUnpaid: isNotPaid(payload.financial_status),
    note: payload.note || null,
    locale: payload.customer_locale?.slice(0, 20) || null,
    tags: tagsIn(payload.tags),
    shippingLines: (payload.shipping_lines ?? [])
      .filter((line) => line && !line.is_removed)
      .map((line) => ({ title: line?.title || "", code: line?.code || null })),
    noteAttributes: payload.note_attributes,
    customerShopifyId: payload.customer ? idOf(payload.customer) : null,
    ...personal(payload),
    lines,
  };
  const isBundle = (payload.line_items ?? []).some((line) => line?.sales_line_item_group_id);
  return { order, isDoubtful: !updatedAt || !payload.line_items || isBundle };
}

/** The order's number from the body of an orders/delete webhook, which holds nothing else; null when there is none. */
export function readOrderNumber(body: unknown): string | null {
  const parsed = z.object({ id: text, admin_graphql_api_id: text }).safeParse(body);
  return parsed.success ? idOf(parsed.data) : null;
}

/** Which order the body of an orders/* webhook shows, and as of when (ISO; null where it does not say); null when it shows none. */
export function readOrderStamp(body: unknown): { shopifyOrderId: string; updatedAt: string | null } | null {
  const parsed = z.object({ id: text, admin_graphql_api_id: text, updated_at: text }).safeParse(body);
  const shopifyOrderId = parsed.success ? idOf(parsed.data) : null;
  return parsed.success && shopifyOrderId ? { shopifyOrderId, updatedAt: wholeSecond(parsed.data.updated_at) } : null;
}

const EPOCH = "1970-01-01T00:00:00.000Z";

// Numbers above 2^53 lose digits in JSON; the global id keeps them.
function idOf({
  id,
  admin_graphql_api_id: gid,
}: {
  id?: string | null;
  admin_graphql_api_id?: string | null;
}): string | null {
  return [gid && numberOf(gid), id].find((number) => /^\d{1,20}$/.test(number ?? "")) ?? null;
}

function personal(payload: Payload): Pick<IncomingOrder, "customerName" | "customerEmail" | "shippingAddress"> {
  const { customer, shipping_address: address } = payload;
  const fullName = [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || address?.name;
  const wasTold = [customer, address].some((part) => part === null) || isNamed(customer) || isNamed(address);
  return {
    customerName: fullName || (wasTold ? null : undefined),
    customerEmail:
      (payload.email || payload.contact_email || customer?.email) ?? (payload.email === undefined ? undefined : null),
    shippingAddress: address === undefined ? undefined : address && addressOf(address),
  };
}

function isNamed(part: { name?: unknown; first_name?: unknown; last_name?: unknown } | null | undefined): boolean {
  return part?.name !== undefined || part?.first_name !== undefined || part?.last_name !== undefined;
}

// A key that is absent is one that Shopify keeps from us.
function addressOf(address: z.infer<typeof addressSchema>): Partial<Address> {
  const { company, address1, address2, city, province, zip, country, phone } = address;
  const name = isNamed(address)
    ? address.name || [address.first_name, address.last_name].filter(Boolean).join(" ")
    : undefined;
  const parts = {
    name,
    company,
    address1,
    address2,
    city,
    province,
    zip,
    country,
    countryCode: address.country_code,
    phone,
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) => (value === undefined ? [] : [[part, value || null]])),
  );
}

function lineOf(line: PayloadLine, payload: Payload): IncomingOrderLine | null {
  const lineId = idOf(line);
  if (!lineId) return null;
  const variantTitle = line.variant_title || null;
  const isDefaultVariant = variantTitle === null || variantTitle === "Default Title";
  return {
    lineId,
    title: line.title || line.name || "",
    variantTitle: isDefaultVariant ? null : variantTitle,
    options: isDefaultVariant ? [] : optionsOf(variantTitle),
    isDefaultVariant,
    productId: line.product_id && /^\d{1,20}$/.test(line.product_id) ? line.product_id : null,
    isPhysical: line.requires_shipping !== false && line.gift_card !== true,
    sku: line.sku || null,
    quantity: line.current_quantity ?? Math.max(0, (line.quantity ?? 1) - refunded(line, payload)),
    isFulfilled: payload.fulfillment_status === "fulfilled" || line.fulfillment_status === "fulfilled",
    properties: line.properties,
    groupId: line.sales_line_item_group_id || null,
  };
}

// Payloads before API 2024 have no current_quantity.
function refunded(line: PayloadLine, { refunds }: Payload): number {
  const taken = (refunds ?? [])
    .flatMap((refund) => refund?.refund_line_items ?? [])
    .filter((part) => part && part.line_item_id === line.id);
  return taken.reduce((sum, part) => sum + (part?.quantity ?? 0), 0);
}

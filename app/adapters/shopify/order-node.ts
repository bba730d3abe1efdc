import type { Address, IncomingOrder, IncomingOrderLine } from "../../domain/intake/incoming-order.ts";
import { CUSTOMER_FIELDS, type CustomerData, type CustomerField } from "../../domain/intake/customer-data.ts";
import type { OrderForIntakeQuery } from "./graphql-types.ts";
import { numberOf } from "./operation.ts";
import { clean, isoTime, isNotPaid, isRefundedInFull, optionsOf, tagsIn, wholeSecond } from "./order-values.ts";

type OrderNode = NonNullable<OrderForIntakeQuery["order"]>;
/** A line as both order operations select it. */
export type LineNode = OrderNode["lineItems"]["nodes"][number];

/** An order from GraphQL, with all its lines, in the same shape as one from a webhook. */
export function readOrderNode(node: OrderNode, lines: readonly LineNode[]): IncomingOrder {
  return {
    shopifyOrderId: numberOf(node.id),
    name: clean(node.name, 1_000),
    placedAt: isoTime(node.createdAt) ?? node.createdAt,
    updatedAt: wholeSecond(node.updatedAt) ?? node.updatedAt,
    cancelledAt: isoTime(node.cancelledAt),
    isRefunded: isRefundedInFull(node.displayFinancialStatus),
    isUnpaid: isNotPaid(node.displayFinancialStatus),
    note: node.note ? clean(node.note, 1_000) : null,
    locale: node.customerLocale ? clean(node.customerLocale, 20) : null,
    tags: tagsIn(node.tags),
    shippingLines: node.shippingLines.nodes
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ title, code }) => ({ title: clean(title, 1_000), code: code ? clean(code, 1_000) : null })),
    noteAttributes: node.customAttributes,
    customerShopifyId: node.customer ? numberOf(node.customer.id) : null,
    customerName: nameOf(node),
    customerEmail: node.email === undefined ? undefined : node.email ? clean(node.email, 1_000) : null,
    shippingAddress:
      node.shippingAddress === undefined ? undefined : node.shippingAddress && addressOf(node.shippingAddress),
    lines: lines.map(lineOf),
  };
}

/** What of its customer an order was given with, and would not have been without leave: the fields that stand where there is something. */
export function givenOf(node: OrderNode, without: readonly CustomerField[]): CustomerData[] {
  const hasPerson = node.customer !== null || node.shippingAddress !== null;
  const shows: Record<CustomerField, boolean> = {
    name: hasPerson,
    address: node.shippingAddress !== null,
    email: true,
    phone: node.shippingAddress !== null,
  };
  return ["orders", ...CUSTOMER_FIELDS.filter((field) => shows[field] && !without.includes(field))];
}

function nameOf({ customer, shippingAddress }: OrderNode): string | null | undefined {
  const isLeftOut = [customer, shippingAddress].some((part) => part) && customer?.displayName === undefined;
  if (isLeftOut && shippingAddress?.name === undefined) return undefined;
  const name = customer?.displayName || shippingAddress?.name;
  return name ? clean(name, 1_000) : null;
}

// A part that Shopify keeps from us is absent, one that there is nothing of is null.
function addressOf(address: NonNullable<OrderNode["shippingAddress"]>): Partial<Address> {
  const {
    name,
    company,
    address1,
    address2,
    city,
    province,
    zip,
    country,
    countryCodeV2: countryCode,
    phone,
  } = address;
  const parts = { name, company, address1, address2, city, province, zip, country, countryCode, phone };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) =>
      value === undefined ? [] : [[part, value ? clean(value, 1_000) : null]],
    ),
  );
}

function lineOf(node: LineNode): IncomingOrderLine {
  const chosen =
    node.variant?.selectedOptions.map(({ value }) => clean(value, 1_000)) ?? optionsOf(node.variantTitle ?? "");
  const isDefaultVariant = !node.variantTitle || node.variantTitle === "Default Title";
  return {
    lineId: numberOf(node.id),
    title: clean(node.title, 1_000),
    variantTitle: isDefaultVariant ? null : clean(node.variantTitle ?? "", 1_000),
    options: isDefaultVariant ? [] : chosen,
    isDefaultVariant,
    productId: node.product ? numberOf(node.product.id) : null,
    isPhysical: node.requiresShipping && !node.isGiftCard,
    sku: node.sku ? clean(node.sku, 1_000) : null,
    quantity: node.currentQuantity,
    isFulfilled: node.currentQuantity > 0 && node.unfulfilledQuantity === 0,
    properties: node.customAttributes,
    groupProperties: node.lineItemGroup?.customAttributes,
    groupId: node.lineItemGroup ? numberOf(node.lineItemGroup.id) : null,
  };
}

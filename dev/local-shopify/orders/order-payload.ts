import { isLeftToShip, leftToShip } from "./left-to-ship.ts";
import type {
  LocalAddress,
  LocalFulfillment,
  LocalLine,
  LocalOrder,
  LocalRefund,
  LocalShippingLine,
  LocalShop,
} from "../shapes.ts";

/** The body of an orders/* webhook: Shopify's REST order of 2026-10, with the keys of Shopify's own example. */
export function orderPayload(shop: LocalShop, order: LocalOrder) {
  const customer = shop.customers.find(({ id }) => id === order.customerId);
  const sum = (quantityOf: (line: LocalLine) => number) =>
    order.lines.reduce((total, line) => total + Number(line.price) * quantityOf(line), 0).toFixed(2);
  const ordered = sum((line) => line.quantity);
  const current = sum((line) => line.currentQuantity);
  const priced = (name: string, amount: string) => ({ [name]: amount, [`${name}_set`]: money(shop, amount) });
  return {
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason,
    cancelled_at: order.cancelledAt,
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: order.closedAt ?? null,
    confirmation_number: null,
    confirmed: true,
    contact_email: order.email,
    created_at: order.createdAt,
    currency: shop.currencyCode,
    customer_locale: order.locale ?? "en",
    device_id: null,
    discount_codes: [],
    duties_included: false,
    email: order.email,
    estimated_taxes: false,
    ...priced("current_subtotal_price", current),
    ...priced("current_total_discounts", "0.00"),
    ...priced("current_total_price", current),
    ...priced("current_total_tax", "0.00"),
    ...priced("subtotal_price", ordered),
    ...priced("total_discounts", "0.00"),
    ...priced("total_line_items_price", ordered),
    ...priced("total_price", ordered),
    ...priced("total_tax", "0.00"),
    total_shipping_price_set: money(shop, "0.00"),
    total_outstanding: "0.00",
    total_tip_received: "0.00",
    total_weight: 0,
    financial_status: order.refunds.length === 0 ? "paid" : Number(current) === 0 ? "refunded" : "partially_refunded",
    fulfillment_status: fulfillmentStatus(order),
    landing_site: null,
    location_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.noteAttributes ?? [],
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${order.token}/authenticate?key=local`,
    payment_gateway_names: ["bogus"],
    phone: null,
    po_number: null,
    presentment_currency: shop.currencyCode,
    processed_at: order.createdAt,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: "web",
    source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: false,
    test: false,
    token: order.token,
    updated_at: order.updatedAt,
    user_id: null,
    billing_address: order.shippingAddress && addressPayload(order.shippingAddress),
    customer: customer
      ? {
          id: customer.id,
          created_at: null,
          updated_at: null,
          first_name: customer.firstName,
          last_name: customer.lastName,
          state: "disabled",
          note: null,
          verified_email: true,
          multipass_identifier: null,
          tax_exempt: false,
          email: customer.email,
          phone: customer.phone,
          currency: shop.currencyCode,
          tax_exemptions: [],
          admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
          default_address: customer.addresses[0] ? addressPayload(customer.addresses[0]) : undefined,
        }
      : null,
    discount_applications: [],
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(order, fulfillment)),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(order, refund)),
    shipping_address: order.shippingAddress && addressPayload(order.shippingAddress),
    shipping_lines: (order.shippingLines ?? []).map((line) => shippingLinePayload(shop, line)),
    returns: [],
    line_item_groups: order.lines.flatMap(({ group }) =>
      group ? [{ id: group.id, title: group.title, properties: group.properties, quantity: 1 }] : [],
    ),
  };
}

/** The body of a fulfillments/* webhook. */
export function fulfillmentPayload(order: LocalOrder, fulfillment: LocalFulfillment) {
  return {
    id: fulfillment.id,
    order_id: order.id,
    status: fulfillment.status,
    created_at: fulfillment.createdAt,
    service: "manual",
    updated_at: fulfillment.updatedAt,
    tracking_company: fulfillment.trackingCompany,
    shipment_status: null,
    location_id: null,
    origin_address: null,
    email: order.email,
    destination: order.shippingAddress && addressPayload(order.shippingAddress),
    line_items: fulfillment.lines.map(({ lineId, quantity }) => ({
      id: lineId,
      quantity,
      title: order.lines.find(({ id }) => id === lineId)?.title ?? "",
    })),
    tracking_number: fulfillment.trackingNumbers[0] ?? null,
    tracking_numbers: fulfillment.trackingNumbers,
    tracking_url: fulfillment.trackingUrls[0] ?? null,
    tracking_urls: fulfillment.trackingUrls,
    receipt: {},
    name: fulfillment.name,
    admin_graphql_api_id: `gid://shopify/Fulfillment/${fulfillment.id}`,
  };
}

/** The body of a refunds/create webhook. */
export function refundPayload(order: LocalOrder, refund: LocalRefund) {
  return {
    id: refund.id,
    order_id: order.id,
    created_at: refund.createdAt,
    note: refund.note,
    user_id: null,
    processed_at: refund.createdAt,
    restock: false,
    duties: [],
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_adjustments: [],
    transactions: [],
    refund_line_items: refund.lines.map(({ id, lineId, quantity }) => ({
      id,
      quantity,
      line_item_id: lineId,
      location_id: null,
      restock_type: "no_restock",
    })),
  };
}

function linePayload(shop: LocalShop, order: LocalOrder, line: LocalLine) {
  const fulfillable = leftToShip(order, line);
  return {
    id: line.id,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: fulfillable,
    fulfillment_service: "manual",
    fulfillment_status: fulfillable === 0 && line.currentQuantity > 0 ? "fulfilled" : null,
    gift_card: false,
    grams: 0,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: line.price,
    price_set: money(shop, line.price),
    product_exists: line.productId !== null,
    product_id: line.productId,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping ?? true,
    sales_line_item_group_id: line.group?.id ?? null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: money(shop, "0.00"),
    variant_id: line.variantId,
    variant_inventory_management: null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
  };
}

function shippingLinePayload(shop: LocalShop, line: LocalShippingLine) {
  return {
    id: line.id,
    carrier_identifier: null,
    code: line.code,
    current_discounted_price_set: money(shop, line.price),
    discounted_price: line.price,
    discounted_price_set: money(shop, line.price),
    is_removed: line.isRemoved ?? false,
    phone: null,
    price: line.price,
    price_set: money(shop, line.price),
    requested_fulfillment_service_id: null,
    source: "shopify",
    title: line.title,
    tax_lines: [],
    discount_allocations: [],
  };
}

function addressPayload(address: LocalAddress) {
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: null,
    longitude: null,
    name: `${address.firstName} ${address.lastName}`.trim(),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

function fulfillmentStatus(order: LocalOrder): "fulfilled" | "partial" | null {
  if (order.fulfillments.length === 0) return null;
  return isLeftToShip(order) ? "partial" : "fulfilled";
}

function money(shop: LocalShop, amount: string) {
  return {
    shop_money: { amount, currency_code: shop.currencyCode },
    presentment_money: { amount, currency_code: shop.currencyCode },
  };
}

import { isLeftToShip } from "../orders/left-to-ship.ts";
import type { LocalLine, LocalOrder } from "../shapes.ts";
import { gid, time, type Call, type Node } from "./call.ts";
import { connection, inOrder, type PageArgs } from "./connection.ts";
import { addressNode, customerNode } from "./customer-nodes.ts";
import { attributes, lineNode } from "./line-nodes.ts";
import { fulfillmentNode, fulfillmentOrderNode } from "./fulfillment-nodes.ts";
import { metafieldConnection, metafieldNode } from "./metafield-nodes.ts";
import { moneyBag } from "./money.ts";

const visibleDays = 60;

/** Without read_all_orders an app sees the orders of the last 60 days only. */
export function visibleOrders(call: Call): LocalOrder[] {
  const { scopes } = call.token;
  if (scopes.includes("read_all_orders")) return call.shop.orders;
  const since = call.ctx.now() - visibleDays * 86_400_000;
  return call.shop.orders.filter((order) => Date.parse(order.createdAt) >= since);
}

export function orderNode(call: Call, order: LocalOrder): Node {
  const { shop } = call;
  const customer = shop.customers.find(({ id }) => id === order.customerId);
  const address = () => (order.shippingAddress ? addressNode(order.id, order.shippingAddress) : null);
  const count = (quantityOf: (line: LocalLine) => number) =>
    order.lines.reduce((sum, line) => sum + quantityOf(line), 0);
  const total = (quantityOf: (line: LocalLine) => number) =>
    moneyBag(
      shop,
      order.lines.reduce((sum, line) => sum + Number(line.price) * quantityOf(line), 0),
    );
  const [ordered, current] = [(line: LocalLine) => line.quantity, (line: LocalLine) => line.currentQuantity];
  return {
    __typename: "Order",
    id: gid("Order", order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    email: order.email,
    phone: null,
    note: order.note,
    tags: order.tags,
    createdAt: time(order.createdAt),
    updatedAt: time(order.updatedAt),
    processedAt: time(order.createdAt),
    cancelledAt: order.cancelledAt && time(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: Boolean(order.closedAt),
    closedAt: order.closedAt ? time(order.closedAt) : null,
    confirmed: true,
    test: false,
    edited: order.updatedAt !== order.createdAt,
    fullyPaid: true,
    unpaid: false,
    requiresShipping: true,
    currencyCode: shop.currencyCode,
    presentmentCurrencyCode: shop.currencyCode,
    customerLocale: order.locale ?? "en",
    sourceName: "web",
    customAttributes: attributes(order.noteAttributes ?? []),
    statusPageUrl: `https://${shop.domain}/${shop.id}/orders/${order.token}/authenticate?key=local`,
    displayFinancialStatus:
      order.refunds.length === 0 ? "PAID" : count(current) === 0 ? "REFUNDED" : "PARTIALLY_REFUNDED",
    displayFulfillmentStatus: () => fulfillmentStatus(order),
    fulfillable: () => order.fulfillmentOrders.some(({ status }) => status === "OPEN" || status === "IN_PROGRESS"),
    subtotalLineItemsQuantity: count(ordered),
    currentSubtotalLineItemsQuantity: count(current),
    totalPriceSet: () => total(ordered),
    subtotalPriceSet: () => total(ordered),
    currentTotalPriceSet: () => total(current),
    currentSubtotalPriceSet: () => total(current),
    customer: () => (customer ? customerNode(call, customer) : null),
    shippingAddress: address,
    billingAddress: address,
    displayAddress: address,
    lineItems: (args: PageArgs) =>
      connection("LineItem", order.lines, args, inOrder, (line) => lineNode(call, order, line)),
    shippingLines: (args: PageArgs & { includeRemovals?: boolean | null }) =>
      connection(
        "ShippingLine",
        (order.shippingLines ?? []).filter(({ isRemoved }) => args.includeRemovals || !isRemoved),
        args,
        inOrder,
        ({ id, title, code, price, isRemoved }) => ({
          __typename: "ShippingLine",
          id: gid("ShippingLine", id),
          title,
          code,
          isRemoved: isRemoved ?? false,
          originalPriceSet: () => moneyBag(shop, Number(price)),
          source: "shopify",
          carrierIdentifier: null,
          deliveryCategory: null,
        }),
      ),
    fulfillmentOrders: (args: PageArgs) =>
      connection("FulfillmentOrder", order.fulfillmentOrders, args, inOrder, (one) =>
        fulfillmentOrderNode(call, order, one),
      ),
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map((one) => fulfillmentNode(call, order, one)),
    fulfillmentsCount: { __typename: "Count", count: order.fulfillments.length, precision: "EXACT" },
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) =>
      metafieldNode(call, order, namespace ?? null, key),
    metafields: (args: PageArgs & { namespace?: string | null }) => metafieldConnection(call, order, args),
    refunds: () =>
      order.refunds.map((refund) => ({
        __typename: "Refund",
        id: gid("Refund", refund.id),
        legacyResourceId: String(refund.id),
        createdAt: time(refund.createdAt),
        updatedAt: time(refund.createdAt),
        note: refund.note,
        refundLineItems: (args: PageArgs) =>
          connection("RefundLineItem", refund.lines, args, inOrder, (part) => ({
            __typename: "RefundLineItem",
            id: gid("RefundLineItem", part.id),
            quantity: part.quantity,
            lineItem: () =>
              lineNode(
                call,
                order,
                order.lines.find(({ id }) => id === part.lineId)!,
              ),
          })),
      })),
    staffMember: () => null,
  };
}

function fulfillmentStatus(order: LocalOrder): string {
  const isShipped = !isLeftToShip(order);
  if (order.fulfillments.length > 0) return isShipped ? "FULFILLED" : "PARTIALLY_FULFILLED";
  return order.fulfillmentOrders.some(({ status }) => status === "ON_HOLD") ? "ON_HOLD" : "UNFULFILLED";
}

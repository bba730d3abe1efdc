import type {
  LocalFulfillment,
  LocalFulfillmentOrder,
  LocalFulfillmentOrderStatus,
  LocalHold,
  LocalOrder,
} from "../shapes.ts";
import { gid, time, type Call, type Node } from "./call.ts";
import { connection, inOrder, type PageArgs } from "./connection.ts";
import { lineNode } from "./line-nodes.ts";

/** What can be done with a fulfillment order of a merchant's own location in each status. */
const supportedActions: Record<LocalFulfillmentOrderStatus, string[]> = {
  OPEN: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"],
  IN_PROGRESS: ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "SPLIT", "MARK_AS_OPEN"],
  ON_HOLD: ["RELEASE_HOLD", "HOLD", "MOVE"],
  SCHEDULED: ["MARK_AS_OPEN"],
  CLOSED: [],
  CANCELLED: [],
  INCOMPLETE: [],
};

export function fulfillmentOrderNode(call: Call, order: LocalOrder, one: LocalFulfillmentOrder): Node {
  const address = order.shippingAddress;
  return {
    __typename: "FulfillmentOrder",
    id: gid("FulfillmentOrder", one.id),
    status: one.status,
    requestStatus: "UNSUBMITTED",
    createdAt: time(order.createdAt),
    updatedAt: time(order.updatedAt),
    fulfillAt: time(order.createdAt),
    fulfillBy: null,
    deliveryMethod: null,
    orderId: gid("Order", order.id),
    orderName: order.name,
    orderProcessedAt: time(order.createdAt),
    order: () => call.orderNode(call, order),
    fulfillmentHolds: one.holds.map(holdNode),
    supportedActions: actionsOf(call, one).map((action) => ({
      __typename: "FulfillmentOrderSupportedAction",
      action,
      externalUrl: null,
    })),
    assignedLocation: {
      __typename: "FulfillmentOrderAssignedLocation",
      name: one.assignedLocation,
      address1: null,
      address2: null,
      city: null,
      province: null,
      zip: null,
      phone: null,
      countryCode: "US",
    },
    destination: address && {
      __typename: "FulfillmentOrderDestination",
      id: gid("FulfillmentOrderDestination", one.id),
      firstName: address.firstName,
      lastName: address.lastName,
      company: address.company,
      address1: address.address1,
      address2: address.address2,
      city: address.city,
      province: address.province,
      countryCode: address.countryCode,
      zip: address.zip,
      phone: address.phone,
      email: order.email,
    },
    lineItems: (args: PageArgs) =>
      connection("FulfillmentOrderLineItem", one.lines, args, inOrder, (part) => {
        const line = order.lines.find(({ id }) => id === part.lineId)!;
        return {
          __typename: "FulfillmentOrderLineItem",
          id: gid("FulfillmentOrderLineItem", part.id),
          totalQuantity: part.totalQuantity,
          remainingQuantity: part.remainingQuantity,
          lineItem: () => lineNode(call, order, line),
          productTitle: line.title,
          variantTitle: line.variantTitle,
          sku: line.sku,
          vendor: line.vendor,
          requiresShipping: true,
          image: null,
        };
      }),
    fulfillments: (args: PageArgs) =>
      connection(
        "Fulfillment",
        order.fulfillments.filter(({ fulfillmentOrderIds }) => fulfillmentOrderIds.includes(one.id)),
        args,
        inOrder,
        (fulfillment) => fulfillmentNode(call, order, fulfillment),
      ),
  };
}

function actionsOf(call: Call, { status }: LocalFulfillmentOrder): string[] {
  const splits = status === "ON_HOLD" && call.ctx.faults.splitsHeld;
  return [...supportedActions[status], ...(splits ? ["SPLIT"] : [])];
}

export function holdNode(hold: LocalHold): Node {
  return {
    __typename: "FulfillmentHold",
    id: gid("FulfillmentHold", hold.id),
    handle: hold.handle,
    reason: hold.reason,
    reasonNotes: hold.reasonNotes,
    heldByRequestingApp: hold.heldByApp,
    displayReason: hold.reason === "OTHER" ? "Other" : hold.reason.toLowerCase().replaceAll("_", " "),
    heldByApp: null,
  };
}

export function fulfillmentNode(call: Call, order: LocalOrder, fulfillment: LocalFulfillment): Node {
  const { trackingNumbers, trackingUrls } = fulfillment;
  return {
    __typename: "Fulfillment",
    id: gid("Fulfillment", fulfillment.id),
    legacyResourceId: String(fulfillment.id),
    name: fulfillment.name,
    status: fulfillment.status.toUpperCase(),
    displayStatus: fulfillment.status === "cancelled" ? "CANCELED" : "FULFILLED",
    createdAt: time(fulfillment.createdAt),
    updatedAt: time(fulfillment.updatedAt),
    requiresShipping: true,
    totalQuantity: fulfillment.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    order: () => call.orderNode(call, order),
    deliveredAt: null,
    estimatedDeliveryAt: null,
    inTransitAt: null,
    trackingInfo: Array.from(
      { length: Math.max(trackingNumbers.length, trackingUrls.length, fulfillment.trackingCompany ? 1 : 0) },
      (_, index) => ({
        __typename: "FulfillmentTrackingInfo",
        company: fulfillment.trackingCompany,
        number: trackingNumbers[index] ?? null,
        url: trackingUrls[index] ?? null,
      }),
    ),
    fulfillmentLineItems: (args: PageArgs) =>
      connection("FulfillmentLineItem", fulfillment.lines, args, inOrder, (part) => ({
        __typename: "FulfillmentLineItem",
        id: gid("FulfillmentLineItem", part.id),
        quantity: part.quantity,
        lineItem: () =>
          lineNode(
            call,
            order,
            order.lines.find(({ id }) => id === part.lineId)!,
          ),
      })),
    fulfillmentOrders: (args: PageArgs) =>
      connection(
        "FulfillmentOrder",
        order.fulfillmentOrders.filter(({ id }) => fulfillment.fulfillmentOrderIds.includes(id)),
        args,
        inOrder,
        (one) => fulfillmentOrderNode(call, order, one),
      ),
  };
}

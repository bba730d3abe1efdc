import { fulfilParcels } from "../orders/fulfillment.ts";
import { numberOf, userErrors, type Call, type Node } from "./call.ts";
import { fulfillmentNode } from "./fulfillment-nodes.ts";
import { visibleOrders } from "./order-nodes.ts";

type Wanted = {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string;
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null;
  }[];
  notifyCustomer?: boolean | null;
  trackingInfo?: {
    company?: string | null;
    number?: string | null;
    numbers?: string[] | null;
    url?: string | null;
    urls?: string[] | null;
  } | null;
};

/** Ships lines of fulfillment orders of one order; held, closed and over-asked ones are refused with userErrors. */
export function createFulfillment(call: Call, wanted: Wanted): Node {
  const refuse = (message: string): Node => ({
    __typename: "FulfillmentCreatePayload",
    fulfillment: null,
    userErrors: userErrors("UserError", { field: ["fulfillment"], message }),
  });
  const parcels = wanted.lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId, fulfillmentOrderLineItems }) => ({
    fulfillmentOrderId: numberOf(fulfillmentOrderId, "FulfillmentOrder"),
    // An empty list, like none, means everything that remains.
    ...(fulfillmentOrderLineItems?.length
      ? {
          lines: fulfillmentOrderLineItems.map(({ id, quantity }) => ({
            id: numberOf(id, "FulfillmentOrderLineItem"),
            quantity,
          })),
        }
      : {}),
  }));
  const owners = new Set(
    parcels.map(({ fulfillmentOrderId }) =>
      visibleOrders(call).find(({ fulfillmentOrders }) =>
        fulfillmentOrders.some(({ id }) => id === fulfillmentOrderId),
      ),
    ),
  );
  const [order] = owners;
  if (!order || owners.has(undefined)) return refuse("Fulfillment order does not exist.");
  if (owners.size > 1) return refuse("All fulfillment orders must belong to the same order.");
  const tracking = wanted.trackingInfo;
  const result = fulfilParcels(call.ctx, call.shop, order, parcels, {
    company: tracking?.company ?? null,
    numbers: tracking?.numbers ?? one(tracking?.number),
    urls: tracking?.urls ?? one(tracking?.url),
  });
  if ("refused" in result) return refuse(result.refused);
  return { __typename: "FulfillmentCreatePayload", fulfillment: fulfillmentNode(call, order, result), userErrors: [] };
}

function one(value: string | null | undefined): string[] {
  return value ? [value] : [];
}

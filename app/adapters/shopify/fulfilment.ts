import {
  CREATE_FULFILLMENT,
  FULFILLMENT_ORDER_OWNER,
  FULFILLMENT_ORDERS,
  HOLD_FULFILLMENT_ORDER,
  RELEASE_HOLD,
} from "./fulfilment-operations.ts";
import { gidOf, numberOf, type Admin } from "./operation.ts";

/** Our own name for our holds, so that we know them from other apps' (unique per app and fulfilment order). */
const HOLD_HANDLE = "proofline";

/** A fulfilment order as we need it; ids are Shopify's global ids, `lineId` is the order line's number. */
export type FulfilmentOrder = {
  id: string;
  isOpen: boolean;
  mayBeHeld: boolean;
  ourHoldId: string | null;
  isHeldByOthers: boolean;
  lines: { id: string; lineId: string; remaining: number; unfulfilled: number }[];
};

/** The fulfilment orders of an order; null when Shopify has no such order. */
export async function readFulfilmentOrders(admin: Admin, shopifyOrderId: string): Promise<FulfilmentOrder[] | null> {
  const { order } = await admin.run(FULFILLMENT_ORDERS, { id: gidOf("Order", shopifyOrderId) });
  if (!order) return null;
  return order.fulfillmentOrders.nodes.map(({ id, status, supportedActions, fulfillmentHolds, lineItems }) => {
    const ours = fulfillmentHolds.filter(
      ({ heldByRequestingApp, handle }) => heldByRequestingApp && handle === HOLD_HANDLE,
    );
    return {
      id,
      isOpen: !["CLOSED", "CANCELLED", "INCOMPLETE"].includes(status),
      mayBeHeld: supportedActions.some(({ action }) => action === "HOLD"),
      ourHoldId: ours[0]?.id ?? null,
      isHeldByOthers: fulfillmentHolds.length > ours.length,
      lines: lineItems.nodes.map((line) => ({
        id: line.id,
        lineId: numberOf(line.lineItem.id),
        remaining: line.remainingQuantity,
        unfulfilled: line.lineItem.unfulfilledQuantity,
      })),
    };
  });
}

/** The number of the order that a fulfilment order belongs to; null when Shopify shows none. */
export async function orderOfFulfilmentOrder(admin: Admin, id: string): Promise<string | null> {
  const { fulfillmentOrder } = await admin.run(FULFILLMENT_ORDER_OWNER, { id });
  return fulfillmentOrder && numberOf(fulfillmentOrder.orderId);
}

/** Holds a fulfilment order; gives the hold's id, or Shopify's sentence why not. */
export async function hold(
  admin: Admin,
  id: string,
  reasonNotes: string,
): Promise<{ holdId: string } | { refused: string }> {
  const { fulfillmentOrderHold: answer } = await admin.run(HOLD_FULFILLMENT_ORDER, {
    id,
    hold: { reason: "OTHER", reasonNotes, handle: HOLD_HANDLE, notifyMerchant: false },
  });
  const holdId = answer?.fulfillmentHold?.id;
  return holdId ? { holdId } : { refused: sentence(answer?.userErrors) };
}

/** Releases exactly this hold of ours; gives Shopify's sentence when it does not. */
export async function release(admin: Admin, id: string, holdId: string): Promise<{ refused: string } | null> {
  const { fulfillmentOrderReleaseHold: answer } = await admin.run(RELEASE_HOLD, { id, holdIds: [holdId] });
  return answer?.userErrors.length ? { refused: sentence(answer.userErrors) } : null;
}

export type Tracking = { number: string | null; company: string | null; url: string | null };

/** Ships these lines of one fulfilment order; gives the fulfilment's id, or Shopify's sentence why not. */
export async function ship(
  admin: Admin,
  id: string,
  lines: { id: string; quantity: number }[],
  tracking: Tracking,
  notifyCustomer: boolean,
): Promise<{ fulfilmentId: string } | { refused: string }> {
  const given = Object.fromEntries(Object.entries(tracking).filter(([, value]) => value !== null && value !== ""));
  const { fulfillmentCreate: answer } = await admin.run(CREATE_FULFILLMENT, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id, fulfillmentOrderLineItems: lines }],
      notifyCustomer,
      ...(Object.keys(given).length > 0 ? { trackingInfo: given } : {}),
    },
  });
  const fulfilmentId = answer?.fulfillment?.id;
  return fulfilmentId ? { fulfilmentId } : { refused: sentence(answer?.userErrors) };
}

function sentence(errors: { message: string }[] | undefined): string {
  return (errors ?? []).map(({ message }) => message).join(" ") || "Shopify gave no reason.";
}

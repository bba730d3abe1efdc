import { liftHolds } from "../orders/fulfillment-changes.ts";
import { isLeftToShip } from "../orders/left-to-ship.ts";
import type { LocalContext } from "../context.ts";
import { fulfilParcels } from "../orders/fulfillment.ts";
import { archiveOrder, deleteOrder } from "../orders/order-ends.ts";
import { cancelOrder, editOrder, refundLine } from "../orders/orders.ts";
import type { LocalOrder, LocalShop } from "../shapes.ts";

type Fields = Record<string, string>;
type Act = (ctx: LocalContext, shop: LocalShop, order: LocalOrder, fields: Fields) => string | null;

export type OrderAction =
  | "add-line"
  | "set-quantity"
  | "cancel"
  | "refund"
  | "release-holds"
  | "fulfil"
  | "change-address"
  | "archive"
  | "delete";

/** What a merchant does to an order outside the app; each gives Shopify's words when it refuses. */
export const orderActions: Record<OrderAction, Act> = {
  "add-line": (ctx, shop, order, { variantId, quantity, photo }) => {
    const product = shop.products.find(({ variants }) => variants.some(({ id }) => String(id) === variantId));
    if (!product) return "Choose a product.";
    const name = product.photoProperties[0];
    const properties = name && photo ? [{ name, value: photo }] : [];
    editOrder(ctx, shop, order, {
      addLines: [
        {
          productId: product.id,
          variantId: Number(variantId),
          quantity: Math.max(1, Number(quantity) || 1),
          properties,
        },
      ],
    });
    return null;
  },
  "set-quantity": (ctx, shop, order, { lineId, quantity }) => {
    editOrder(ctx, shop, order, {
      quantities: [{ lineId: Number(lineId), quantity: Math.max(0, Number(quantity) || 0) }],
    });
    return null;
  },
  cancel: (ctx, shop, order) => {
    if (order.cancelledAt) return "This order is cancelled already.";
    cancelOrder(ctx, shop, order);
    return null;
  },
  refund: (ctx, shop, order, { lineId, quantity }) => {
    const line = order.lines.find(({ id }) => String(id) === lineId);
    const copies = Number(quantity) || line?.currentQuantity || 0;
    if (!line || copies < 1 || copies > line.currentQuantity) return "There is nothing left of this line to refund.";
    refundLine(ctx, shop, order, line.id, copies);
    return null;
  },
  "release-holds": (ctx, shop, order) => {
    for (const held of order.fulfillmentOrders.filter(({ status }) => status === "ON_HOLD")) {
      liftHolds(ctx, shop, held);
    }
    return null;
  },
  fulfil: (ctx, shop, order, { company, number }) => {
    const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED");
    if (open.length === 0)
      return isLeftToShip(order) ? "Shopify is still routing this order." : "Everything is fulfilled already.";
    const answer = fulfilParcels(
      ctx,
      shop,
      order,
      open.map(({ id }) => ({ fulfillmentOrderId: id })),
      { company: company || null, numbers: number ? [number] : [] },
    );
    return "refused" in answer ? answer.refused : null;
  },
  archive: (ctx, shop, order) => {
    if (order.closedAt) return "This order is archived already.";
    archiveOrder(ctx, shop, order);
    return null;
  },
  delete: (ctx, shop, order) => deleteOrder(ctx, shop, order)?.refused ?? null,
  "change-address": (ctx, shop, order, { address1, zip, city }) => {
    if (!order.shippingAddress) return "This order has no shipping address.";
    editOrder(ctx, shop, order, {
      shippingAddress: {
        ...order.shippingAddress,
        address1: address1 || order.shippingAddress.address1,
        zip: zip || order.shippingAddress.zip,
        city: city || order.shippingAddress.city,
      },
    });
    return null;
  },
};

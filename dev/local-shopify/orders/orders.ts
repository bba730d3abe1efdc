import { randomBytes } from "node:crypto";
import type { LocalContext } from "../context.ts";
import { orderChanged } from "./order-changed.ts";
import { routeLater } from "./routing.ts";
import { orderPayload, refundPayload } from "./order-payload.ts";
import type { LocalAddress, LocalCustomer, LocalLine, LocalOrder, LocalShop } from "../shapes.ts";
import { sendWebhook } from "../webhooks.ts";

type Property = { name: string; value: unknown };
export type NewLine = {
  productId: number;
  variantId: number;
  quantity: number;
  properties?: Property[];
  group?: { title: string; properties: Property[] };
  requiresShipping?: boolean;
};
/** Either `customerId`, or an `email` and a name at checkout (a guest becomes a customer), or neither. */
export type NewOrder = {
  customerId?: number;
  email?: string | null;
  firstName?: string;
  lastName?: string;
  shippingAddress?: LocalAddress | null;
  note?: string | null;
  locale?: string;
  tags?: string[];
  noteAttributes?: Property[];
  shippingLines?: { title: string; code?: string | null; price?: string }[];
  createdAt?: string;
  lines: NewLine[];
};

/** Places an order and sends orders/create; throws when a line names a product or variant the shop does not sell. */
export function placeOrder(ctx: LocalContext, shop: LocalShop, wanted: NewOrder): LocalOrder {
  const { state } = ctx;
  const customer = customerOf(ctx, shop, wanted);
  const at = wanted.createdAt ?? new Date(ctx.now()).toISOString();
  const number = Math.max(1000, shop.lastOrderNumber ?? 0, ...shop.orders.map((one) => one.number)) + 1;
  shop.lastOrderNumber = number;
  const order: LocalOrder = {
    id: state.nextId(),
    name: `#${number}`,
    number,
    token: randomBytes(16).toString("hex"),
    email: wanted.email ?? customer?.email ?? null,
    customerId: customer?.id ?? null,
    shippingAddress: wanted.shippingAddress === undefined ? (customer?.addresses[0] ?? null) : wanted.shippingAddress,
    lines: wanted.lines.map((line) => lineOf(ctx, shop, line)),
    tags: wanted.tags ?? [],
    note: wanted.note ?? null,
    ...(wanted.locale ? { locale: wanted.locale } : {}),
    noteAttributes: wanted.noteAttributes ?? [],
    shippingLines: (wanted.shippingLines ?? [{ title: "Standard" }]).map(({ title, code = title, price = "0.00" }) => ({
      id: state.nextId(),
      title,
      code,
      price,
    })),
    metafields: [],
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    fulfillmentOrders: [],
    fulfillments: [],
    refunds: [],
  };
  shop.orders.push(order);
  state.save();
  sendWebhook(ctx, shop, "orders/create", orderPayload(shop, order));
  routeLater(ctx, shop, order);
  return order;
}

/** What a merchant may change in an order; `quantities` set a line to a lower or higher number of copies (0 removes it). */
export type OrderEdit = {
  addLines?: NewLine[];
  quantities?: { lineId: number; quantity: number }[];
  shippingAddress?: LocalAddress | null;
  email?: string | null;
  note?: string | null;
  tags?: string[];
  noteAttributes?: Property[];
};

/** Edits an order and sends orders/updated (and orders/edited when lines changed). */
export function editOrder(ctx: LocalContext, shop: LocalShop, order: LocalOrder, edit: OrderEdit): void {
  const added = (edit.addLines ?? []).map((line) => lineOf(ctx, shop, line));
  order.lines.push(...added);
  for (const { lineId, quantity } of edit.quantities ?? []) changeQuantity(order, lineIn(order, lineId), quantity);
  if (added.length > 0 || (edit.quantities ?? []).length > 0) routeLater(ctx, shop, order);
  if (edit.shippingAddress !== undefined) order.shippingAddress = edit.shippingAddress;
  if (edit.email !== undefined) order.email = edit.email;
  if (edit.note !== undefined) order.note = edit.note;
  if (edit.tags !== undefined) order.tags = edit.tags;
  if (edit.noteAttributes !== undefined) order.noteAttributes = edit.noteAttributes;
  if (added.length > 0 || (edit.quantities ?? []).length > 0) {
    sendWebhook(ctx, shop, "orders/edited", {
      order_edit: {
        id: ctx.state.nextId(),
        app_id: null,
        created_at: new Date(ctx.now()).toISOString(),
        notify_customer: false,
        order_id: order.id,
        reason: "",
        staff_note: "",
        user_id: null,
        line_items: {
          additions: added.map((line) => ({ id: line.id, delta: line.quantity })),
          removals: (edit.quantities ?? []).map(({ lineId }) => ({ id: lineId, delta: 1 })),
        },
      },
    });
  }
  orderChanged(ctx, shop, order);
}

/** Cancels an order as a merchant would (everything unfulfilled is refunded) and sends orders/cancelled and orders/updated. */
export function cancelOrder(ctx: LocalContext, shop: LocalShop, order: LocalOrder, reason = "customer"): void {
  order.cancelledAt = new Date(ctx.now()).toISOString();
  order.cancelReason = reason;
  const lines = order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({ id: ctx.state.nextId(), lineId: line.id, quantity: line.currentQuantity }));
  if (lines.length > 0) order.refunds.push({ id: ctx.state.nextId(), createdAt: order.cancelledAt, note: null, lines });
  for (const line of order.lines) line.currentQuantity = 0;
  for (const open of order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED")) {
    open.lines.forEach((line) => (line.remainingQuantity = 0));
    open.holds = [];
    open.status = "CLOSED";
  }
  order.updatedAt = order.cancelledAt;
  ctx.state.save();
  sendWebhook(ctx, shop, "orders/cancelled", orderPayload(shop, order));
  orderChanged(ctx, shop, order);
}

/** Refunds copies of one line and sends refunds/create and orders/updated; throws when fewer are left. */
export function refundLine(ctx: LocalContext, shop: LocalShop, order: LocalOrder, lineId: number, quantity = 1): void {
  const line = lineIn(order, lineId);
  if (quantity < 1 || quantity > line.currentQuantity)
    throw new Error(`Line ${lineId} of ${order.name} has ${line.currentQuantity} left to refund`);
  const refund = {
    id: ctx.state.nextId(),
    createdAt: new Date(ctx.now()).toISOString(),
    note: null,
    lines: [{ id: ctx.state.nextId(), lineId, quantity }],
  };
  order.refunds.push(refund);
  changeQuantity(order, line, line.currentQuantity - quantity);
  sendWebhook(ctx, shop, "refunds/create", refundPayload(order, refund));
  orderChanged(ctx, shop, order);
}

function customerOf(ctx: LocalContext, shop: LocalShop, wanted: NewOrder): LocalCustomer | undefined {
  const known = shop.customers.find((customer) =>
    wanted.customerId === undefined
      ? Boolean(wanted.email) && customer.email?.toLowerCase() === wanted.email?.toLowerCase()
      : customer.id === wanted.customerId,
  );
  if (known || !wanted.email) return known;
  const guest: LocalCustomer = {
    id: ctx.state.nextId(),
    email: wanted.email,
    firstName: wanted.firstName ?? "",
    lastName: wanted.lastName ?? "",
    phone: null,
    addresses: wanted.shippingAddress ? [wanted.shippingAddress] : [],
  };
  shop.customers.push(guest);
  return guest;
}

function lineOf(ctx: LocalContext, shop: LocalShop, wanted: NewLine): LocalLine {
  const product = shop.products.find(({ id }) => id === wanted.productId);
  const variant = product?.variants.find(({ id }) => id === wanted.variantId);
  if (!product || !variant)
    throw new Error(`${shop.domain} does not sell variant ${wanted.variantId} of product ${wanted.productId}`);
  return {
    id: ctx.state.nextId(),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    quantity: wanted.quantity,
    currentQuantity: wanted.quantity,
    price: variant.price,
    properties: wanted.properties ?? [],
    requiresShipping: wanted.requiresShipping ?? true,
    group: wanted.group ? { id: ctx.state.nextId(), ...wanted.group } : null,
  };
}

function lineIn(order: LocalOrder, lineId: number): LocalLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`${order.name} has no line ${lineId}`);
  return line;
}

function changeQuantity(order: LocalOrder, line: LocalLine, quantity: number): void {
  const more = quantity - line.currentQuantity;
  line.currentQuantity = quantity;
  if (more > 0) {
    line.quantity += more;
    return;
  }
  let fewer = -more;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    for (const part of fulfillmentOrder.lines.filter(({ lineId }) => lineId === line.id)) {
      const taken = Math.min(fewer, part.remainingQuantity);
      part.remainingQuantity -= taken;
      part.totalQuantity -= taken;
      fewer -= taken;
    }
    fulfillmentOrder.lines = fulfillmentOrder.lines.filter(({ totalQuantity }) => totalQuantity > 0);
    if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0))
      fulfillmentOrder.status = "CLOSED";
  }
}

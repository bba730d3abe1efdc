import { gid, notImplemented, numberOf, parseGid, type Call, type Node } from "./call.ts";
import { connection, type PageArgs } from "./connection.ts";
import { customerNode } from "./customer-nodes.ts";
import { fulfillmentNode, fulfillmentOrderNode } from "./fulfillment-nodes.ts";
import { createFulfillment } from "./fulfil-mutation.ts";
import { holdFulfillmentOrder, releaseHolds } from "./hold-mutations.ts";
import { deleteMetafields, setMetafields } from "./metafield-mutation.ts";
import { orderNode, visibleOrders } from "./order-nodes.ts";
import { lineNode } from "./line-nodes.ts";
import { productNode, variantNode } from "./product-nodes.ts";
import { orderFilter } from "./search.ts";
import { installationNode, onlineStoreNode, shopNode } from "./shop-nodes.ts";
import { splitFulfillmentOrders } from "./fulfillment/split-mutation.ts";
import { addTags, removeTags } from "./tag-mutations.ts";
import type { LocalOrder } from "../shapes.ts";

type ById = { id: string };
type OrdersArgs = PageArgs & { query?: string | null; sortKey?: string | null };

/** All queries and mutations that Local Shopify implements, for one request. */
export function rootOf(call: Call): Node {
  return {
    __typename: "QueryRoot",
    shop: () => shopNode(call),
    onlineStore: () => onlineStoreNode(call),
    order: ({ id }: ById) => orderOf(call, id),
    orders: (args: OrdersArgs) => ordersPage(call, args),
    fulfillmentOrder: ({ id }: ById) => onlyA("FulfillmentOrder", call, id),
    customer: ({ id }: ById) => onlyA("Customer", call, id),
    product: ({ id }: ById) => onlyA("Product", call, id),
    products: (args: PageArgs & { query?: string | null; sortKey?: string | null }) => productsPage(call, args),
    node: ({ id }: ById) => nodeOf(call, id),
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => nodeOf(call, id)),
    currentAppInstallation: () => installationNode(call),
    // Subscriptions of shopify.app.toml belong to the app, not to the shop, and are not listed here by the real one either.
    webhookSubscriptions: (args: PageArgs) =>
      connection(
        "WebhookSubscription",
        [],
        args,
        () => ["", 0],
        () => ({ __typename: "WebhookSubscription" }),
      ),
    tagsAdd: ({ id, tags }: ById & { tags: string[] }) => addTags(call, id, tags),
    tagsRemove: ({ id, tags }: ById & { tags: string[] }) => removeTags(call, id, tags),
    metafieldsSet: ({ metafields }: { metafields: Parameters<typeof setMetafields>[1] }) =>
      setMetafields(call, metafields),
    metafieldsDelete: ({ metafields }: { metafields: Parameters<typeof deleteMetafields>[1] }) =>
      deleteMetafields(call, metafields),
    fulfillmentOrderHold: ({
      id,
      fulfillmentHold,
    }: ById & { fulfillmentHold: Parameters<typeof holdFulfillmentOrder>[2] }) =>
      holdFulfillmentOrder(call, id, fulfillmentHold),
    fulfillmentOrderReleaseHold: ({ id, holdIds }: ById & { holdIds?: string[] | null }) =>
      releaseHolds(call, id, holdIds ?? null),
    fulfillmentOrderSplit: ({
      fulfillmentOrderSplits,
    }: {
      fulfillmentOrderSplits: Parameters<typeof splitFulfillmentOrders>[1];
    }) => splitFulfillmentOrders(call, fulfillmentOrderSplits),
    fulfillmentCreate: ({ fulfillment }: { fulfillment: Parameters<typeof createFulfillment>[1] }) =>
      createFulfillment(call, fulfillment),
    // Reached only by a token with read_users, which the app does not ask for; without it the type itself refuses.
    staffMember: () => null,
    staffMembers: () => null,
    currentStaffMember: () => null,
  };
}

function orderOf(call: Call, id: string): Node | null {
  const wanted = numberOf(id, "Order");
  const order = visibleOrders(call).find((known) => known.id === wanted);
  return order ? orderNode(call, order) : null;
}

const sortValues: Record<string, (order: LocalOrder) => string | number> = {
  CREATED_AT: (order) => order.createdAt,
  PROCESSED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  ID: (order) => order.id,
  ORDER_NUMBER: (order) => order.number,
};

function ordersPage(call: Call, args: OrdersArgs): Node {
  const valueOf = sortValues[args.sortKey ?? "PROCESSED_AT"];
  if (!valueOf) throw notImplemented(`sorting orders by ${args.sortKey}`);
  return connection(
    "Order",
    visibleOrders(call).filter(orderFilter(args.query ?? "")),
    args,
    (order) => [valueOf(order), order.id],
    (order) => orderNode(call, order),
  );
}

function productsPage(call: Call, args: PageArgs & { query?: string | null; sortKey?: string | null }): Node {
  if (args.sortKey && args.sortKey !== "TITLE" && args.sortKey !== "ID")
    throw notImplemented(`sorting products by ${args.sortKey}`);
  if (/:/.test(args.query ?? "")) throw notImplemented(`the search ${args.query} of products`);
  const words = (args.query ?? "").toLowerCase().replaceAll("*", "");
  const found = call.shop.products.filter(({ title }) => title.toLowerCase().includes(words));
  return connection(
    "Product",
    found,
    args,
    (product) => [args.sortKey === "TITLE" ? product.title : product.id, product.id],
    (product) => productNode(call, product),
  );
}

function onlyA(type: string, call: Call, id: string): Node | null {
  return parseGid(id).type === type ? nodeOf(call, id) : null;
}

function nodeOf(call: Call, text: string): Node | null {
  const { type, id } = parseGid(text);
  const { shop } = call;
  const find = nodeFinders[type];
  if (!find) throw notImplemented(`node(id:) of a ${type}`);
  return id === shop.id && type === "Shop" ? shopNode(call) : find(call, id);
}

const nodeFinders: Record<string, (call: Call, id: number) => Node | null> = {
  Shop: () => null,
  Order: (call, id) => orderOf(call, gid("Order", id)),
  LineItem: (call, id) =>
    first(
      visibleOrders(call).flatMap((order) =>
        order.lines.filter((line) => line.id === id).map((line) => lineNode(call, order, line)),
      ),
    ),
  FulfillmentOrder: (call, id) =>
    first(
      visibleOrders(call).flatMap((order) =>
        order.fulfillmentOrders.filter((one) => one.id === id).map((one) => fulfillmentOrderNode(call, order, one)),
      ),
    ),
  Fulfillment: (call, id) =>
    first(
      visibleOrders(call).flatMap((order) =>
        order.fulfillments.filter((one) => one.id === id).map((one) => fulfillmentNode(call, order, one)),
      ),
    ),
  Customer: (call, id) =>
    first(call.shop.customers.filter((customer) => customer.id === id).map((customer) => customerNode(call, customer))),
  Product: (call, id) =>
    first(call.shop.products.filter((product) => product.id === id).map((product) => productNode(call, product))),
  ProductVariant: (call, id) =>
    first(
      call.shop.products.flatMap((product) =>
        product.variants.filter((variant) => variant.id === id).map((variant) => variantNode(call, product, variant)),
      ),
    ),
};

function first(nodes: Node[]): Node | null {
  return nodes[0] ?? null;
}

import { leftToShip } from "../orders/left-to-ship.ts";
import type { LocalLine, LocalOrder } from "../shapes.ts";
import { gid, type Call, type Node } from "./call.ts";
import { moneyBag } from "./money.ts";
import { productNode, variantNode } from "./product-nodes.ts";

export function lineNode(call: Call, order: LocalOrder, line: LocalLine): Node {
  const product = call.shop.products.find(({ id }) => id === line.productId);
  const variant = product?.variants.find(({ id }) => id === line.variantId);
  const unfulfilled = leftToShip(order, line);
  const price = () => moneyBag(call.shop, Number(line.price));
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    variantTitle: line.variantTitle,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unfulfilledQuantity: unfulfilled,
    fulfillableQuantity: unfulfilled,
    nonFulfillableQuantity: line.quantity - unfulfilled,
    refundableQuantity: line.currentQuantity,
    sku: line.sku,
    vendor: line.vendor,
    requiresShipping: line.requiresShipping ?? true,
    isGiftCard: false,
    taxable: true,
    merchantEditable: true,
    image: null,
    originalUnitPriceSet: price,
    discountedUnitPriceSet: price,
    customAttributes: attributes(line.properties),
    product: () => (product ? productNode(call, product) : null),
    variant: () => (product && variant ? variantNode(call, product, variant) : null),
    lineItemGroup: () =>
      line.group && {
        __typename: "LineItemGroup",
        id: gid("LineItemGroup", line.group.id),
        title: line.group.title,
        quantity: 1,
        customAttributes: attributes(line.group.properties),
      },
  };
}

/** GraphQL knows attributes as strings only, and none that were not a list of names and values. */
export function attributes(properties: unknown): Node[] {
  if (!Array.isArray(properties)) return [];
  return (properties as { name: string; value: unknown }[]).map(({ name, value }) => ({
    __typename: "Attribute",
    key: String(name),
    value: value == null || typeof value === "string" ? (value ?? null) : JSON.stringify(value),
  }));
}

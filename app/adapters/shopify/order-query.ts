import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import type { CustomerField } from "../../domain/intake/customer-data.ts";
import { gidOf, numberOf, type Admin } from "./operation.ts";
import { givenOf, readOrderNode, type LineNode } from "./order-node.ts";
import { ORDER_FOR_INTAKE, ORDER_LINES, ORDERS_UPDATED } from "./queries.ts";

const MOST_PAGES_OF_LINES = 20;

/** Reads one order with all its lines, without these fields of its customer; null when Shopify has no such order (any more). */
export async function readOrder(
  admin: Admin,
  shopifyOrderId: string,
  without: readonly CustomerField[],
): Promise<IncomingOrder | null> {
  const id = gidOf("Order", shopifyOrderId);
  const { order } = await admin.run(ORDER_FOR_INTAKE, { id, ...askedFor(without) });
  if (!order) return null;
  const lines: LineNode[] = [...order.lineItems.nodes];
  let { hasNextPage, endCursor } = order.lineItems.pageInfo;
  for (let page = 1; hasNextPage && endCursor && page < MOST_PAGES_OF_LINES; page += 1) {
    const further = await admin.run(ORDER_LINES, { id, after: endCursor });
    lines.push(...(further.order?.lineItems.nodes ?? []));
    ({ hasNextPage, endCursor } = further.order?.lineItems.pageInfo ?? { hasNextPage: false, endCursor: null });
  }
  const read = readOrderNode(order, lines);
  return { ...read, customerData: { withheld: without, given: givenOf(order, without) } };
}

function askedFor(without: readonly CustomerField[]): Record<CustomerField, boolean> {
  const isAsked = (field: CustomerField) => !without.includes(field);
  return { name: isAsked("name"), address: isAsked("address"), email: isAsked("email"), phone: isAsked("phone") };
}

/** A page of a hundred orders that match a search such as `updated_at:>'2026-01-01T00:00:00Z'`, oldest change first, behind a cursor; `next` null for the last page. */
export async function pageOfOrders(
  admin: Admin,
  query: string,
  after: string | null,
): Promise<{ shopifyOrderIds: string[]; next: string | null }> {
  const { orders } = await admin.run(ORDERS_UPDATED, { query, after });
  const { hasNextPage, endCursor } = orders.pageInfo;
  return {
    shopifyOrderIds: orders.nodes.map(({ id }) => numberOf(id)),
    next: hasNextPage ? (endCursor ?? null) : null,
  };
}

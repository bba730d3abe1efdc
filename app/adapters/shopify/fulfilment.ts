import type { Holdable, Part } from "../../domain/fulfilment/holds.ts";
import type { Fulfillable } from "../../domain/fulfilment/compared-fulfilments.ts";
import type { SeenInShopify } from "../../domain/fulfilment/compared.ts";
import {
  CREATE_FULFILLMENT,
  FULFILLMENT_ORDER_LINES,
  FULFILLMENT_ORDER_OWNERS,
  HOLD_FULFILLMENT_ORDER,
  ORDER_STATE,
  ORDERS_AT_A_GLANCE,
  RELEASE_HOLD,
  SPLIT_FULFILLMENT_ORDER,
} from "./fulfilment-operations.ts";
import type { OrderStateQuery } from "./graphql-types.ts";
import { gidOf, numberOf, type Admin } from "./operation.ts";

/** Our own name for our holds, so that we know them from other apps' (unique per app and fulfilment order). */
const HOLD_HANDLE = "proofline";

/** A fulfilment order as we need it; ids are Shopify's global ids, `lineId` is the order line's number. */
export type FulfilmentOrder = Holdable &
  Fulfillable &
  Pick<SeenInShopify["fulfilmentOrders"][number], "status" | "updatedAt" | "holdIds">;

/** All that is ours to settle of an order, as it is in Shopify. */
export type OrderState = { tags: string[]; metafield: string | null; fulfilmentOrders: FulfilmentOrder[] };

/** What an order is in Shopify, with all its fulfilment orders and all their lines; null when Shopify shows no such order. */
export async function readOrderState(admin: Admin, shopifyOrderId: string): Promise<OrderState | null> {
  const fulfilmentOrders: FulfilmentOrder[] = [];
  for (let after: string | null = null; ;) {
    const { order }: OrderStateQuery = await admin.run(ORDER_STATE, { id: gidOf("Order", shopifyOrderId), after });
    if (!order) return null;
    const { nodes, pageInfo }: Page = order.fulfillmentOrders;
    for (const node of nodes) fulfilmentOrders.push(await toFulfilmentOrder(admin, node));
    if (!pageInfo.hasNextPage) return { tags: order.tags, metafield: order.artwork?.value ?? null, fulfilmentOrders };
    after = pageInfo.endCursor ?? null;
  }
}

type Page = NonNullable<OrderStateQuery["order"]>["fulfillmentOrders"];
type Node = Page["nodes"][number];

async function toFulfilmentOrder(admin: Admin, node: Node): Promise<FulfilmentOrder> {
  const { id, status, updatedAt, supportedActions, fulfillmentHolds, lineItems } = node;
  const ours = fulfillmentHolds.filter(isOurs);
  const may = (wanted: string) => supportedActions.some(({ action }) => action === wanted);
  const lines = [...lineItems.nodes];
  for (let { hasNextPage, endCursor } = lineItems.pageInfo; hasNextPage;) {
    const { fulfillmentOrder } = await admin.run(FULFILLMENT_ORDER_LINES, { id, after: endCursor });
    if (!fulfillmentOrder) break;
    lines.push(...fulfillmentOrder.lineItems.nodes);
    ({ hasNextPage, endCursor } = fulfillmentOrder.lineItems.pageInfo);
  }
  return {
    id,
    status,
    updatedAt,
    holdIds: fulfillmentHolds.map((hold) => hold.id),
    isOpen: !["CLOSED", "CANCELLED", "INCOMPLETE"].includes(status),
    mayBeHeld: may("HOLD"),
    maySplit: may("SPLIT"),
    ourHoldId: ours[0]?.id ?? null,
    isHeldByOthers: fulfillmentHolds.length > ours.length,
    lines: lines.map((line) => ({
      id: line.id,
      lineId: numberOf(line.lineItem.id),
      remaining: line.remainingQuantity,
      unfulfilled: line.lineItem.unfulfilledQuantity,
      current: line.lineItem.currentQuantity,
    })),
  };
}

function isOurs({ heldByRequestingApp, handle }: { heldByRequestingApp: boolean; handle?: string | null }): boolean {
  return heldByRequestingApp && handle === HOLD_HANDLE;
}

/** What is so of these orders, at most thirty of them, each by its number in Shopify; those that it does not show are left out. */
export async function glanceAtOrders(
  admin: Admin,
  shopifyOrderIds: readonly string[],
): Promise<Map<string, SeenInShopify>> {
  const { nodes } = await admin.run(ORDERS_AT_A_GLANCE, { ids: shopifyOrderIds.map((id) => gidOf("Order", id)) });
  return new Map(
    nodes.flatMap((node) => {
      if (!node || !("tags" in node)) return [];
      const seen: SeenInShopify = {
        tags: node.tags,
        metafield: node.artwork?.value ?? null,
        hasMore: node.fulfillmentOrders.pageInfo.hasNextPage,
        fulfilmentOrders: node.fulfillmentOrders.nodes.map(({ fulfillmentHolds, ...one }) => ({
          ...one,
          holdIds: fulfillmentHolds.map(({ id }) => id),
        })),
      };
      return [[numberOf(node.id), seen] as const];
    }),
  );
}

/** So many are asked about in one call: it takes about as many points. */
const OWNERS_AT_ONCE = 50;

/** The numbers of the orders that fulfilment orders belong to, each once; those that Shopify does not show are left out. */
export async function ordersOfFulfilmentOrders(admin: Admin, ids: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (let at = 0; at < ids.length; at += OWNERS_AT_ONCE) {
    const { nodes } = await admin.run(FULFILLMENT_ORDER_OWNERS, { ids: ids.slice(at, at + OWNERS_AT_ONCE) });
    for (const node of nodes) if (node && "orderId" in node) found.add(numberOf(node.orderId));
  }
  return [...found];
}

/** Holds a fulfilment order, or only a part of it; gives Shopify's sentence when it does not. One that is held by us already counts as done. */
export async function hold(
  admin: Admin,
  id: string,
  part: Part[] | null,
  reasonNotes: string,
): Promise<{ refused: string } | null> {
  const { fulfillmentOrderHold: answer } = await admin.run(HOLD_FULFILLMENT_ORDER, {
    id,
    hold: {
      reason: "OTHER",
      reasonNotes,
      handle: HOLD_HANDLE,
      notifyMerchant: false,
      ...(part ? { fulfillmentOrderLineItems: part } : {}),
    },
  });
  if (answer?.fulfillmentHold) return null;
  const codes = answer?.userErrors.map(({ code }) => code) ?? [];
  if (codes.includes("DUPLICATE_FULFILLMENT_HOLD_HANDLE")) return null;
  // What somebody holds, or is under way, is not taken apart: all of it is held.
  if (part && codes.includes("FULFILLMENT_ORDER_NOT_SPLITTABLE")) return hold(admin, id, null, reasonNotes);
  return { refused: sentence(answer?.userErrors) };
}

/** Takes a part of a fulfilment order into one of its own; gives Shopify's sentence when it does not. */
export async function split(admin: Admin, id: string, part: Part[]): Promise<{ refused: string } | null> {
  const { fulfillmentOrderSplit: answer } = await admin.run(SPLIT_FULFILLMENT_ORDER, {
    split: [{ fulfillmentOrderId: id, fulfillmentOrderLineItems: part }],
  });
  return answer?.fulfillmentOrderSplits?.length ? null : { refused: sentence(answer?.userErrors) };
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

import { operation } from "./operation.ts";
import type {
  CreateFulfillmentMutation,
  CreateFulfillmentMutationVariables,
  FulfillmentOrderOwnersQuery,
  FulfillmentOrderOwnersQueryVariables,
  FulfillmentOrderLinesQuery,
  FulfillmentOrderLinesQueryVariables,
  HoldFulfillmentOrderMutation,
  HoldFulfillmentOrderMutationVariables,
  OrdersAtAGlanceQuery,
  OrdersAtAGlanceQueryVariables,
  OrderStateQuery,
  OrderStateQueryVariables,
  ReleaseHoldMutation,
  ReleaseHoldMutationVariables,
  SplitFulfillmentOrderMutation,
  SplitFulfillmentOrderMutationVariables,
} from "./graphql-types.ts";

/** What an order is in Shopify, as far as it is ours to settle: tags, metafield, and a page of its fulfilment orders with their holds and what is left to ship. */
export const ORDER_STATE = operation<OrderStateQuery, OrderStateQueryVariables>(`
query OrderState($id: ID!, $after: String) {
  order(id: $id) {
    id tags
    artwork: metafield(namespace: "$app:proofline", key: "artwork_state") { value }
    fulfillmentOrders(first: 10, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id status updatedAt
        supportedActions { action }
        fulfillmentHolds { id handle heldByRequestingApp }
        lineItems(first: 20) {
          pageInfo { hasNextPage endCursor }
          nodes { id remainingQuantity lineItem { id unfulfilledQuantity currentQuantity } }
        }
      }
    }
  }
}`);

/** The further lines of a fulfilment order that has more than a page of them. */
export const FULFILLMENT_ORDER_LINES = operation<FulfillmentOrderLinesQuery, FulfillmentOrderLinesQueryVariables>(`
query FulfillmentOrderLines($id: ID!, $after: String) {
  fulfillmentOrder(id: $id) {
    id
    lineItems(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id remainingQuantity lineItem { id unfulfilledQuantity currentQuantity } }
    }
  }
}`);

/** Of many orders only what tells whether something has changed: under 500 points for thirty of them. */
export const ORDERS_AT_A_GLANCE = operation<OrdersAtAGlanceQuery, OrdersAtAGlanceQueryVariables>(`
query OrdersAtAGlance($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Order {
      id tags
      artwork: metafield(namespace: "$app:proofline", key: "artwork_state") { value }
      fulfillmentOrders(first: 5) {
        pageInfo { hasNextPage }
        nodes { id status updatedAt fulfillmentHolds { id handle heldByRequestingApp } }
      }
    }
  }
}`);

/** Takes lines of a fulfilment order into one of their own. */
export const SPLIT_FULFILLMENT_ORDER = operation<
  SplitFulfillmentOrderMutation,
  SplitFulfillmentOrderMutationVariables
>(`
mutation SplitFulfillmentOrder($split: [FulfillmentOrderSplitInput!]!) {
  fulfillmentOrderSplit(fulfillmentOrderSplits: $split) {
    fulfillmentOrderSplits { remainingFulfillmentOrder { id } }
    userErrors { field message code }
  }
}`);

export const HOLD_FULFILLMENT_ORDER = operation<HoldFulfillmentOrderMutation, HoldFulfillmentOrderMutationVariables>(`
mutation HoldFulfillmentOrder($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
    fulfillmentHold { id }
    userErrors { field message code }
  }
}`);

export const RELEASE_HOLD = operation<ReleaseHoldMutation, ReleaseHoldMutationVariables>(`
mutation ReleaseHold($id: ID!, $holdIds: [ID!]!) {
  fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
    fulfillmentOrder { id status }
    userErrors { field message code }
  }
}`);

export const CREATE_FULFILLMENT = operation<CreateFulfillmentMutation, CreateFulfillmentMutationVariables>(`
mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id }
    userErrors { field message }
  }
}`);

/** Which orders fulfilment orders belong to: about a point for each. */
export const FULFILLMENT_ORDER_OWNERS = operation<FulfillmentOrderOwnersQuery, FulfillmentOrderOwnersQueryVariables>(`
query FulfillmentOrderOwners($ids: [ID!]!) {
  nodes(ids: $ids) { ... on FulfillmentOrder { id orderId } }
}`);

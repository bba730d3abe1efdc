import { operation } from "./operation.ts";
import type {
  CreateFulfillmentMutation,
  CreateFulfillmentMutationVariables,
  FulfillmentOrderOwnerQuery,
  FulfillmentOrderOwnerQueryVariables,
  FulfillmentOrdersQuery,
  FulfillmentOrdersQueryVariables,
  HoldFulfillmentOrderMutation,
  HoldFulfillmentOrderMutationVariables,
  ReleaseHoldMutation,
  ReleaseHoldMutationVariables,
} from "./graphql-types.ts";

/** The fulfilment orders of an order: their state, their holds, and what is left to ship. */
export const FULFILLMENT_ORDERS = operation<FulfillmentOrdersQuery, FulfillmentOrdersQueryVariables>(`
query FulfillmentOrders($id: ID!) {
  order(id: $id) {
    id cancelledAt
    fulfillmentOrders(first: 10) {
      nodes {
        id status
        supportedActions { action }
        fulfillmentHolds { id handle heldByRequestingApp }
        lineItems(first: 50) { nodes { id remainingQuantity lineItem { id unfulfilledQuantity } } }
      }
    }
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

/** Which order a fulfilment order belongs to. */
export const FULFILLMENT_ORDER_OWNER = operation<FulfillmentOrderOwnerQuery, FulfillmentOrderOwnerQueryVariables>(`
query FulfillmentOrderOwner($id: ID!) {
  fulfillmentOrder(id: $id) { id orderId }
}`);
